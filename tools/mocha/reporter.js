// @ts-check
"use strict";

const fs = require("node:fs");
const Mocha = require("mocha");

const {
  EVENT_RUN_BEGIN,
  EVENT_RUN_END,
  EVENT_TEST_BEGIN,
  EVENT_TEST_PASS,
  EVENT_TEST_FAIL,
  EVENT_SUITE_BEGIN,
} = Mocha.Runner.constants;

const REPORT_EVERY_MS = 8_000;
/** What a test leaves open (a server, a timer) may take this long to go away by itself. */
const LEFT_OPEN_LIMIT_MS = 5_000;

/**
 * Mocha's own "spec", and besides:
 * - a sign of life while one test takes long;
 * - the counts, written as JSON to the file that MSP360_TEST_RESULT names; a hook that fails counts as failed;
 * - a run that does not end because a test left something open is ended, and counts as failed.
 */
class Reporter extends Mocha.reporters.Spec {
  /**
   * @param {import("mocha").Runner} runner
   * @param {import("mocha").MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    const result = { passed: 0, failed: 0 };
    let current = "the first test";
    let heardAt = Date.now();
    /** @param {string} title */
    const heard = (title) => {
      current = title;
      heardAt = Date.now();
    };
    const timer = setInterval(() => {
      const silentMs = Date.now() - heardAt;
      if (silentMs >= REPORT_EVERY_MS)
        console.log(`    still at it: ${current} (${Math.round(silentMs / 1000)} s)`);
    }, REPORT_EVERY_MS);
    // In parallel mode the tests run in other processes, and this one must not end before them because of a timer.
    timer.unref();

    runner.on(EVENT_RUN_BEGIN, () => heard("the first test"));
    runner.on(EVENT_SUITE_BEGIN, (suite) => heard(suite.fullTitle()));
    runner.on(EVENT_TEST_BEGIN, (test) => heard(test.fullTitle()));
    runner.on(EVENT_TEST_PASS, (test) => {
      result.passed += 1;
      heard(`after ${test.fullTitle()}`);
    });
    runner.on(EVENT_TEST_FAIL, (test) => {
      result.failed += 1;
      heard(`after ${test.fullTitle()}`);
    });
    runner.once(EVENT_RUN_END, () => {
      clearInterval(timer);
      writeResult(result);
      setTimeout(() => endWithLeftOpen(result), LEFT_OPEN_LIMIT_MS).unref();
    });
  }
}

/** @param {{ passed: number, failed: number }} result */
function endWithLeftOpen(result) {
  const open = process.getActiveResourcesInfo().filter((name) => name !== "TTYWrap" && name !== "PipeWrap");
  console.error(
    `The tests are over, but something that they opened keeps the process alive: ${open.join(", ")}`,
  );
  writeResult({ ...result, failed: result.failed + 1 });
  process.exit(1);
}

/** @param {{ passed: number, failed: number }} result */
function writeResult(result) {
  const file = process.env["MSP360_TEST_RESULT"];
  if (file !== undefined) fs.writeFileSync(file, JSON.stringify(result));
}

module.exports = Reporter;
