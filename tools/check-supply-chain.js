// @ts-check
"use strict";

// Checks what the package rests on, as `npm run check:supply-chain`: the lock file, install scripts, the direct runtime
// dependencies, and the registry's signatures where the registry offers them.

const fs = require("node:fs");
const path = require("node:path");
const { setUpPackage } = require("./setup.js");
const { createProgress } = require("./setup/progress.js");
const { repositoryRoot, runMain, SetupError } = require("./setup/repository.js");
const { supplyChainFaults } = require("./supply-chain/check.js");
const { packagesWithInstallScript } = require("./supply-chain/install-scripts.js");
const { auditSignatures } = require("./supply-chain/signatures.js");

const progress = createProgress();

runMain(async () => {
  await setUpPackage(progress);
  const faults = await progress.during("Checking the supply chain", () => supplyChainFaults(repositoryRoot));
  const lockfile = JSON.parse(fs.readFileSync(path.join(repositoryRoot, "package-lock.json"), "utf8"));
  progress.say(
    `Install scripts, none of them run: ${packagesWithInstallScript(lockfile).join(", ") || "none"}.`,
  );
  const signatures = await progress.during("Asking for signatures", () => auditSignatures(repositoryRoot));
  progress.say(signatures.sentence);
  if (signatures.outcome === "refused") faults.push(signatures.sentence);
  if (faults.length > 0) throw new SetupError(`The supply chain is not in order:\n${faults.join("\n")}`);
});
