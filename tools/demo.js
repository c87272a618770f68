// @ts-check
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { Stage } = require("./demo/stage.js");
const { repositoryRoot } = require("./setup/repository.js");

const program = path.join(repositoryRoot, "examples", "quickstart");
const policyPack = path.join(repositoryRoot, "examples", "policy-pack");

/**
 * The main job, step by step: create, no change, a change by somebody else, a policy, and the end.
 *
 * @returns {import("./demo/stage.js").Step[]}
 */
function steps() {
  return [
    { title: "Make a stack", command: ["stack", "init", "demo"] },
    { title: "Create what the program declares", command: ["up", "--yes", "--skip-preview"] },
    { title: "Nothing has changed, so nothing is to do", command: ["preview", "--expect-no-changes"] },
    {
      title: "Show what somebody changed in the web console",
      command: ["refresh", "--yes", "--skip-preview"],
    },
    {
      title: "A policy judges the program",
      command: ["preview", "--policy-pack", policyPack],
      meantToFail: true,
    },
    { title: "Remove everything", command: ["destroy", "--yes", "--skip-preview"] },
  ];
}

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
  const stage = new Stage(simulator, program, {
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
    writeProjectFile(stage.folder);
    for (const step of steps()) await stage.play(step);
  } finally {
    await stage.close();
  }
}

/** @param {string} folder */
function writeProjectFile(folder) {
  const file = path.join(folder, "Pulumi.yaml");
  if (!fs.existsSync(file)) fs.writeFileSync(file, "name: quickstart\nruntime: nodejs\n");
}

module.exports = { playDemo };
