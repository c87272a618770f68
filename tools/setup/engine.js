// @ts-check
"use strict";

const { engineInFolder, engineOnPath } = require("./engine-on-path.js");
const { builtBefore, builtNow } = require("./engine-build.js");
const { downloadedBefore, downloadedNow } = require("./engine-download.js");
const { OLDEST_ENGINE_VERSION } = require("./engine-programs.js");
const { SetupError } = require("./repository.js");

/**
 * @typedef {import("./engine-programs.js").Engine} Engine
 * @typedef {import("./engine-programs.js").EngineSearch} EngineSearch
 *
 * @typedef {object} Way one way to come to an engine
 * @property {boolean} told whether it is worth telling that this way led nowhere
 * @property {(search: EngineSearch) => Promise<Engine | string>} find the engine, or why there is none
 */

/** In this order: what is there costs nothing, a download less than a build. @type {readonly Way[]} */
const WAYS = [
  { told: true, find: engineOnPath },
  { told: false, find: downloadedBefore },
  { told: false, find: builtBefore },
  { told: true, find: downloadedNow },
  { told: true, find: builtNow },
];

/**
 * Finds or makes a Pulumi engine. The variable MSP360_ENGINE names a folder that is used instead of any search.
 *
 * @param {EngineSearch} search
 * @param {readonly Way[]} [ways]
 * @returns {Promise<Engine>}
 * @throws {SetupError} when there is none: what was tried and what to install
 */
async function findEngine(search, ways = WAYS) {
  const named = search.env["MSP360_ENGINE"];
  if (named) {
    const engine = await engineInFolder(named, search.env);
    if (typeof engine === "string") throw new SetupError(`MSP360_ENGINE cannot be used: ${engine}.`);
    return engine;
  }
  /** @type {string[]} */
  const reasons = [];
  for (const { told, find } of ways) {
    const engine = await find(search);
    if (typeof engine !== "string") return engine;
    if (told) reasons.push(engine);
  }
  throw new SetupError(
    `No Pulumi engine could be found or made: ${reasons.join("; ")}. ` +
      `Install Pulumi ${OLDEST_ENGINE_VERSION} or newer (https://www.pulumi.com/docs/install/) or Go 1.25 or newer ` +
      `(https://go.dev/dl/), put it on PATH, and start again.`,
  );
}

module.exports = { findEngine };
