// @ts-check
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { ENGINE_VERSION, engineFolders, findProgram } = require("./engine-programs.js");
const { withLock } = require("./lock.js");

/**
 * The engine in a folder of the cache.
 *
 * @param {string} folder
 * @param {string} source
 * @returns {import("./engine-programs.js").Engine | undefined}
 */
function cachedEngine(folder, source) {
  const pulumi = findProgram("pulumi", [folder, path.join(folder, "bin")]);
  if (pulumi === undefined) return undefined;
  const folders = engineFolders(pulumi, []);
  return folders && { folders, version: ENGINE_VERSION, source };
}

/**
 * Fills a folder of the cache, once: the work gets an empty folder beside it, which takes the final name only when
 * the work is done. So a folder of that name is always complete, whatever is killed at whatever moment.
 *
 * @param {string} folder
 * @param {import("./progress.js").Progress} progress
 * @param {(emptyFolder: string) => Promise<string | undefined>} work resolves with why it failed, or undefined
 * @returns {Promise<string | undefined>} why it failed, or undefined
 */
function fillCache(folder, progress, work) {
  return withLock(`${folder}.lock`, { say: progress.say }, async () => {
    if (fs.existsSync(folder)) return undefined;
    const draft = fs.mkdtempSync(`${folder}.making-`);
    try {
      const failure = await work(draft);
      if (failure === undefined) fs.renameSync(draft, folder);
      return failure;
    } finally {
      fs.rmSync(draft, { recursive: true, force: true });
    }
  });
}

module.exports = { cachedEngine, fillCache };
