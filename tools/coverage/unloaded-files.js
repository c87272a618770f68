// @ts-check
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

/** What the compiler makes of a file of types: nothing that could run. */
const NO_CODE =
  /^"use strict";\s*Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);\s*(\/\/# sourceMappingURL=\S*\s*)?$/;

/**
 * Coverage of the compiled files that no process loaded: nothing in them ran. Without it, a file that the tests forget
 * would not lower the figure. Files that hold types only are left out.
 *
 * @param {string} folder of the compiled files that count
 * @param {ReadonlySet<string>} loaded URLs of the files that a process loaded
 * @returns {import("./collected-coverage.js").ProcessCoverage}
 */
function unloadedFiles(folder, loaded) {
  const result = compiledFiles(folder)
    .map((file) => ({ url: pathToFileURL(file).href, text: fs.readFileSync(file, "utf8") }))
    .filter(({ url, text }) => !loaded.has(url) && !NO_CODE.test(text))
    .map(({ url, text }) => ({ scriptId: "0", url, functions: [nothingRan(text.length)] }));
  return { result };
}

/** @param {number} length of the file */
function nothingRan(length) {
  const ranges = [{ startOffset: 0, endOffset: length, count: 0 }];
  // c8 knows a file that nothing loaded by this name.
  return { functionName: "(empty-report)", ranges, isBlockCoverage: true };
}

/** @param {string} folder */
function compiledFiles(folder) {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => path.join(folder, name));
}

module.exports = { unloadedFiles };
