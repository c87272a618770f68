// @ts-check
"use strict";

// Writes the software bill of materials, sbom.cdx.json, as `npm run sbom` and before each `npm pack`.

const { setUpPackage } = require("./setup.js");
const { repositoryRoot, runMain } = require("./setup/repository.js");
const { SBOM_FILE, writeSbom } = require("./supply-chain/sbom.js");

runMain(async () => {
  await setUpPackage();
  const { components } = await writeSbom(repositoryRoot);
  console.error(`${SBOM_FILE} lists ${components.length} packages.`);
});
