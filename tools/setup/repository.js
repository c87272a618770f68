// @ts-check
"use strict";

const path = require("node:path");

/** The folder that holds package.json. */
const repositoryRoot = path.resolve(__dirname, "..", "..");

/** Held by one set-up of this repository at a time. It lies in dist/ because `npm ci` leaves that folder alone. */
const setupLock = path.join(repositoryRoot, "dist", ".setup-lock");

/**
 * A failure that a person can act on: printed as it is, without a stack.
 */
class SetupError extends Error {
  /** @override */
  name = "SetupError";
}

/**
 * Runs a command-line program's main function: a {@link SetupError} is printed as a sentence, anything else with
 * its stack, and both end with exit code 1.
 *
 * @param {() => Promise<number | void>} main resolves with the exit code; none means 0
 */
function runMain(main) {
  main().then(
    (exitCode) => {
      process.exitCode = exitCode ?? 0;
    },
    (error) => {
      process.exitCode = 1;
      console.error(describeError(error));
    },
  );
}

/** @param {unknown} error */
function describeError(error) {
  if (error instanceof SetupError) return `\n${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

module.exports = { repositoryRoot, setupLock, SetupError, runMain, describeError };
