import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import type { LoggedRequest, TenantState } from "../../../simulator/index.js";
import { endProcessesIn } from "../../engine/harness/processes.js";
import type { OperationResult, RunOptions } from "../../engine/harness/pulumi-project.js";
import { Stack } from "../../engine/harness/stack.js";
import type { Boundary } from "./boundaries.js";
import { endHostIn } from "./host-process.js";
import { comparable, readCheckpoint } from "./remains.js";

/** Runs an operation of the engine that can be killed. */
export type Run = (options: RunOptions) => Promise<OperationResult>;

/** Service and state as they were at one moment. */
export interface Base {
  readonly tenant: TenantState;
  /** A copy of the folder with the state. */
  readonly stateFolder: string;
}

/** A stack that can be killed at a boundary, and put back to where it was before. */
export class KillableStack {
  private answered: (request: LoggedRequest) => void = () => undefined;

  private constructor(readonly stack: Stack) {
    stack.simulator.onAnswered((request) => this.answered(request));
  }

  static async open(): Promise<KillableStack> {
    return new KillableStack(await Stack.open());
  }

  /** Remembers service and state as they are now. */
  remember(): Base {
    const { project, simulator } = this.stack;
    const stateFolder = path.join(project.folder, `.base-${randomUUID()}`);
    fs.cpSync(this.stateFolder, stateFolder, { recursive: true });
    return { tenant: structuredClone(simulator.tenant), stateFolder };
  }

  /** Puts service and state back to what was remembered. */
  restore(base: Base): void {
    Object.assign(this.stack.simulator.tenant, structuredClone(base.tenant));
    fs.rmSync(this.stateFolder, { recursive: true });
    fs.cpSync(base.stateFolder, this.stateFolder, { recursive: true });
    this.stack.simulator.clearRequests();
  }

  /** Runs an operation, and kills it once it has come to the boundary. */
  async killAt(boundary: Boundary, run: Run): Promise<void> {
    const { folder } = this.stack.project;
    const abort = new AbortController();
    const reached = this.reach(boundary);
    const running = run({ signal: abort.signal });
    const first = await Promise.race([reached.then(() => "boundary"), running.then(() => "end")]);
    expect(first, "what the operation came to").to.equal("boundary");
    if (boundary.victim === "host") {
      endHostIn(folder);
      expect((await running).exitCode).to.not.equal(0);
    } else {
      abort.abort();
      await endProcessesIn(folder);
      await running;
    }
  }

  /** What the documentation says to do after a kill, up to the operation itself. */
  async recover(): Promise<void> {
    for (const file of emptyAttributes(this.stateFolder)) fs.rmSync(file);
    const { project } = this.stack;
    if (this.isLocked) {
      const cancelled = await project.run(["cancel", "--yes"]);
      expect(cancelled.exitCode, cancelled.stdout + cancelled.stderr).to.equal(0);
    }
    await this.stack.does("refresh", { args: ["--clear-pending-creates"] });
  }

  /** The ids that the state has now. */
  heldIds(): string[] {
    const { resources = [] } = readCheckpoint(this.stateFile);
    return resources.flatMap(({ id }) => (typeof id === "string" ? [id] : []));
  }

  /** What is left in service and state, comparable with what another kill left, on another stack too. */
  remains(): string {
    return comparable({
      locked: this.isLocked,
      emptyAttributes: emptyAttributes(this.stateFolder).length,
      tenant: this.stack.simulator.tenant,
      checkpoint: readCheckpoint(this.stateFile),
    });
  }

  close(): Promise<void> {
    return this.stack.close();
  }

  private get stateFolder(): string {
    return path.join(this.stack.project.folder, ".state");
  }

  // Read from the file, because there are many cases and each command takes time.
  private get stateFile(): string {
    const { name, stack } = this.stack.project;
    return path.join(this.stateFolder, ".pulumi", "stacks", name, `${stack}.json`);
  }

  private get isLocked(): boolean {
    const locks = path.join(this.stateFolder, ".pulumi", "locks");
    return fs.existsSync(locks) && filesBelow(locks).length > 0;
  }

  // No gate is ever released: a request that was to have no effect must not have it during the recovery.
  private reach({ method, path: pattern, skip, moment }: Boundary): Promise<void> {
    const match = { method, path: pattern };
    if (moment !== "after its answer") {
      const effect = moment === "before its effect" ? "before" : "after";
      return this.stack.simulator.faults.hold({ match, skip, effect }).arrived;
    }
    let toSkip = skip;
    return new Promise((resolve) => {
      this.answered = (request) => {
        if (request.method !== method || !pattern.test(request.path)) return;
        if (toSkip === 0) resolve();
        toSkip -= 1;
      };
    });
  }
}

function emptyAttributes(folder: string): string[] {
  return filesBelow(folder).filter((file) => file.endsWith(".attrs") && fs.statSync(file).size === 0);
}

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(folder, name))
    .filter((file) => fs.statSync(file).isFile());
}
