// @ts-check
"use strict";

/** The longest time that a set-up may say nothing is ten seconds. */
const REPORT_EVERY_MS = 8_000;

/**
 * @typedef {{ write(text: string): unknown, isTTY?: boolean }} Output
 *
 * @typedef {object} Progress
 * @property {(text: string) => void} say prints one line
 * @property {<T>(title: string, work: () => Promise<T>) => Promise<T>} during prints the title, then the elapsed
 *   time while the work goes on, then how long it took
 */

/**
 * Says what is being done. On a terminal the elapsed seconds are counted in place; elsewhere (a file, CI) a new
 * line is printed every eight seconds.
 *
 * @param {Output} [output] default: standard error, so that standard output stays free for results
 * @param {number} [everyMs] time between two lines outside a terminal
 * @returns {Progress}
 */
function createProgress(output = process.stderr, everyMs = REPORT_EVERY_MS) {
  const inPlace = output.isTTY === true;

  /** @param {string} text */
  const say = (text) => void output.write(`${text}\n`);

  /**
   * @template T
   * @param {string} title
   * @param {() => Promise<T>} work
   */
  async function during(title, work) {
    const started = Date.now();
    const seconds = () => Math.round((Date.now() - started) / 1000);
    say(`${title} ...`);
    const timer = setInterval(
      () => {
        if (inPlace) output.write(`\r  ${seconds()} s`);
        else say(`  still at it (${seconds()} s)`);
      },
      inPlace ? 1000 : everyMs,
    );
    /** @param {string} word */
    const finish = (word) => {
      clearInterval(timer);
      if (inPlace) output.write("\r\u001b[K");
      say(`  ${word} after ${seconds()} s`);
    };
    try {
      const result = await work();
      finish("done");
      return result;
    } catch (error) {
      finish("failed");
      throw error;
    }
  }

  return { say, during };
}

module.exports = { createProgress };
