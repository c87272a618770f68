// @ts-check
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { repositoryRoot } = require("./repository.js");

/** The engine that is downloaded or built: the one that the tests were written against. */
const ENGINE_VERSION = "3.220.0";

/** The oldest engine on PATH that is used. */
const OLDEST_ENGINE_VERSION = "3.200.0";

/** Start the two halves of `@pulumi/pulumi` that the engine talks to; an official engine brings its own. */
const launcherFolder = path.join(repositoryRoot, "tools", "engine", "launchers");

/**
 * @typedef {object} Engine
 * @property {string[]} folders what has to come first on PATH, in this order
 * @property {string} version such as "3.220.0"
 * @property {string} source where it comes from, for a person
 *
 * @typedef {object} EngineSearch
 * @property {NodeJS.ProcessEnv} env PATH, HOME and what MSP360_ENGINE... variables there are
 * @property {import("./progress.js").Progress} progress
 */

/**
 * The first executable of a name in a list of folders.
 *
 * @param {string} name without an ending
 * @param {readonly string[]} folders
 * @returns {string | undefined} its full path
 */
function findProgram(name, folders) {
  const file = process.platform === "win32" ? `${name}.exe` : name;
  return folders.map((folder) => path.join(folder, file)).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]} the folders on PATH
 */
function pathFolders(env) {
  return (env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
}

/**
 * Where engines are kept for the next time.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function cacheFolder(env) {
  if (env["MSP360_ENGINE_CACHE"]) return path.resolve(env["MSP360_ENGINE_CACHE"]);
  const home = env["HOME"] || os.homedir();
  return path.join(env["XDG_CACHE_HOME"] || path.join(home, ".cache"), "pulumi-msp360");
}

/**
 * Puts together what a folder offers with what lies elsewhere on PATH.
 *
 * @param {string} pulumi full path of the engine
 * @param {readonly string[]} elsewhere folders to search for its helpers when they are not beside it
 * @returns {string[] | undefined} the folders that hold all programs; undefined without a Node language host
 */
function engineFolders(pulumi, elsewhere) {
  const beside = [path.dirname(pulumi), path.dirname(fs.realpathSync(pulumi))];
  const languageHost = findProgram("pulumi-language-nodejs", [...beside, ...elsewhere]);
  if (languageHost === undefined) return undefined;
  const others = ["pulumi-resource-pulumi-nodejs", "pulumi-analyzer-policy"].map(
    (name) => findProgram(name, [...beside, ...elsewhere]) ?? path.join(launcherFolder, name),
  );
  return [...new Set([pulumi, languageHost, ...others].map((file) => path.dirname(file)))];
}

module.exports = {
  ENGINE_VERSION,
  OLDEST_ENGINE_VERSION,
  launcherFolder,
  findProgram,
  pathFolders,
  cacheFolder,
  engineFolders,
};
