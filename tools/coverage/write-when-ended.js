// @ts-check
"use strict";

// Loaded before anything else (node --require) into processes whose coverage is measured and that are ended by a
// signal, as the engine ends its plugins: Node writes the coverage when a process exits, and a signal is no exit.

const { constants } = require("node:os");

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.once(signal, () => {
    // A program that handles the signal decides by itself when it exits.
    if (process.listenerCount(signal) === 0) process.exit(128 + constants.signals[signal]);
  });
}
