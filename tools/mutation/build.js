// @ts-check
"use strict";

// Builds the copy of the repository in which Stryker has put its mutants. The packages are those of the repository
// itself, which lies above the copy.

const { build } = require("../setup/build.js");
const { createProgress } = require("../setup/progress.js");
const { repositoryRoot, runMain } = require("../setup/repository.js");

runMain(() => build(repositoryRoot, createProgress()));
