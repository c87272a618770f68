import os from "node:os";
import type { Bench } from "../bench.js";
import type { LimitResult } from "../limits.js";
import { MeasuringError } from "../stack-project.js";
import { countCalls } from "./call-counts.js";
import { judgeHostMemory } from "./host-memory-limit.js";
import { judgeProgramStart } from "./program-start.js";
import { judgeProviderText, judgeStateEntry } from "./stored-bytes.js";

/**
 * The limits that are measured once. One that fails does not keep the others from being measured.
 * @param quick only those that take seconds
 * @param limits takes them as they come
 */
export async function judgeSingleFigures(bench: Bench, quick: boolean, limits: LimitResult[]): Promise<void> {
  const { progress, signal } = bench;
  const steps: readonly (readonly [what: string, judge: () => Promise<readonly LimitResult[]>])[] = [
    ["Text of `__provider`", () => Promise.resolve([judgeProviderText()])],
    ["Program start", async () => [await judgeProgramStart(quick ? 5 : 21, progress, signal)]],
  ];
  const slow: typeof steps = [
    ["State of an AccountDestination", async () => [await judgeStateEntry(bench)]],
    ["API calls", () => countCalls(bench, 100, 4 * os.availableParallelism())],
    ["Memory of the host process", async () => [await judgeHostMemory(bench, 10_000)]],
  ];
  for (const [what, judge] of quick ? steps : [...steps, ...slow]) {
    try {
      limits.push(...(await judge()));
    } catch (error) {
      if (!(error instanceof MeasuringError)) throw error;
      progress.say(`  FAILED: ${error.message}`);
      limits.push({ what, limit: "", measured: error.message, verdict: "not measured" });
    }
  }
}
