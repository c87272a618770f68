// @ts-check
"use strict";

// Measures the provider, as `npm run bench`. What follows `npm run bench --` goes to the bench: --quick, --help.

const { spawn } = require("node:child_process");
const path = require("node:path");
const { setUp, setUpPackage } = require("./setup.js");
const { repositoryRoot, runMain } = require("./setup/repository.js");

/** What needs no engine. */
const light = ["--help", "-h", "--instructions", "--start-profile"];

/**
 * @param {readonly string[]} args
 * @param {string} engineFolders in the form of PATH
 * @returns {Promise<number>} the exit code
 */
function runBench(args, engineFolders) {
  return new Promise((resolve, reject) => {
    const main = path.join(repositoryRoot, "dist", "bench", "main.js");
    const child = spawn(process.execPath, [main, ...args], {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, MSP360_ENGINE_BIN: engineFolders },
    });
    // The bench gets the same Ctrl-C from the terminal, and cleans up; this process waits for it.
    process.on("SIGINT", () => undefined);
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

runMain(async () => {
  const args = process.argv.slice(2);
  const engineFolders = args.some((argument) => light.includes(argument))
    ? (await setUpPackage(), "")
    : await setUp();
  return runBench(args, engineFolders);
});
