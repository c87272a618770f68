// @ts-check
"use strict";

// Builds dist/ from the sources, as `npm run build`.

const { setUpPackage } = require("./setup.js");
const { runMain } = require("./setup/repository.js");

runMain(() => setUpPackage());
