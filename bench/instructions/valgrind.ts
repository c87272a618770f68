import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

/** How long valgrind may take for one run. */
const limitSeconds = 240;

/** Whether `valgrind` is on the PATH. */
export async function hasValgrind(): Promise<boolean> {
  try {
    await promisify(execFile)("valgrind", ["--version"]);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}

/**
 * The instructions of a process that repeats a hot path. V8 interprets, on one thread and with fixed seeds: what the
 * compiler does in its own time would count otherwise, and differ from run to run.
 */
export async function instructionsOf(name: string, times: number, signal: AbortSignal): Promise<number> {
  const { stderr } = await promisify(execFile)(
    "valgrind",
    [
      "--tool=callgrind",
      "--callgrind-out-file=/dev/null",
      process.execPath,
      ...["--jitless", "--single-threaded", "--predictable", "--hash-seed=1", "--random-seed=1"],
      // No collection of garbage at a moment of its own choice.
      "--max-semi-space-size=256",
      path.join(__dirname, "hot-paths.js"),
      name,
      String(times),
    ],
    { signal, killSignal: "SIGKILL", timeout: limitSeconds * 1000, env: { PATH: process.env["PATH"] ?? "" } },
  );
  return collectedIn(stderr);
}

/** The count in what callgrind prints at its end. */
export function collectedIn(output: string): number {
  const count = /Collected\s*:\s*(\d+)/.exec(output)?.[1];
  if (count === undefined)
    throw new Error(`valgrind counted nothing: ${output.trim().split("\n").at(-1) ?? ""}`);
  return Number(count);
}
