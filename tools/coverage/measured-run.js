// @ts-check
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { CollectedCoverage } = require("./collected-coverage.js");
const { writeReport } = require("./report.js");
const { missedThresholds } = require("./thresholds.js");
const { unloadedFiles } = require("./unloaded-files.js");

const TAKE_IN_EVERY_MS = 5_000;

/**
 * @typedef {object} MeasuredRun
 * @property {Readonly<Record<string, string>>} environment for the tests; it makes them and what they start write coverage
 * @property {() => Promise<string[]>} finish writes the report to coverage/ and gives what is wrong with it, a sentence each
 * @property {() => void} discard deletes what was measured; to be called in any case
 */

/**
 * Measures the coverage of provider/ while tests run: in the process of the tests, and in every Node process that they
 * start with its environment and that ends by itself or, with write-when-ended.js, by SIGINT or SIGTERM.
 *
 * @param {string} root the repository, built
 * @returns {MeasuredRun}
 */
function startMeasuring(root) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "msp360-coverage-"));
  const raw = path.join(folder, "raw");
  const kept = path.join(folder, "kept");
  for (const created of [raw, kept]) fs.mkdirSync(created);
  const measured = path.join(root, "dist", "provider");
  const collected = new CollectedCoverage(raw, kept, measured);
  const timer = setInterval(() => collected.takeIn(), TAKE_IN_EVERY_MS);
  return {
    environment: { NODE_V8_COVERAGE: raw },
    async finish() {
      clearInterval(timer);
      const broken = collected.takeIn().length;
      const { processes } = collected;
      if (processes === 0) return ["Nothing of provider/ was measured: no process wrote its coverage."];
      collected.keep("unloaded.json", unloadedFiles(measured, collected.loaded));
      const summary = await writeReport(kept, root, path.join(root, "coverage"));
      const lost = broken === 0 ? "" : ` (${broken} more were killed while they wrote theirs)`;
      console.log(
        `The coverage of ${processes} processes${lost}; coverage/lcov-report/index.html shows it line by line.`,
      );
      return [...unreported(collected.loaded.size, summary), ...missedThresholds(summary)];
    },
    discard() {
      clearInterval(timer);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * c8 passes over a file that it cannot map back to its source; such a file must not pass for covered.
 *
 * @param {number} measured
 * @param {Record<string, unknown>} summary
 */
function unreported(measured, summary) {
  const reported = Object.keys(summary).filter((file) => file !== "total").length;
  if (reported === measured) return [];
  return [`The coverage report holds ${reported} files, and ${measured} were measured.`];
}

module.exports = { startMeasuring };
