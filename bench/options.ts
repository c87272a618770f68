import { parseArgs } from "node:util";
import { caseNames, operations, type CaseName } from "./measurement.js";
import type { Selection } from "./plan.js";

/** What `npm run bench` was asked to do. */
export type BenchOptions =
  | { readonly action: "help" }
  | { readonly action: "instructions" | "start-profile"; readonly folder: string | undefined }
  | MeasureOptions;

/** A run of measurements. */
export interface MeasureOptions {
  readonly action: "measure";
  readonly quick: boolean;
  readonly selection: Selection;
  /** How many rounds. */
  readonly runs: number;
  /** How long the run may take; what does not fit any more is left out. */
  readonly minutes: number;
  /** Where the results go; undefined: the folder bench/ of the repository. */
  readonly folder: string | undefined;
}

/** The text of `npm run bench -- --help`. */
export const helpText = `Measures what the provider costs, on a real Pulumi engine against the simulator.

Usage: npm run bench -- [options]

  --quick            a first answer in under two minutes: small sizes, one round
  --only <cases>     only these, separated by commas: ${caseNames.join(", ")}
  --n <numbers>      only these sizes, such as 100,500 (default 100,500,2000,10000)
  --latency <ms>     only these latencies of the simulator, such as 0,50 (default 0,5,50)
  --runs <number>    how many rounds (default 3)
  --minutes <number> how long it may take (default 60, quick 2); what does not fit is left out, and named
  --out <folder>     where the results go (default bench/): results.md and results.svg
  --instructions     counts the instructions of the hot paths instead, by valgrind: instructions.md
  --start-profile    tells instead where the start of a program spends its time: start-profile.md
  --help

Sizes or latencies that are named are measured without leaving anything out for the sake of time.
The results are written after each case, so that Ctrl-C loses only the one under way.
`;

const defaults = {
  complete: { sizes: [100, 500, 2_000, 10_000], latencies: [0, 5, 50], runs: 3, minutes: 60 },
  quick: { sizes: [20], latencies: [50], runs: 1, minutes: 2 },
};

/** Reads the arguments. Throws an `Error` that is one sentence. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      quick: { type: "boolean" },
      only: { type: "string" },
      n: { type: "string" },
      latency: { type: "string" },
      runs: { type: "string" },
      out: { type: "string" },
      minutes: { type: "string" },
      instructions: { type: "boolean" },
      "start-profile": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) return { action: "help" };
  if (values.instructions === true) return { action: "instructions", folder: values.out };
  if (values["start-profile"] === true) return { action: "start-profile", folder: values.out };
  const quick = values.quick === true;
  const preset = quick ? defaults.quick : defaults.complete;
  return {
    action: "measure",
    quick,
    selection: {
      cases: values.only === undefined ? caseNames : values.only.split(",").map(caseName),
      sizes: values.n === undefined ? preset.sizes : wholeNumbers("--n", values.n, 1),
      latencies:
        values.latency === undefined ? preset.latencies : wholeNumbers("--latency", values.latency, 0),
      operations: quick ? operations.filter((operation) => operation !== "change") : operations,
      byHand: values.n !== undefined || values.latency !== undefined,
    },
    runs: wholeNumber("--runs", values.runs) ?? preset.runs,
    minutes: wholeNumber("--minutes", values.minutes) ?? preset.minutes,
    folder: values.out,
  };
}

function caseName(text: string): CaseName {
  const found = caseNames.find((name) => name === text.trim());
  if (found !== undefined) return found;
  throw new Error(`--only knows no "${text}": choose from ${caseNames.join(", ")}.`);
}

function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [number, ...others] = wholeNumbers(option, text, 1);
  if (others.length > 0) throw new Error(`${option} takes one number, not "${text}".`);
  return number;
}

function wholeNumbers(option: string, text: string, least: number): number[] {
  const numbers = text.split(",").map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : NaN));
  if (numbers.every((number) => number >= least)) return [...new Set(numbers)];
  throw new Error(`${option} takes whole numbers of at least ${least}, separated by commas, not "${text}".`);
}
