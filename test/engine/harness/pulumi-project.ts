import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { readEngineEvents, type EngineEvent } from "./engine-events.js";
import {
  engineFolders,
  projectEnvironment,
  repositoryRoot,
  type Environment,
} from "./project-environment.js";
import { runPulumi, type CommandResult } from "./pulumi-command.js";
import { endProcessesIn } from "./processes.js";

/** File names relative to the project's folder, and their text. */
export type ProgramFiles = Readonly<Record<string, string>>;

/** What a project starts with. */
export interface ProjectOptions {
  /** The program: `index.js`, or `index.ts` for a TypeScript one, and what it needs besides. */
  readonly files: ProgramFiles;
  /** Variables for every command, such as MSP360_API_URL. */
  readonly env?: Environment;
}

/** Options of one command. */
export interface RunOptions {
  /** Further arguments, such as `["--diff"]` or `["--policy-pack", folder]`. */
  readonly args?: readonly string[];
  /** Variables for this command only, over the project's own. */
  readonly env?: Environment;
  /** Kills the engine in the middle of its work. */
  readonly signal?: AbortSignal;
  /** Is told the output as it comes, to wait for a moment in the middle of a command. */
  readonly onOutput?: (text: string) => void;
}

/** What an operation on the stack left behind. */
export interface OperationResult extends CommandResult {
  /** What the engine reported, in its own form. Empty with `--json`. */
  readonly events: readonly EngineEvent[];
}

/** A preview with `--json`. */
export interface JsonPreviewResult extends CommandResult {
  /** The parsed document; undefined when the preview failed before it had one. */
  readonly document: PreviewDocument | undefined;
}

/** The parts of `pulumi preview --json` that tests ask for. */
export interface PreviewDocument {
  readonly steps?: readonly {
    readonly op: string;
    readonly urn: string;
    readonly oldState?: { readonly inputs?: unknown; readonly outputs?: unknown };
    readonly newState?: { readonly inputs?: unknown; readonly outputs?: unknown };
  }[];
  /** How many resources per operation, such as `{ same: 3 }`. */
  readonly changeSummary?: Readonly<Record<string, number>>;
}

/** A stack as `pulumi stack export` prints it; the parts that tests ask for. */
export interface StackState {
  readonly deployment: {
    readonly resources?: readonly {
      readonly urn: string;
      readonly type: string;
      readonly id?: string;
      readonly inputs?: Readonly<Record<string, unknown>>;
      readonly outputs?: Readonly<Record<string, unknown>>;
    }[];
    readonly pending_operations?: readonly unknown[];
  };
}

/**
 * A Pulumi project in a temporary folder, run by the real command-line program on a file backend of its own.
 *
 * The folder lies in the repository, below dist/, so that a program finds `pulumi-msp360` and `@pulumi/pulumi` in
 * node_modules as a user's would. No method throws because a command fails: look at `exitCode`.
 */
export class PulumiProject {
  /** The one stack's name. */
  readonly stack = "test";
  /** The project's name, part of every URN. */
  readonly name = "harness";

  private constructor(
    /** Full path. */
    readonly folder: string,
    private readonly env: Environment,
  ) {}

  /** Makes the folder, the program and an empty stack. End it with {@link dispose}. */
  static async create(options: ProjectOptions): Promise<PulumiProject> {
    const folder = path.join(repositoryRoot(), "dist", "projects", randomUUID());
    const env = { ...projectEnvironment(engineFolders(), folder), ...options.env };
    for (const name of [".home", ".tmp", ".state"])
      fs.mkdirSync(path.join(folder, name), { recursive: true });
    const project = new PulumiProject(folder, env);
    try {
      project.writeProgram(options.files);
      const { exitCode, stderr } = await project.run(["stack", "init", project.stack]);
      if (exitCode !== 0) throw new Error(`"pulumi stack init" failed: ${stderr}`);
    } catch (error) {
      await project.dispose();
      throw error;
    }
    return project;
  }

  /** Puts another program in the place of the present one. */
  replaceProgram(files: ProgramFiles): void {
    for (const entry of fs.readdirSync(this.folder)) {
      if (!entry.startsWith(".") && !entry.startsWith("Pulumi.")) {
        fs.rmSync(path.join(this.folder, entry), { recursive: true });
      }
    }
    this.writeProgram(files);
  }

  /** `pulumi up`. */
  up(options: RunOptions = {}): Promise<OperationResult> {
    return this.operate(["up", "--skip-preview"], options);
  }

  /** `pulumi preview`, as a person sees it. */
  preview(options: RunOptions = {}): Promise<OperationResult> {
    return this.operate(["preview"], options);
  }

  /** `pulumi preview --json`. */
  async previewJson(options: RunOptions = {}): Promise<JsonPreviewResult> {
    const result = await this.run(["preview", "--json", ...(options.args ?? [])], options);
    const start = result.stdout.indexOf("{");
    return {
      ...result,
      document: start < 0 ? undefined : (JSON.parse(result.stdout.slice(start)) as PreviewDocument),
    };
  }

  /** `pulumi refresh`. */
  refresh(options: RunOptions = {}): Promise<OperationResult> {
    return this.operate(["refresh", "--skip-preview"], options);
  }

  /** `pulumi destroy`. */
  destroy(options: RunOptions = {}): Promise<OperationResult> {
    return this.operate(["destroy", "--skip-preview"], options);
  }

  /** `pulumi config set`. */
  setConfig(key: string, value: string, options: { readonly secret?: boolean } = {}): Promise<CommandResult> {
    return this.run([
      "config",
      "set",
      options.secret === true ? "--secret" : "--plaintext",
      key,
      "--",
      value,
    ]);
  }

  /** `pulumi stack export`; secrets stay encrypted. */
  async exportState(): Promise<StackState> {
    const { exitCode, stdout, stderr } = await this.run(["stack", "export"]);
    if (exitCode !== 0) throw new Error(`"pulumi stack export" failed: ${stderr}`);
    return JSON.parse(stdout) as StackState;
  }

  /** Any other `pulumi` command, in the project's folder. */
  run(args: readonly string[], options: Omit<RunOptions, "args"> = {}): Promise<CommandResult> {
    return runPulumi(["--non-interactive", ...args], {
      cwd: this.folder,
      env: { ...this.env, ...options.env },
      signal: options.signal,
      onOutput: options.onOutput,
    });
  }

  /** Ends what still runs in the folder, and removes it. */
  async dispose(): Promise<void> {
    await endProcessesIn(this.folder);
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private async operate(command: readonly string[], options: RunOptions): Promise<OperationResult> {
    const log = path.join(this.folder, ".tmp", `${randomUUID()}.events`);
    // A preview takes no --yes.
    const confirmed = command[0] === "preview" ? [] : ["--yes"];
    const args = [...command, ...confirmed, "--event-log", log, ...(options.args ?? [])];
    const result = await this.run(args, options);
    return { ...result, events: readEngineEvents(log) };
  }

  private writeProgram(files: ProgramFiles): void {
    const typescript = "index.ts" in files;
    const main = typescript ? "index.ts" : "index.js";
    const runtime = { name: "nodejs", options: { typescript } };
    const all: ProgramFiles = {
      "Pulumi.yaml": JSON.stringify({ name: this.name, runtime }),
      "package.json": JSON.stringify({ name: this.name, private: true, main }),
      ...files,
    };
    for (const [name, text] of Object.entries(all)) {
      const file = path.join(this.folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
  }
}
