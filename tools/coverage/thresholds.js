// @ts-check
"use strict";

/** What a whole run of the tests has to reach, in percent of provider/. */
const THRESHOLDS = { lines: 98, branches: 95 };

/**
 * @typedef {{ total: number, covered: number, skipped: number, pct: number }} Figure
 * @typedef {{ lines: Figure, branches: Figure }} FileSummary
 */

/**
 * What is wrong with the coverage.
 *
 * @param {{ total: FileSummary } & Record<string, FileSummary>} summary by file, and of all files under "total"
 * @param {{ lines: number, branches: number }} [thresholds] in percent
 * @returns {string[]} one sentence for each threshold that is missed; it names the files below it, the worst first
 */
function missedThresholds(summary, thresholds = THRESHOLDS) {
  const { total, ...files } = summary;
  return /** @type {const} */ (["lines", "branches"])
    .filter((measure) => total[measure].pct < thresholds[measure])
    .map((measure) => {
      const below = Object.entries(files)
        .filter(([, figures]) => figures[measure].pct < thresholds[measure])
        .sort(([, one], [, other]) => one[measure].pct - other[measure].pct)
        .map(([file, figures]) => `${file} (${figures[measure].pct} %)`);
      return (
        `The tests cover ${total[measure].pct} % of the ${measure} of provider/, ` +
        `and ${thresholds[measure]} % are needed; the files below that are ${below.join(", ")}.`
      );
    });
}

module.exports = { missedThresholds };
