// @ts-check
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { runCommand, lastLines } = require("../setup/command.js");
const { SetupError } = require("../setup/repository.js");
const { writeSbom } = require("../supply-chain/sbom.js");

/**
 * @typedef {object} Unpacked
 * @property {string} tarball what would be published
 * @property {string} folder the package as a user has it: node_modules/<name> in an otherwise empty project
 * @property {string[]} files relative to that folder
 * @property {Packed} packed
 */

/**
 * Packs the repository and puts the package into an empty project, beside nothing but the dependencies that it
 * declares: one that it uses without declaring is not found there.
 *
 * @param {string} root the repository, built
 * @param {string} project an empty folder
 * @returns {Promise<Unpacked>}
 */
async function packAndUnpack(root, project) {
  const description = await pack(root, project);
  const tarball = path.join(project, description.filename);
  const modules = path.join(project, "node_modules");
  fs.mkdirSync(modules);
  await run("tar", ["-xzf", tarball, "-C", modules], project);
  const folder = path.join(modules, description.name);
  fs.renameSync(path.join(modules, "package"), folder);
  const { dependencies = {}, peerDependencies = {} } = readManifest(folder);
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    fs.mkdirSync(path.dirname(path.join(modules, name)), { recursive: true });
    fs.symlinkSync(path.join(root, "node_modules", name), path.join(modules, name), "junction");
  }
  return {
    tarball,
    folder,
    files: description.files.map((file) => file.path),
    packed: description,
  };
}

/**
 * @typedef {object} Packed what npm says about a tarball
 * @property {string} name of the package
 * @property {string} filename
 * @property {string} integrity hash of the tarball
 * @property {{ path: string }[]} files
 */

/**
 * Packs the repository as `npm pack` does, without building it again.
 *
 * @param {string} root the repository, built
 * @param {string} target folder for the tarball
 * @returns {Promise<Packed>}
 */
async function pack(root, target) {
  await writeSbom(root);
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", target];
  const [description] = JSON.parse((await run("npm", args, root)).stdout);
  return description;
}

/**
 * Whoever packs the same commit gets the same package.
 *
 * @param {Packed} one
 * @param {Packed} other packed after it, from the same sources
 * @returns {string[]} one sentence for each difference
 */
function packingFaults(one, other) {
  const paths = [...one.files, ...other.files].map((file) => file.path);
  const differing = paths.filter((name) => paths.indexOf(name) === paths.lastIndexOf(name));
  if (differing.length > 0) return [`Packing twice gave different files: ${differing.join(", ")}.`];
  return one.integrity === other.integrity ? [] : ["Packing twice gave the same files with other contents."];
}

/**
 * The names under which a user can require the package's parts.
 *
 * @param {string} folder the unpacked package
 * @returns {string[]}
 */
function exportedNames(folder) {
  const { name, exports } = readManifest(folder);
  return Object.keys(exports).map((entry) => path.posix.join(name, entry));
}

/** @param {string} folder */
function readManifest(folder) {
  return JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<import("../setup/command.js").CommandResult>}
 * @throws {SetupError} when the program fails
 */
async function run(program, args, cwd) {
  const result = await runCommand(program, args, { cwd });
  if (result.exitCode === 0) return result;
  throw new SetupError(`"${program} ${args.join(" ")}" failed:\n${lastLines(result.output, 40)}`);
}

module.exports = { packAndUnpack, pack, packingFaults, exportedNames, run };
