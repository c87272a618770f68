// @ts-check
"use strict";

const fs = require("node:fs");
const path = require("node:path");

/** What the compiler makes of `name.ts`. */
const OUTPUT_ENDINGS = [".js", ".js.map", ".d.ts"];

/**
 * Every file below a folder, as paths with forward slashes relative to the root; none when the folder is absent.
 *
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function listFiles(root, folder) {
  const start = path.join(root, folder);
  if (!fs.existsSync(start)) return [];
  return fs
    .readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
}

/**
 * The outputs that a source should have and has not.
 *
 * @param {readonly string[]} sources paths relative to the repository
 * @param {readonly string[]} outputs paths relative to dist/
 */
function missingOutputs(sources, outputs) {
  const present = new Set(outputs);
  return expectedOutputs(sources).filter((file) => !present.has(file));
}

/**
 * The outputs whose source is gone: a renamed test must not run under its old name too.
 *
 * @param {readonly string[]} sources paths relative to the repository
 * @param {readonly string[]} outputs paths relative to dist/
 */
function orphanedOutputs(sources, outputs) {
  const expected = new Set(expectedOutputs(sources));
  return outputs.filter(
    (file) => OUTPUT_ENDINGS.some((ending) => file.endsWith(ending)) && !expected.has(file),
  );
}

/** @param {readonly string[]} sources */
function expectedOutputs(sources) {
  return sources
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .flatMap((file) => OUTPUT_ENDINGS.map((ending) => file.slice(0, -".ts".length) + ending));
}

module.exports = { listFiles, missingOutputs, orphanedOutputs };
