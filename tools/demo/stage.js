// @ts-check
"use strict";

const { spawn } = require("node:child_process");
const { randomUUID } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { endProcessesIn } = require("../processes.js");
const { repositoryRoot, SetupError } = require("../setup/repository.js");

/** A command that prints nothing for this long is said to be still running. */
const REPORT_EVERY_MS = 8_000;

/**
 * @typedef {object} Step
 * @property {string} title what a person would say that they do now
 * @property {string[]} command the arguments of `pulumi`
 * @property {boolean} [meantToFail] the command is meant to be refused
 * @property {() => void} [before] what happens outside Pulumi just before
 *
 * @typedef {{ method: string, path: string, status: number | null }} Call
 * @typedef {{ readonly requests: readonly Call[], clearRequests(): void, stop(): Promise<void> }} Simulator
 */

/** A Pulumi project in a temporary folder, played against a simulator, with everything printed. */
class Stage {
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #running;
  #stepNumber = 0;
  #closing = false;

  /**
   * @param {Simulator} simulator
   * @param {readonly string[]} sources what to play, relative to the repository: the stage plays a copy
   * @param {NodeJS.ProcessEnv} env what `pulumi` needs besides a place for its state
   */
  constructor(simulator, sources, env) {
    this.simulator = simulator;
    // Inside the repository, so that the program finds its packages; below dist/, so that git does not see it.
    this.folder = path.join(repositoryRoot, "dist", "projects", `demo-${randomUUID()}`);
    this.env = {
      ...env,
      PULUMI_HOME: path.join(this.folder, ".pulumi-home"),
      PULUMI_BACKEND_URL: `file://${path.join(this.folder, ".state")}`,
      PULUMI_CONFIG_PASSPHRASE: "demo",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    };
    fs.mkdirSync(path.join(this.folder, ".state"), { recursive: true });
    for (const source of sources) {
      fs.cpSync(path.join(repositoryRoot, source), path.join(this.folder, source), {
        recursive: true,
        filter: (file) => path.basename(file) !== "node_modules",
      });
    }
  }

  /**
   * Plays one step: says what it is, runs it, and shows the API calls that it made.
   *
   * @param {Step} step
   * @throws {SetupError} when the command succeeds or fails against what is meant
   */
  async play({ title, command, meantToFail = false, before }) {
    this.#stepNumber += 1;
    console.log(`\n== ${this.#stepNumber}. ${title}`);
    before?.();
    this.simulator.clearRequests();
    console.log(`$ pulumi ${command.join(" ")}${meantToFail ? "     (this is meant to be refused)" : ""}`);
    const exitCode = await this.#pulumi(command);
    // Interrupted: whoever closes the stage ends the process, and no further step must begin until then.
    if (this.#closing) return new Promise(() => undefined);
    this.#showCalls();
    if ((exitCode !== 0) === meantToFail) return;
    throw new SetupError(
      `"pulumi ${command.join(" ")}" ended with exit code ${exitCode}, which was not meant to happen.`,
    );
  }

  /** Stops what runs, and removes every trace. Works at once, whatever is under way. */
  async close() {
    this.#closing = true;
    const running = this.#running;
    if (running?.pid !== undefined) process.kill(-running.pid, "SIGKILL");
    await endProcessesIn(this.folder);
    await this.simulator.stop();
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /**
   * @param {readonly string[]} args
   * @returns {Promise<number>}
   */
  #pulumi(args) {
    return new Promise((resolve, reject) => {
      // A process group of its own: a Ctrl-C reaches this process first, which then ends the whole group.
      const child = spawn("pulumi", ["--non-interactive", ...args], {
        cwd: this.folder,
        env: this.env,
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
      });
      this.#running = child;
      let heardAt = Date.now();
      const timer = setInterval(() => {
        const silentMs = Date.now() - heardAt;
        if (silentMs >= REPORT_EVERY_MS) console.log(`  still at it (${Math.round(silentMs / 1000)} s)`);
      }, REPORT_EVERY_MS);
      for (const [from, to] of /** @type {const} */ ([
        [child.stdout, process.stdout],
        [child.stderr, process.stderr],
      ])) {
        from.on("data", (text) => {
          heardAt = Date.now();
          to.write(text);
        });
      }
      child.once("error", reject);
      child.once("close", (code) => {
        clearInterval(timer);
        this.#running = undefined;
        resolve(code ?? 1);
      });
    });
  }

  #showCalls() {
    const { requests } = this.simulator;
    console.log(`API calls: ${requests.length === 0 ? "none" : requests.length}`);
    for (const { method, path: where, status } of requests) {
      console.log(`  ${method.padEnd(6)} ${where}  ${status ?? "no answer"}`);
    }
  }
}

module.exports = { Stage };
