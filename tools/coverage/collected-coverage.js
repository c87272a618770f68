// @ts-check
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

/**
 * What Node writes, as far as it matters here: for each script its functions, and for each of their ranges how often
 * it ran.
 *
 * @typedef {{ startOffset: number, endOffset: number, count: number }} Range
 * @typedef {{ functionName: string, ranges: Range[], isBlockCoverage: boolean }} FunctionCoverage
 * @typedef {{ scriptId: string, url: string, functions: FunctionCoverage[] }} ScriptCoverage
 * @typedef {{ result: ScriptCoverage[] }} ProcessCoverage
 */

/**
 * Coverage of many processes. Each process of a test run writes several megabytes, nearly all of them on libraries, and
 * there are more than a thousand processes: so what they write is reduced to what counts while the tests still run.
 */
class CollectedCoverage {
  /** How many processes wrote something that counts. */
  processes = 0;
  /**
   * The compiled files that some process loaded, as URLs.
   *
   * @type {Set<string>}
   */
  loaded = new Set();
  #prefix;

  /**
   * @param {string} raw folder into which the processes write: their NODE_V8_COVERAGE
   * @param {string} kept folder for what counts
   * @param {string} measured folder of the compiled files that count
   */
  constructor(raw, kept, measured) {
    this.raw = raw;
    this.kept = kept;
    this.#prefix = `${pathToFileURL(measured).href}/`;
  }

  /**
   * Takes in the files that are complete, and deletes them.
   *
   * @returns {string[]} the files left: a process is still writing them, or was killed while it did
   */
  takeIn() {
    return fs.readdirSync(this.raw).filter((name) => {
      const file = path.join(this.raw, name);
      const coverage = parseComplete(fs.readFileSync(file, "utf8"));
      if (coverage === undefined) return true;
      this.keep(name, { result: coverage.result.filter(({ url }) => url.startsWith(this.#prefix)) });
      fs.rmSync(file);
      return false;
    });
  }

  /**
   * @param {string} name
   * @param {ProcessCoverage} coverage of files that count
   */
  keep(name, coverage) {
    if (coverage.result.length === 0) return;
    fs.writeFileSync(path.join(this.kept, name), JSON.stringify(coverage));
    for (const { url } of coverage.result) this.loaded.add(url);
    this.processes += 1;
  }
}

/**
 * @param {string} text
 * @returns {ProcessCoverage | undefined} undefined when the text breaks off
 */
function parseComplete(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

module.exports = { CollectedCoverage };
