// @ts-check
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { Report } = require("c8");

/**
 * Writes the report (text to standard output; lcov.info, pages for a browser, and a summary as JSON into a folder),
 * with what was measured on compiled files mapped back to their sources.
 *
 * @param {string} collected folder of what the processes wrote, reduced to what counts
 * @param {string} root the repository
 * @param {string} target folder of the report; what is in it is replaced
 * @returns {Promise<{ total: import("./thresholds.js").FileSummary } & Record<string, import("./thresholds.js").FileSummary>>} by file relative to the root, with forward
 *   slashes, and of all files under "total"
 */
async function writeReport(collected, root, target) {
  fs.rmSync(target, { recursive: true, force: true });
  const options = {
    tempDirectory: collected,
    reportsDirectory: target,
    reporter: ["text", "lcov", "json-summary"],
    // What counts was chosen before; nothing is to be dropped because of its name.
    include: ["**"],
    exclude: [],
    excludeNodeModules: false,
    allowExternal: true,
    all: false,
    // One process after the other: all of them together would fill the memory.
    mergeAsync: true,
  };
  await new Report(options).run();
  const { total, ...files } = JSON.parse(fs.readFileSync(path.join(target, "coverage-summary.json"), "utf8"));
  const relative = (/** @type {string} */ file) => path.relative(root, file).split(path.sep).join("/");
  return {
    total,
    ...Object.fromEntries(Object.entries(files).map(([file, figures]) => [relative(file), figures])),
  };
}

module.exports = { writeReport };
