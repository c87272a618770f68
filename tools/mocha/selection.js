// @ts-check
"use strict";

const path = require("node:path");

/** Every test, as compiled. */
const ALL_TESTS = "dist/test/**/*.test.js";

/**
 * Mocha's arguments for what a person typed after `npm test --`. A test may be named by its source
 * (test/http/client.test.ts) or by a folder (test/http); without any name, every test runs.
 *
 * @param {readonly string[]} args
 * @returns {string[]}
 */
function mochaArguments(args) {
  const translated = args.map(compiledTest);
  return translated.some(isTest) ? translated : [...translated, ALL_TESTS];
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

module.exports = { mochaArguments };
