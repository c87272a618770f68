// @ts-check
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { installScriptFaults } = require("./install-scripts.js");
const { lintedFaults, lockfileFaults } = require("./lockfile.js");
const { runtimeDependencyFaults, loadedPackages } = require("./runtime-dependencies.js");
const { runtimePlaces, writeSbom } = require("./sbom.js");

/**
 * Everything that can be told from package.json, package-lock.json and the compiled code.
 *
 * @param {string} root folder of package.json, package-lock.json and dist/
 * @returns {Promise<string[]>} one sentence for each fault
 */
async function supplyChainFaults(root) {
  const lockfilePath = path.join(root, "package-lock.json");
  const lockfile = readJson(lockfilePath);
  const faults = [
    ...(await lintedFaults(lockfilePath)),
    ...lockfileFaults(lockfile),
    ...runtimeDependencyFaults(readJson(path.join(root, "package.json")), loadedPackages(root)),
  ];
  // A lock file with faults may be one that the generator of the SBOM does not understand.
  return faults.length > 0 ? faults : installScriptFaults(lockfile, runtimePlaces(await temporarySbom(root)));
}

/** @param {string} root */
async function temporarySbom(root) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "msp360-sbom-"));
  try {
    return await writeSbom(root, path.join(folder, "sbom.cdx.json"));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(fs.readFileSync(file, "utf8"));
}

module.exports = { supplyChainFaults };
