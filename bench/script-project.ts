import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { repositoryRoot } from "../test/engine/harness/project-environment.js";
import type { Operation } from "./measurement.js";
import {
  limitSeconds,
  MeasuringError,
  programText,
  type BenchProgram,
  type TimedRun,
} from "./stack-project.js";
import { credentials } from "./tenant.js";

/** A program that does without Pulumi, in a folder of its own, below dist/, so that it finds its packages. */
export class ScriptProject {
  private constructor(
    private readonly folder: string,
    private readonly apiUrl: string,
    private readonly signal: AbortSignal,
  ) {}

  static create(program: BenchProgram, apiUrl: string, signal: AbortSignal): ScriptProject {
    const folder = path.join(repositoryRoot(), "dist", "projects", randomUUID());
    fs.mkdirSync(folder, { recursive: true });
    const project = new ScriptProject(folder, apiUrl, signal);
    project.declare(program);
    return project;
  }

  declare({ name, declared }: BenchProgram): void {
    fs.writeFileSync(path.join(this.folder, "index.js"), programText(name));
    fs.writeFileSync(path.join(this.folder, "operations.js"), programText("operations"));
    fs.writeFileSync(path.join(this.folder, "declared.json"), JSON.stringify(declared));
  }

  /**
   * Runs an operation; there is no dynamic-provider host whose memory could be measured.
   * @throws MeasuringError when it fails or takes too long
   */
  async run(operation: Operation): Promise<TimedRun> {
    const timeout = AbortSignal.timeout(limitSeconds * 1000);
    const started = performance.now();
    const child = spawn(process.execPath, ["index.js", operation], {
      cwd: this.folder,
      env: {
        MSP360_API_URL: this.apiUrl,
        MSP360_LOGIN: credentials.login,
        MSP360_PASSWORD: credentials.password,
      },
      stdio: ["ignore", "ignore", "pipe"],
      signal: AbortSignal.any([this.signal, timeout]),
      killSignal: "SIGKILL",
    });
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
    // An abort is told as an error, too; the exit that follows it is what counts.
    child.on("error", (error) => (complaint += error.message));
    const code = await new Promise((resolve) => child.once("close", resolve));
    this.signal.throwIfAborted();
    if (timeout.aborted) throw new MeasuringError(`stopped at the limit of ${limitSeconds} s`);
    if (code !== 0) throw new MeasuringError(`the script failed: ${complaint.split("\n")[0] ?? ""}`);
    return { wallSeconds: (performance.now() - started) / 1000, hostMemoryBytes: undefined };
  }

  dispose(): Promise<void> {
    fs.rmSync(this.folder, { recursive: true, force: true });
    return Promise.resolve();
  }
}
