// @ts-check
"use strict";

const fs = require("node:fs");
const { isBuiltin } = require("node:module");
const path = require("node:path");

/** More would be more to trust. */
const LIMIT = 7;

/** The compiled folders that are published. */
const PUBLISHED = ["dist/provider", "dist/simulator"];

/**
 * @typedef {{ dependencies?: Record<string, string>, peerDependencies?: Record<string, string> }} Manifest
 */

/**
 * @param {Manifest} manifest package.json
 * @param {ReadonlySet<string>} loaded the packages that the published code loads
 * @returns {string[]} one sentence for each fault
 */
function runtimeDependencyFaults({ dependencies = {}, peerDependencies = {} }, loaded) {
  const direct = Object.keys(dependencies);
  const declared = new Set([...direct, ...Object.keys(peerDependencies)]);
  const tooMany =
    direct.length > LIMIT
      ? [
          `There are ${direct.length} direct runtime dependencies, and ${LIMIT} is the limit: ${direct.join(", ")}.`,
        ]
      : [];
  const unused = direct
    .filter((name) => !loaded.has(name))
    .map((name) => `${name} is a runtime dependency, and neither provider/ nor simulator/ loads it.`);
  const undeclared = [...loaded]
    .filter((name) => !declared.has(name))
    .map((name) => `${name} is loaded by provider/ or simulator/, and package.json does not declare it.`);
  return [...tooMany, ...unused, ...undeclared];
}

/**
 * The packages that the compiled code loads, at its start or later. What it imports for its types only is gone there.
 *
 * @param {string} root the repository, built
 * @returns {Set<string>} names
 */
function loadedPackages(root) {
  const { preProcessFile } = require("typescript");
  const files = PUBLISHED.flatMap((folder) => compiledFiles(path.join(root, folder)));
  const imports = files.flatMap(
    (file) => preProcessFile(fs.readFileSync(file, "utf8"), true, true).importedFiles,
  );
  const names = imports
    .map(({ fileName }) => fileName)
    .filter((name) => !/^[./]/.test(name) && !isBuiltin(name));
  return new Set(names.map(packageName));
}

/** @param {string} specifier such as "@pulumi/pulumi/dynamic" */
function packageName(specifier) {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** @param {string} folder */
function compiledFiles(folder) {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => path.join(folder, name));
}

module.exports = { runtimeDependencyFaults, loadedPackages };
