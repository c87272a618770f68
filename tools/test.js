// @ts-check
"use strict";

// Runs every test, as `npm test`. What follows `npm test --` goes to mocha: --grep, test/http, test/a.test.ts.
// With --coverage (as `npm run coverage`) the coverage of provider/ is measured; a run of all tests then fails when it
// is too low. The last line is always "N passed, N failed".

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { readOptions } = require("./mocha/selection.js");
const { testOutcome } = require("./mocha/outcome.js");
const { setUp } = require("./setup.js");
const { repositoryRoot, runMain, describeError } = require("./setup/repository.js");

const options = readOptions(process.argv.slice(2));

/**
 * @param {Readonly<Record<string, string>>} environment besides the surrounding one
 * @returns {Promise<number>} mocha's exit code
 */
function runMocha(environment) {
  const mocha = require.resolve("mocha/bin/mocha.js", { paths: [repositoryRoot] });
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [mocha, ...options.mochaArguments], {
      cwd: repositoryRoot,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...environment },
    });
    // Mocha gets the same Ctrl-C from the terminal and ends by itself; this process waits for it.
    process.on("SIGINT", () => undefined);
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/**
 * @param {Readonly<Record<string, string>>} environment
 * @returns {Promise<number>} the exit code: not 0 when a test failed, or the coverage of all tests is too low
 */
async function runMeasured(environment) {
  // It needs packages, which a fresh checkout has only after the set-up.
  const { startMeasuring } = require("./coverage/measured-run.js");
  const measuring = startMeasuring(repositoryRoot);
  try {
    const exitCode = await runMocha({ ...environment, ...measuring.environment });
    const faults = await measuring.finish();
    if (!options.everyTest) {
      console.log("Only some of the tests ran, so the thresholds do not apply.");
      return exitCode;
    }
    for (const fault of faults) console.error(fault);
    return faults.length > 0 ? Math.max(exitCode, 1) : exitCode;
  } finally {
    measuring.discard();
  }
}

/** @param {string} resultFile */
function readCounts(resultFile) {
  return fs.existsSync(resultFile) ? JSON.parse(fs.readFileSync(resultFile, "utf8")) : undefined;
}

runMain(async () => {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "msp360-test-"));
  const resultFile = path.join(temporary, "result.json");
  let exitCode = 1;
  try {
    const environment = { MSP360_ENGINE_BIN: await setUp(), MSP360_TEST_RESULT: resultFile };
    exitCode = await (options.coverage ? runMeasured(environment) : runMocha(environment));
  } catch (error) {
    console.error(describeError(error));
  }
  const outcome = testOutcome(readCounts(resultFile), exitCode);
  fs.rmSync(temporary, { recursive: true, force: true });
  console.log(outcome.line);
  return outcome.exitCode;
});
