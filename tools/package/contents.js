// @ts-check
"use strict";

const fs = require("node:fs");
const path = require("node:path");

/**
 * The files of a package in short: one line for each folder and ending, such as "dist/provider/http/*.d.ts".
 * Files at the top are named one by one.
 *
 * @param {readonly string[]} files paths with forward slashes, relative to the package
 * @returns {string[]} sorted
 */
function summarizeFiles(files) {
  const patterns = files.map((file) => {
    const folder = path.posix.dirname(file);
    return folder === "." ? file : `${folder}/*${ending(file)}`;
  });
  return [...new Set(patterns)].sort();
}

/** @param {string} file */
function ending(file) {
  return /(\.d\.ts|\.js\.map|\.[^.]+)$/.exec(file)?.[0] ?? "";
}

/**
 * What is wrong with the files of an unpacked package.
 *
 * @param {string} folder the unpacked package
 * @param {readonly string[]} files paths relative to it
 * @returns {string[]} one sentence for each fault
 */
function faultyFiles(folder, files) {
  const tests = files.filter((file) => /(^|\/)test\/|\.test\./.test(file)).map((file) => `${file} is a test`);
  const sources = files
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .map((file) => `${file} is a source`);
  const maps = files
    .filter((file) => file.endsWith(".map"))
    .filter((file) => !leadsToSources(path.join(folder, file)))
    .map((file) => `${file} points to sources that are not in the package`);
  return [...tests, ...sources, ...maps];
}

/** @param {string} map full path of a source map */
function leadsToSources(map) {
  /** @type {{ sources: string[], sourcesContent?: (string | null)[] }} */
  const { sources, sourcesContent = [] } = JSON.parse(fs.readFileSync(map, "utf8"));
  return sources.every(
    (source, index) =>
      typeof sourcesContent[index] === "string" || fs.existsSync(path.join(path.dirname(map), source)),
  );
}

module.exports = { summarizeFiles, faultyFiles };
