// @ts-check
"use strict";

const { randomUUID } = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { setTimeout: sleep } = require("node:timers/promises");

const LOOK_AGAIN_MS = 250;
const HEARTBEAT_MS = 5_000;

/**
 * @typedef {object} LockOptions
 * @property {(line: string) => void} say where "waiting for ..." goes
 * @property {number} [repeatMs] how often the waiting is reported; default 8 s
 * @property {number} [deadAfterMs] an owner that showed no sign of life for this long is taken for dead; default 60 s
 *
 * @typedef {{ file: string, pid: number, host: string, seenAt: number }} Owner
 */

/**
 * Runs the work while holding a lock folder, waiting for other processes that hold it.
 *
 * The folder holds one file that names its owner. It is made complete under another name and then renamed, which
 * succeeds only when the folder is absent or empty; so there is no moment at which a lock has no owner. A dead
 * owner's lock is taken by deleting that owner's own file, which cannot hit a new owner's.
 *
 * @template T
 * @param {string} folder the lock; its parent is made when needed
 * @param {LockOptions} options
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withLock(folder, options, work) {
  const file = await acquire(folder, options);
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    removeFile(file);
    removeEmptyFolder(folder);
  }
}

/**
 * @param {string} folder
 * @param {LockOptions} options
 */
async function acquire(folder, options) {
  const { say, repeatMs = 8_000, deadAfterMs = 60_000 } = options;
  const started = Date.now();
  let reportAt = started;
  for (;;) {
    const owner = readOwner(folder);
    if (owner === undefined || isDead(owner, deadAfterMs)) {
      if (owner !== undefined) removeFile(owner.file);
      const mine = claim(folder);
      if (mine !== undefined) return mine;
    } else {
      if (Date.now() >= reportAt) {
        const waited = Math.round((Date.now() - started) / 1000);
        say(`waiting for another set-up (pid ${owner.pid}) ...${waited > 0 ? ` ${waited} s` : ""}`);
        reportAt = Date.now() + repeatMs;
      }
      await sleep(LOOK_AGAIN_MS);
    }
  }
}

/**
 * @param {string} folder
 * @returns {string | undefined} the owner file when the lock is ours now
 */
function claim(folder) {
  const name = `owner-${randomUUID()}.json`;
  const draft = `${folder}.${randomUUID()}`;
  fs.mkdirSync(draft, { recursive: true });
  fs.writeFileSync(path.join(draft, name), JSON.stringify({ pid: process.pid, host: os.hostname() }));
  removeEmptyFolder(folder);
  try {
    fs.renameSync(draft, folder);
    return path.join(folder, name);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    if (hasCode(error, "ENOTEMPTY", "EEXIST")) return undefined;
    throw error;
  }
}

/**
 * @param {string} folder
 * @returns {Owner | undefined} undefined when the lock was let go in the meantime
 */
function readOwner(folder) {
  try {
    const name = fs.readdirSync(folder)[0];
    if (name === undefined) return undefined;
    const file = path.join(folder, name);
    const { pid, host } = JSON.parse(fs.readFileSync(file, "utf8"));
    return { file, pid, host, seenAt: fs.statSync(file).mtimeMs };
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/**
 * @param {Owner} owner
 * @param {number} deadAfterMs
 */
function isDead(owner, deadAfterMs) {
  if (Date.now() - owner.seenAt > deadAfterMs) return true;
  // Of a process in another container or machine only the heartbeat is known.
  return owner.host === os.hostname() && !isRunning(owner.pid);
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, "EPERM");
  }
}

/** @param {string} file */
function touch(file) {
  const now = new Date();
  try {
    fs.utimesSync(file, now, now);
  } catch (error) {
    // This process was asleep for so long that another one took the lock: nothing left to keep alive.
    if (!hasCode(error, "ENOENT")) throw error;
  }
}

/** @param {string} file */
function removeFile(file) {
  fs.rmSync(file, { force: true });
}

/** @param {string} folder */
function removeEmptyFolder(folder) {
  try {
    fs.rmdirSync(folder);
  } catch (error) {
    if (!hasCode(error, "ENOENT", "ENOTEMPTY", "EEXIST")) throw error;
  }
}

/**
 * @param {unknown} error
 * @param {string[]} codes
 */
function hasCode(error, ...codes) {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

module.exports = { withLock };
