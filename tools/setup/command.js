// @ts-check
"use strict";

const { spawn } = require("node:child_process");

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd] working directory
 * @property {NodeJS.ProcessEnv} [env] the whole environment; default: this process's own
 * @property {number} [limitSeconds] the command is killed after this time; default: no limit
 *
 * @typedef {object} CommandResult
 * @property {number} exitCode 0 when it succeeded, 127 when it could not be started, 124 when it hit its limit
 * @property {string} stdout
 * @property {string} output standard output and standard error, as they came
 */

/**
 * Runs a program without a shell and without standard input. Never throws: a program that cannot be started
 * has exit code 127 and says why in its output.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>}
 */
function runCommand(program, args, options = {}) {
  return new Promise((resolve) => {
    let stdout = "";
    let output = "";
    let timedOut = false;
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const timer =
      options.limitSeconds === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill("SIGKILL");
            child.stdout.destroy();
            child.stderr.destroy();
          }, options.limitSeconds * 1000);
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve({ exitCode: 127, stdout, output: output + error.message });
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      if (timedOut) output += `stopped after ${options.limitSeconds} s`;
      resolve({ exitCode: timedOut ? 124 : (code ?? 1), stdout, output });
    });
  });
}

/**
 * The last lines of a program's output that say something, for an error message.
 *
 * @param {string} output
 * @param {number} [count]
 */
function lastLines(output, count = 5) {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(-count).join("\n");
}

module.exports = { runCommand, lastLines };
