// @ts-check
"use strict";

/** Longer than any of these tests takes on a busy machine. */
const LIMIT_MS = 5_000;

/**
 * Stryker runs mocha without a time limit, and ends and restarts the whole process when a mutant makes a test wait for
 * ever. With a limit the test fails by itself, and the process goes on with the next mutant.
 */
exports.mochaHooks = {
  /** @this {import("mocha").Context} */
  beforeEach() {
    this.currentTest?.timeout(LIMIT_MS);
  },
};
