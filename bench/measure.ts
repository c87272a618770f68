import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { engineFolders } from "../test/engine/harness/project-environment.js";
import { Bench } from "./bench.js";
import { machine } from "./circumstances.js";
import { judgeMeasurements, type LimitResult } from "./limits.js";
import type { MeasureOptions } from "./options.js";
import { planOf, type Omission, type Plan } from "./plan.js";
import type { Progress } from "./progress.js";
import { plotSvg } from "./report/plot.js";
import { resultsPage } from "./report/results.js";
import { SimulatorProcess } from "./simulator-process.js";
import { judgeSingleFigures } from "./single-figures/all.js";

/** The provider's own default of maxConcurrency. */
const maxConcurrency = 16;

/** A run of measurements on the way to its page. */
interface Run {
  readonly options: MeasureOptions;
  readonly folder: string;
  readonly bench: Bench;
  readonly plan: Plan;
  readonly singleFigures: LimitResult[];
  /** By `performance.now()`. */
  readonly started: number;
}

/**
 * Measures what the options ask for and writes results.md and results.svg, anew after each case.
 * @returns the exit code: 1 when a measurement failed, 130 when it was broken off
 */
export async function measure(
  options: MeasureOptions,
  folder: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<number> {
  const started = performance.now();
  const simulator = await SimulatorProcess.start();
  const bench = new Bench(simulator, progress, signal, options.minutes);
  const run: Run = { options, folder, bench, plan: planOf(options.selection), singleFigures: [], started };
  try {
    // The floors alone say nothing about the limits of ours.
    if (options.selection.cases.some((name) => name === "single" || name === "bulk")) {
      await judgeSingleFigures(bench, options.quick, run.singleFigures);
    }
    const ended = started + options.minutes * 60_000;
    await bench.play(run.plan.rows, options.runs, ended, () => write(run, "still under way"));
    for (const line of write(run, "complete")) progress.say(line);
  } catch (error) {
    // What was measured until now is worth keeping, whatever happened.
    write(run, "broken off");
    if (!signal.aborted) throw error;
    progress.say("Broken off.");
  } finally {
    await simulator.stop();
  }
  progress.say(`Written: ${path.join(folder, "results.md")}`);
  if (signal.aborted) return 130;
  return bench.measurements.some(({ outcome }) => "failure" in outcome) ? 1 : 0;
}

const onlyWhenComplete: Omission = {
  what: "The change of all, the calls of purges and of empty replies, the state of one resource and the memory of 10,000",
  reason: "a quick run is over in two minutes",
};

const endings = {
  complete: "",
  "still under way": " **It is still under way: the figures are those until now.**",
  "broken off": " **It was broken off: the figures are those until then.**",
};

/** Writes the page; returns the limits, a line each. */
function write(run: Run, ending: keyof typeof endings): string[] {
  const { options, folder, bench, plan, singleFigures, started } = run;
  const { measurements, skipped } = bench;
  const engine = 4 * os.availableParallelism();
  const limits = [...judgeMeasurements(measurements, { engine, provider: maxConcurrency }), ...singleFigures];
  const latency = Math.max(0, ...measurements.map(({ row }) => row.latencyMilliseconds));
  const plot = measurements.length === 0 ? undefined : "results.svg";
  if (plot !== undefined) fs.writeFileSync(path.join(folder, plot), plotSvg(measurements, latency));
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  const kind = options.quick ? "**Quick run, for a first impression only:**" : "Run";
  const rounds = options.runs === 1 ? "1 round" : `${options.runs} rounds`;
  const page = resultsPage({
    circumstances: [
      `${kind} of ${new Date().toISOString().slice(0, 10)}, ${rounds}, ${minutes} minutes.${endings[ending]}`,
      ...machine(engineFolders()),
    ],
    measurements,
    limits,
    omissions: [...plan.omissions, ...(options.quick ? [onlyWhenComplete] : []), ...skipped],
    plot,
  });
  fs.writeFileSync(path.join(folder, "results.md"), page);
  return limits.map(
    ({ what, limit, measured, verdict }) =>
      `${verdict.padEnd(12)} ${what}: ${measured || "-"} (at most ${limit})`,
  );
}
