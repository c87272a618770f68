// @ts-check
"use strict";

const path = require("node:path");
const { runCommand } = require("../setup/command.js");
const { repositoryRoot } = require("../setup/repository.js");

/**
 * @typedef {object} LockedPackage
 * @property {string} [name] only when the package stands under another name than its own
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {string} [integrity]
 * @property {boolean} [link]
 * @property {boolean} [hasInstallScript]
 *
 * @typedef {{ lockfileVersion: number, packages: Record<string, LockedPackage> }} Lockfile
 */

/** Packages that a dependency installs under a second name, on purpose: an older version beside the newer one. */
const KNOWN_ALIASES = new Map([
  ["string-width-cjs", "string-width"],
  ["strip-ansi-cjs", "strip-ansi"],
  ["wrap-ansi-cjs", "wrap-ansi"],
]);

/** A version as npm writes it for a package of a registry: no range, no address. */
const REGISTRY_VERSION = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/** 64 bytes in Base64. */
const SHA512 = /^sha512-[A-Za-z0-9+/]{86}==$/;

/**
 * What lockfile-lint finds: a hash that is no SHA-512, and, where a package names its source, a source that is not the
 * npm registry over HTTPS or that holds a package of another name. It passes over packages without hash and without
 * source; those are the business of {@link lockfileFaults}.
 *
 * @param {string} file package-lock.json
 * @returns {Promise<string[]>} one text for each fault
 */
async function lintedFaults(file) {
  const program = path.join(repositoryRoot, "node_modules", "lockfile-lint", "bin", "lockfile-lint.js");
  const rules = [
    "--allowed-hosts",
    "npm",
    "--validate-https",
    "--validate-package-names",
    "--validate-integrity",
  ];
  const args = [program, "--path", file, "--type", "npm", "--format", "plain", ...rules];
  const { exitCode, output } = await runCommand(process.execPath, args);
  return exitCode === 0 ? [] : [`lockfile-lint: ${output.trim()}`];
}

/**
 * What lockfile-lint cannot see in a lock file that does not name sources (omit-lockfile-registry-resolved): npm takes
 * every package without a source from the registry that is configured, so one with a source comes from elsewhere.
 *
 * @param {Lockfile} lockfile
 * @returns {string[]} one sentence for each fault
 */
function lockfileFaults({ lockfileVersion, packages }) {
  if (lockfileVersion !== 3) return [`package-lock.json has version ${lockfileVersion}, not 3.`];
  return Object.entries(packages)
    .filter(([place]) => place.includes("node_modules/"))
    .flatMap(([place, locked]) =>
      locked.link ? linkFaults(place, locked, packages) : packageFaults(place, locked),
    );
}

/**
 * @param {string} place
 * @param {LockedPackage} locked
 * @param {Lockfile["packages"]} packages
 */
function linkFaults(place, { resolved = "" }, packages) {
  return resolved in packages && !resolved.includes("node_modules/")
    ? []
    : [`${place} is a link to "${resolved}", which is no part of this repository.`];
}

/**
 * @param {string} place
 * @param {LockedPackage} locked
 */
function packageFaults(place, { name, version = "", resolved, integrity }) {
  const declared = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
  const faults = [];
  if (integrity === undefined) faults.push(`${place} has no integrity hash.`);
  else if (!SHA512.test(integrity))
    faults.push(`${place} has an integrity hash that is no SHA-512: ${integrity}`);
  if (resolved !== undefined) faults.push(`${place} does not come from the registry, but from ${resolved}`);
  if (!REGISTRY_VERSION.test(version))
    faults.push(`${place} has no version of a registry, but "${version}".`);
  if (name !== undefined && name !== declared && KNOWN_ALIASES.get(declared) !== name) {
    faults.push(`${place} holds another package, ${name}.`);
  }
  return faults;
}

module.exports = { lintedFaults, lockfileFaults };
