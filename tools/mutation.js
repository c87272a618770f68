// @ts-check
"use strict";

// Measures how many changes to the code the tests notice, as `npm run mutation`. What follows `npm run mutation --` are
// sources to change, a file or a folder (provider/http/token.ts, provider/http); Stryker's own options pass through.

const { spawn } = require("node:child_process");
const { mutationArguments } = require("./mutation/selection.js");
const { repositoryRoot, runMain } = require("./setup/repository.js");
const { setUpPackage } = require("./setup.js");

runMain(async () => {
  await setUpPackage();
  const stryker = require.resolve("@stryker-mutator/core/package.json", { paths: [repositoryRoot] });
  const program = stryker.replace(/package\.json$/, "bin/stryker.js");
  const child = spawn(process.execPath, [program, "run", ...mutationArguments(process.argv.slice(2))], {
    cwd: repositoryRoot,
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
});
