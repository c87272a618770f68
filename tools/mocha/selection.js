// @ts-check
"use strict";

const path = require("node:path");

/** Every test, as compiled. */
const ALL_TESTS = "dist/test/**/*.test.js";

/**
 * @typedef {object} Options
 * @property {boolean} coverage whether to measure
 * @property {boolean} everyTest false when the arguments choose some of the tests
 * @property {string[]} mochaArguments
 */

/**
 * What a person typed after `npm test --`: --coverage, and arguments for mocha. A test may be named by its source
 * (test/http/client.test.ts) or by a folder (test/http); without any name, every test runs.
 *
 * @param {readonly string[]} args
 * @returns {Options}
 */
function readOptions(args) {
  const forMocha = args.filter((argument) => argument !== "--coverage");
  const translated = forMocha.map(compiledTest);
  return {
    coverage: forMocha.length < args.length,
    everyTest: forMocha.length === 0,
    mochaArguments: translated.some(isTest) ? translated : [...translated, ALL_TESTS],
  };
}

/** @param {string} argument */
function compiledTest(argument) {
  const name = path.posix
    .normalize(argument)
    .replace(/^dist\//, "")
    .replace(/\/$/, "");
  if (name !== "test" && !name.startsWith("test/")) return argument;
  if (/\.test\.[jt]s$/.test(name)) return `dist/${name.replace(/\.ts$/, ".js")}`;
  return `dist/${name}/**/*.test.js`;
}

/** @param {string} argument */
function isTest(argument) {
  return argument.startsWith("dist/test/");
}

module.exports = { readOptions };
