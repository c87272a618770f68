// @ts-check
"use strict";

// Runs every test, as `npm test`. What follows `npm test --` goes to mocha: --grep, test/http, test/a.test.ts.
// The last line is always "N passed, N failed".

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { mochaArguments } = require("./mocha/selection.js");
const { testOutcome } = require("./mocha/outcome.js");
const { setUp } = require("./setup.js");
const { repositoryRoot, runMain, describeError } = require("./setup/repository.js");

/**
 * @param {string} engineFolders in the form of PATH
 * @param {string} resultFile where the reporter puts its counts
 * @returns {Promise<number>} mocha's exit code
 */
function runMocha(engineFolders, resultFile) {
  const mocha = require.resolve("mocha/bin/mocha.js", { paths: [repositoryRoot] });
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [mocha, ...mochaArguments(process.argv.slice(2))], {
      cwd: repositoryRoot,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, MSP360_ENGINE_BIN: engineFolders, MSP360_TEST_RESULT: resultFile },
    });
    // Mocha gets the same Ctrl-C from the terminal and ends by itself; this process waits for it.
    process.on("SIGINT", () => undefined);
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
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
    exitCode = await runMocha(await setUp(), resultFile);
  } catch (error) {
    console.error(describeError(error));
  }
  const outcome = testOutcome(readCounts(resultFile), exitCode);
  fs.rmSync(temporary, { recursive: true, force: true });
  console.log(outcome.line);
  return outcome.exitCode;
});
