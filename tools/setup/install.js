// @ts-check
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { runCommand, lastLines } = require("./command.js");
const { SetupError } = require("./repository.js");

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Whether node_modules holds exactly what the lock file asks for. npm writes its own record of what it installed
 * as the last thing it does, so an installation that was broken off counts as not installed.
 *
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile | undefined} installed node_modules/.package-lock.json
 */
function isInstalled(wanted, installed) {
  if (installed === undefined) return false;
  return Object.entries(wanted.packages).every(([place, locked]) => {
    if (place === "") return true;
    const present = installed.packages[place];
    // A package for another operating system is left out by npm.
    if (present === undefined) return locked.optional === true;
    return present.version === locked.version && present.integrity === locked.integrity;
  });
}

/**
 * Installs the dependencies when node_modules does not match package-lock.json.
 *
 * @param {string} root the repository
 * @param {import("./progress.js").Progress} progress
 * @returns {Promise<boolean>} whether anything had to be installed
 */
async function installDependencies(root, progress) {
  const wanted = readLockfile(path.join(root, "package-lock.json"));
  if (wanted === undefined)
    throw new SetupError(`There is no package-lock.json in ${root}: fetch the repository again.`);
  if (isInstalled(wanted, readLockfile(path.join(root, "node_modules", ".package-lock.json")))) return false;
  // No package needs its install script here, so that none can do harm; see tools/supply-chain/install-scripts.js.
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { exitCode, output } = await progress.during("Installing the packages (npm ci)", () =>
    runCommand(process.platform === "win32" ? "npm.cmd" : "npm", args, { cwd: root }),
  );
  if (exitCode !== 0) {
    throw new SetupError(
      `The packages could not be installed; check the connection to the npm registry. "npm ci" said:\n${lastLines(output, 8)}`,
    );
  }
  return true;
}

/**
 * @param {string} file
 * @returns {Lockfile | undefined}
 */
function readLockfile(file) {
  if (!fs.existsSync(file)) return undefined;
  return JSON.parse(fs.readFileSync(file, "utf8"));
}

module.exports = { installDependencies, isInstalled };
