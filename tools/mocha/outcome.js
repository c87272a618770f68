// @ts-check
"use strict";

/**
 * @typedef {{ passed: number, failed: number }} Counts
 */

/**
 * What a test run amounts to. A run that ended without counts (a test file that does not load, a killed process)
 * counts as one failure; so does an exit code that says "failed" while the counts do not. A run of no tests fails.
 *
 * @param {Counts | undefined} counts as the reporter wrote them
 * @param {number} exitCode of the test process
 * @returns {{ line: string, exitCode: number }} the last line to print, and the exit code
 */
function testOutcome(counts, exitCode) {
  const passed = counts?.passed ?? 0;
  const counted = counts?.failed ?? 0;
  const failed = counted === 0 && (counts === undefined || (exitCode !== 0 && passed > 0)) ? 1 : counted;
  return { line: `${passed} passed, ${failed} failed`, exitCode: failed > 0 || passed === 0 ? 1 : 0 };
}

module.exports = { testOutcome };
