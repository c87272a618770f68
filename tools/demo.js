// @ts-check
"use strict";

const path = require("node:path");
const { Stage } = require("./demo/stage.js");
const { script } = require("./demo/script.js");
const { repositoryRoot } = require("./setup/repository.js");

/** What is played: the project that `pulumi up` in the repository's folder runs, too. */
const sources = ["Pulumi.yaml", "examples/quickstart"];

/**
 * Plays the demo on the real engine, against a simulator in this process.
 *
 * @param {string} engineFolders the folders of the engine's programs, in the form of PATH
 */
async function playDemo(engineFolders) {
  const { startSimulator, sampleTenant } = require(
    path.join(repositoryRoot, "dist", "simulator", "index.js"),
  );
  const tenant = sampleTenant();
  const [login] = tenant.apiLogins;
  const simulator = await startSimulator({ tenant });
  const stage = new Stage(simulator, sources, {
    ...process.env,
    PATH: [engineFolders, process.env["PATH"]].join(path.delimiter),
    MSP360_API_URL: simulator.url,
    MSP360_LOGIN: login.login,
    MSP360_PASSWORD: login.password,
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
    process.once(
      signal,
      () => void stage.close().finally(() => process.exit(signal === "SIGINT" ? 130 : 143)),
    );
  }
  try {
    console.log(`\nA simulated MBS service runs at ${simulator.url}; no other service is called.`);
    for (const step of script(simulator)) await stage.play(step);
    console.log(epilogue);
  } finally {
    await stage.close();
  }
}

const epilogue = `
That was the main job, played against a simulated service. To run the same program against yours:

  1. Make API credentials in the MBS web console.
  2. export MSP360_LOGIN=... MSP360_PASSWORD=...        (and leave MSP360_API_URL unset)
  3. pulumi login --local, then: pulumi stack init dev
  4. Say what to work on, for example:
       pulumi config set accountId    ID-OF-A-STORAGE-ACCOUNT
       pulumi config set bucket       NAME-OF-AN-EXISTING-BUCKET
       pulumi config set userId       ID-OF-A-USER
       pulumi config set packageId    ID-OF-A-PACKAGE
       pulumi config set computerName NAME-OF-A-COMPUTER
  5. pulumi preview, and when you like what you see: pulumi up

README.md has the details. Mind that destroying the stack purges the data of that computer.`;

module.exports = { playDemo };
