import fs from "node:fs";
import path from "node:path";
import { endProcessesIn } from "../test/engine/harness/processes.js";
import { repositoryRoot } from "../test/engine/harness/project-environment.js";
import { PulumiProject, type StackState } from "../test/engine/harness/pulumi-project.js";
import { HostMemory } from "./host-memory.js";
import type { Operation } from "./measurement.js";
import { credentials } from "./tenant.js";

/** A failure of what is measured, in one sentence: it is shown in the place of the figures. */
export class MeasuringError extends Error {
  override readonly name = "MeasuringError";
}

/** What a program declares, in the form that it reads; see bench/programs. */
export interface BenchProgram {
  /** The name of a file in bench/programs, without its ending. */
  readonly name: string;
  readonly declared: unknown;
}

/** How long something took, and what it took of memory. */
export interface TimedRun {
  readonly wallSeconds: number;
  readonly hostMemoryBytes: number | undefined;
}

/** How long one operation may take. */
export const limitSeconds = 240;

const commands: Readonly<Record<Operation, readonly string[]>> = {
  create: ["up", "--yes", "--skip-preview"],
  "no change": ["up", "--yes", "--skip-preview"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  change: ["up", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/** A Pulumi project that runs one of the programs of bench/programs. */
export class StackProject {
  private constructor(
    private readonly project: PulumiProject,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * @param checkpoints false: the engine keeps the state in memory and writes it at the end
   * @param signal ends a command under way
   */
  static async create(
    program: BenchProgram,
    apiUrl: string,
    checkpoints: boolean,
    signal: AbortSignal,
  ): Promise<StackProject> {
    const project = await PulumiProject.create({
      files: filesOf(program),
      env: {
        MSP360_API_URL: apiUrl,
        MSP360_LOGIN: credentials.login,
        MSP360_PASSWORD: credentials.password,
        // As the engine comes: what the tests switch off for speed is part of what a user pays.
        PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "false",
        ...(checkpoints ? {} : { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" }),
      },
    });
    return new StackProject(project, signal);
  }

  declare(program: BenchProgram): void {
    this.project.replaceProgram(filesOf(program));
  }

  /**
   * Runs an operation.
   * @throws MeasuringError when it fails or takes too long
   * @throws the reason of the signal when it has aborted
   */
  async run(operation: Operation): Promise<TimedRun> {
    const memory = new HostMemory(this.project.folder);
    const started = performance.now();
    try {
      await this.pulumi(commands[operation]);
      return { wallSeconds: (performance.now() - started) / 1000, hostMemoryBytes: memory.end() };
    } finally {
      memory.end();
    }
  }

  exportState(): Promise<StackState> {
    return this.project.exportState();
  }

  /** Puts another state in the place of the present one. */
  async importState(state: object): Promise<void> {
    const file = path.join(this.project.folder, ".tmp", "state.json");
    fs.writeFileSync(file, JSON.stringify(state));
    await this.pulumi(["stack", "import", "--file", file]);
  }

  async dispose(): Promise<void> {
    await this.project.dispose();
  }

  private async pulumi(command: readonly string[]): Promise<void> {
    // A signal that came between two commands is over: the command would not hear of it.
    this.signal.throwIfAborted();
    const timeout = AbortSignal.timeout(limitSeconds * 1000);
    const signal = AbortSignal.any([this.signal, timeout]);
    const { exitCode, stdout, stderr } = await this.project.run(command, { signal });
    if (exitCode === 0) return;
    // What a killed engine leaves running would disturb the next measurement.
    await endProcessesIn(this.project.folder);
    this.signal.throwIfAborted();
    if (timeout.aborted) throw new MeasuringError(`stopped at the limit of ${limitSeconds} s`);
    throw new MeasuringError(`"pulumi ${command[0] ?? ""}" failed: ${firstError(stdout + stderr)}`);
  }
}

function filesOf({ name, declared }: BenchProgram): Record<string, string> {
  return {
    "index.js": programText(name),
    "empty-hooks.js": programText("empty-hooks"),
    "declared.json": JSON.stringify(declared),
  };
}

/** The text of a program. */
export function programText(name: string): string {
  return fs.readFileSync(path.join(repositoryRoot(), "bench", "programs", `${name}.js`), "utf8");
}

function firstError(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  return lines.find((line) => /\berror\b/i.test(line)) ?? lines.find((line) => line !== "") ?? "no output";
}
