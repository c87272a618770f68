// @ts-check
"use strict";

const path = require("node:path");

/**
 * Stryker's arguments for what a person typed after `npm run mutation --`: sources by file or folder become its
 * `--mutate`; without any, the configuration says what is mutated.
 *
 * @param {readonly string[]} args
 * @returns {string[]}
 */
function mutationArguments(args) {
  const sources = args.filter(isSource).map(sourcePattern);
  const others = args.filter((argument) => !isSource(argument));
  return sources.length === 0 ? others : [...others, "--mutate", sources.join(",")];
}

/** @param {string} argument */
function isSource(argument) {
  return path.posix.normalize(argument).startsWith("provider/");
}

/** @param {string} source */
function sourcePattern(source) {
  const name = path.posix.normalize(source).replace(/\/$/, "");
  return /\.ts(:[\d:-]+)?$/.test(name) ? name : `${name}/**/*.ts`;
}

module.exports = { mutationArguments };
