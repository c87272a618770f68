// @ts-check
"use strict";

// Shows the provider at work on this machine, as `npm start`: a real engine, a simulated service.

const { setUp } = require("./setup.js");
const { runMain } = require("./setup/repository.js");

runMain(async () => {
  const engineFolders = await setUp();
  const { playDemo } = require("./demo.js");
  await playDemo(engineFolders);
});
