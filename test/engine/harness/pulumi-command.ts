import { spawn } from "node:child_process";
import type { Environment } from "./project-environment.js";

/** What a `pulumi` command left behind. */
export interface CommandResult {
  /** 0 when it succeeded; 137 when the test's abort signal killed it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run one command. */
export interface CommandOptions {
  readonly cwd: string;
  /** The whole environment of the command. */
  readonly env: Environment;
  /** Kills the command and what it started at once, as a power failure would. */
  readonly signal?: AbortSignal | undefined;
  /** Is told every piece of standard output and standard error as it comes. */
  readonly onOutput?: ((text: string) => void) | undefined;
}

/**
 * Runs `pulumi` without standard input and without a shell.
 *
 * @returns also when the command fails
 * @throws Error only when it cannot be started
 */
export function runPulumi(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    let stdout = "";
    let stderr = "";
    const child = spawn("pulumi", args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own, so that the abort reaches what the command started.
      detached: true,
    });
    const kill = () => {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    };
    const settle = () => options.signal?.removeEventListener("abort", kill);
    options.signal?.addEventListener("abort", kill, { once: true });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      options.onOutput?.(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      options.onOutput?.(text);
    });
    child.once("error", (error) => {
      settle();
      reject(error);
    });
    // Not "close": a plugin that outlives a killed engine keeps the pipes open.
    child.once("exit", (code, signal) => {
      settle();
      const finish = () => resolve({ exitCode: signal === null ? (code ?? 1) : 137, stdout, stderr });
      if (signal === null) child.once("close", finish);
      else finish();
    });
  });
}
