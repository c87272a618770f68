// @ts-check
"use strict";

const path = require("node:path");
const { runCommand } = require("./command.js");
const { OLDEST_ENGINE_VERSION, engineFolders, findProgram, pathFolders } = require("./engine-programs.js");

/** A program that prints its version should not take longer. */
const VERSION_LIMIT_SECONDS = 30;

/**
 * The engine that is installed on this machine.
 *
 * @param {import("./engine-programs.js").EngineSearch} search
 * @returns {Promise<import("./engine-programs.js").Engine | string>} the engine, or why there is none
 */
async function engineOnPath({ env }) {
  const pulumi = findProgram("pulumi", pathFolders(env));
  if (pulumi === undefined) return "there is no pulumi on PATH";
  return describeEngine(pulumi, pathFolders(env), env);
}

/**
 * The engine in a folder that the user named, which is never replaced by another one.
 *
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
async function engineInFolder(folder, env) {
  const pulumi = findProgram("pulumi", [path.resolve(folder)]);
  if (pulumi === undefined) return `there is no pulumi in ${folder}`;
  return describeEngine(pulumi, pathFolders(env), env);
}

/**
 * @param {string} pulumi full path
 * @param {readonly string[]} elsewhere
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import("./engine-programs.js").Engine | string>}
 */
async function describeEngine(pulumi, elsewhere, env) {
  const { exitCode, stdout } = await runCommand(pulumi, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    limitSeconds: VERSION_LIMIT_SECONDS,
  });
  const version = exitCode === 0 ? readVersion(stdout) : undefined;
  if (version === undefined) return `${pulumi} does not tell its version`;
  if (isOlder(version, OLDEST_ENGINE_VERSION)) {
    return `${pulumi} is version ${version}, and ${OLDEST_ENGINE_VERSION} or newer is needed`;
  }
  const folders = engineFolders(pulumi, elsewhere);
  if (folders === undefined) return `${pulumi} has no pulumi-language-nodejs beside it or on PATH`;
  return { folders, version, source: "on this machine" };
}

/**
 * @param {string} text such as "v3.220.0" or "v3.221.0-alpha.1"
 * @returns {string | undefined} such as "3.220.0"
 */
function readVersion(text) {
  return /^v?(\d+\.\d+\.\d+)/m.exec(text.trim())?.[1];
}

/**
 * @param {string} version
 * @param {string} limit
 */
function isOlder(version, limit) {
  const [left, right] = [version, limit].map((text) => text.split(".").map(Number));
  for (let place = 0; place < 3; place++) {
    const difference = (left?.[place] ?? 0) - (right?.[place] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

module.exports = { engineOnPath, engineInFolder, readVersion, isOlder };
