// @ts-check
"use strict";

// Finds or makes the Pulumi engine. With --print its folder goes to standard output, ready for PATH:
//   PATH="$(node tools/engine.js --print):$PATH" pulumi version

const { delimiter } = require("node:path");
const { findEngine } = require("./setup/engine.js");
const { createProgress } = require("./setup/progress.js");
const { runMain } = require("./setup/repository.js");

runMain(async () => {
  const progress = createProgress();
  const engine = await findEngine({ env: process.env, progress });
  if (process.argv.includes("--print")) process.stdout.write(`${engine.folders.join(delimiter)}\n`);
  else progress.say(`Pulumi engine ${engine.version}, ${engine.source}: ${engine.folders.join(delimiter)}`);
});
