// @ts-check
"use strict";

// Sets up what the other commands need: the packages, the build, and a Pulumi engine.
//   node tools/setup.js              all three
//   node tools/setup.js --no-engine  packages and build only

const { delimiter } = require("node:path");
const { build } = require("./setup/build.js");
const { findEngine } = require("./setup/engine.js");
const { installDependencies } = require("./setup/install.js");
const { withLock } = require("./setup/lock.js");
const { createProgress } = require("./setup/progress.js");
const { repositoryRoot, runMain, setupLock } = require("./setup/repository.js");

/**
 * Installs the packages and builds, one process at a time.
 *
 * @param {import("./setup/progress.js").Progress} [progress]
 */
async function setUpPackage(progress = createProgress()) {
  await withLock(setupLock, { say: progress.say }, async () => {
    await installDependencies(repositoryRoot, progress);
    await build(repositoryRoot, progress);
  });
}

/**
 * Installs the packages, builds, and finds or makes a Pulumi engine.
 *
 * @param {import("./setup/progress.js").Progress} [progress]
 * @returns {Promise<string>} the folders of the engine's programs, in the form of PATH
 */
async function setUp(progress = createProgress()) {
  await setUpPackage(progress);
  const engine = await findEngine({ env: process.env, progress });
  progress.say(`Pulumi engine ${engine.version}, ${engine.source}: ${engine.folders[0]}`);
  return engine.folders.join(delimiter);
}

module.exports = { setUp, setUpPackage };

if (require.main === module) {
  runMain(async () => {
    if (process.argv.includes("--no-engine")) await setUpPackage();
    else await setUp();
  });
}
