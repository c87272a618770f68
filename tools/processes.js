// @ts-check
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { setTimeout: sleep } = require("node:timers/promises");

/**
 * Kills every process that works in a folder, and waits until they are gone: the plugins of an engine that was
 * killed live on for a while, and the engine gives each a process group of its own. Where there is no /proc, it does
 * nothing.
 *
 * @param {string} folder full path, of a folder that only these processes use
 */
async function endProcessesIn(folder) {
  for (;;) {
    const running = processesIn(folder);
    if (running.length === 0) return;
    for (const pid of running) killIfRunning(pid);
    await sleep(50);
  }
}

/** @param {string} folder */
function processesIn(folder) {
  if (!fs.existsSync("/proc/self/cwd")) return [];
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => isInside(workingDirectory(pid), folder))
    .map(Number)
    .filter((pid) => pid !== process.pid);
}

/**
 * @param {string} pid
 * @returns {string | undefined} undefined for a process that has just ended, or belongs to somebody else
 */
function workingDirectory(pid) {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    if (hasCode(error, "ENOENT", "EACCES", "EPERM", "ESRCH")) return undefined;
    throw error;
  }
}

/**
 * @param {string | undefined} candidate
 * @param {string} folder
 */
function isInside(candidate, folder) {
  return candidate !== undefined && (candidate === folder || candidate.startsWith(folder + path.sep));
}

/** @param {number} pid */
function killIfRunning(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!hasCode(error, "ESRCH")) throw error;
  }
}

/**
 * @param {unknown} error
 * @param {string[]} codes
 */
function hasCode(error, ...codes) {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

module.exports = { endProcessesIn };
