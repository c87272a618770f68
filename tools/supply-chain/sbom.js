// @ts-check
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { runCommand, lastLines } = require("../setup/command.js");
const { repositoryRoot, SetupError } = require("../setup/repository.js");

/** The name of the bill of materials in the package. */
const SBOM_FILE = "sbom.cdx.json";

/** What cyclonedx-npm calls the place of a package in node_modules. */
const PLACE_PROPERTY = "cdx:npm:package:path";

/**
 * @typedef {{ "bom-ref": string, name: string, group?: string, version: string,
 *   properties?: { name: string, value: string }[] }} Component
 * @typedef {{ bomFormat: string, specVersion: string, serialNumber?: string, metadata: { timestamp?: string },
 *   components: Component[], dependencies: { ref: string, dependsOn?: string[] }[] }} Sbom
 */

/**
 * Writes the software bill of materials: the runtime dependencies as package-lock.json fixes them, direct and indirect,
 * as CycloneDX JSON. The same lock file, npm and generator give the same bytes.
 *
 * @param {string} root folder of package.json and package-lock.json
 * @param {string} [file] default: sbom.cdx.json in the root
 * @returns {Promise<Sbom>} what was written
 */
async function writeSbom(root, file = path.join(root, SBOM_FILE)) {
  const generator = path.join(
    repositoryRoot,
    "node_modules",
    "@cyclonedx",
    "cyclonedx-npm",
    "bin",
    "cyclonedx-npm-cli.js",
  );
  // Two packings at a time must not read each other's half-written file.
  const draft = `${file}.${process.pid}`;
  const args = [
    ...["--package-lock-only", "--omit", "dev", "--omit", "peer", "--no-workspaces", "--mc-type", "library"],
    ...[
      "--output-reproducible",
      "--short-PURLs",
      "--spec-version",
      "1.6",
      "--output-file",
      draft,
      "package.json",
    ],
  ];
  const { exitCode, output } = await runCommand(process.execPath, [generator, ...args], { cwd: root });
  if (exitCode !== 0) throw new SetupError(`cyclonedx-npm could not write the SBOM:\n${lastLines(output)}`);
  const sbom = withoutPeers(readJson(draft), readJson(path.join(root, "package-lock.json")));
  fs.writeFileSync(draft, `${JSON.stringify(sbom, undefined, 2)}\n`);
  fs.renameSync(draft, file);
  return sbom;
}

/**
 * Without what nothing depends on: the generator omits no optional peers, as valibot's TypeScript is, which only our own
 * development brings.
 *
 * @param {Sbom} sbom
 * @param {{ packages: Record<string, { dependencies?: object, optionalDependencies?: object }> }} lockfile
 * @returns {Sbom}
 */
function withoutPeers(sbom, lockfile) {
  const places = ["", ...sbom.components.flatMap(placesOf)];
  const wanted = new Set(
    places.flatMap((place) => {
      const { dependencies, optionalDependencies } = lockfile.packages[place] ?? {};
      return Object.keys({ ...dependencies, ...optionalDependencies });
    }),
  );
  const components = sbom.components.filter(({ group, name }) =>
    wanted.has(group === undefined ? name : `${group}/${name}`),
  );
  const left = new Set(
    sbom.components.filter((component) => !components.includes(component)).map(referenceOf),
  );
  const dependencies = sbom.dependencies
    .filter(({ ref }) => !left.has(ref))
    .map(({ dependsOn, ...entry }) =>
      dependsOn === undefined ? entry : { ...entry, dependsOn: dependsOn.filter((ref) => !left.has(ref)) },
    );
  return { ...sbom, components, dependencies };
}

/** @param {Component} component */
function referenceOf(component) {
  return component["bom-ref"];
}

/**
 * @param {Component} component
 * @returns {string[]}
 */
function placesOf({ properties = [] }) {
  return properties.filter(({ name }) => name === PLACE_PROPERTY).map(({ value }) => value);
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(fs.readFileSync(file, "utf8"));
}

/**
 * Where the runtime dependencies stand in the lock file.
 *
 * @param {Sbom} sbom
 * @returns {Set<string>} such as "node_modules/axios"
 */
function runtimePlaces(sbom) {
  return new Set(sbom.components.flatMap(placesOf));
}

module.exports = { SBOM_FILE, writeSbom, runtimePlaces };
