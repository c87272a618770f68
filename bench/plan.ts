import { doesWithoutPulumi, type CaseName, type Operation, type Row } from "./measurement.js";

/** What is wanted of a bench run. */
export interface Selection {
  readonly cases: readonly CaseName[];
  readonly sizes: readonly number[];
  readonly latencies: readonly number[];
  readonly operations: readonly Operation[];
  /** Whether sizes and latencies were named by hand: then nothing is left out for the sake of time. */
  readonly byHand: boolean;
}

/** Something that is not measured, and why. */
export interface Omission {
  readonly what: string;
  readonly reason: string;
}

/** What a bench run measures in each round, and what it leaves out. */
export interface Plan {
  readonly rows: readonly Row[];
  readonly omissions: readonly Omission[];
}

const floors: readonly CaseName[] = ["empty", "empty-map"];
const ofManyResources: readonly CaseName[] = ["single", "empty", "hand-written"];
const largestOfManyResources = 2_000;
const fromWithoutCheckpoints: Readonly<Partial<Record<CaseName, number>>> = {
  single: 2_000,
  empty: 2_000,
  // Each has five times the bytes in the state, all of which are written twice for each step.
  "hand-written": 500,
};

/**
 * Decides what is measured. The cases of one size follow each other, so that a disturbance of the machine hits all of
 * them; the floors call no service, so they are measured once for all latencies.
 */
export function planOf(selection: Selection): Plan {
  const rows: Row[] = [];
  const omissions = new Map<string, Omission>();
  const latencies = [...selection.latencies].sort((one, other) => one - other);
  for (const size of [...selection.sizes].sort((one, other) => one - other)) {
    for (const latency of latencies) {
      for (const name of selection.cases) {
        if (floors.includes(name) && latency !== latencies[0]) continue;
        const omission = omissionOf(name, size, latency, selection.byHand);
        if (omission === undefined) rows.push(...rowsOf(name, size, latency, selection));
        else omissions.set(omission.what, omission);
      }
    }
  }
  for (const name of selection.cases.filter(doesWithoutPulumi)) omissions.set(name, withoutState(name));
  if (rows.some((row) => row.operations === shortened)) omissions.set("checkpoints", shortenedRows);
  return { rows, omissions: [...omissions.values()] };
}

function withoutState(name: CaseName): Omission {
  return {
    what: `${titlesOfOmissions[name]} without change`,
    reason: "there is no state to compare with, so there is nothing to do",
  };
}

const shortened: readonly Operation[] = ["create", "no change"];
const shortenedRows: Omission = {
  what: "Refresh, change and destroy of 500 single and empty resources with checkpoints",
  reason: "the engine's checkpoints alone take more than a minute of each; they are measured without them",
};

function rowsOf(name: CaseName, size: number, latency: number, selection: Selection): Row[] {
  const checkpoints = size < (fromWithoutCheckpoints[name] ?? Infinity);
  const isRival = name === "single" || name === "empty";
  const row: Row = {
    case: name,
    size,
    latencyMilliseconds: floors.includes(name) ? 0 : latency,
    checkpoints,
    operations:
      isRival && checkpoints && size >= 500 && !selection.byHand ? shortened : operationsOf(name, selection),
  };
  // Where the hand-written form does without checkpoints, the others are needed in this way, too, to compare.
  const alsoWithout =
    checkpoints &&
    isRival &&
    selection.cases.includes("hand-written") &&
    size >= (fromWithoutCheckpoints["hand-written"] ?? Infinity) &&
    (name === "empty" || omissionOf("hand-written", size, latency, selection.byHand) === undefined);
  return alsoWithout
    ? [row, { ...row, checkpoints: false, operations: operationsOf(name, selection) }]
    : [row];
}

function operationsOf(name: CaseName, { operations: wanted }: Selection): readonly Operation[] {
  return doesWithoutPulumi(name) ? wanted.filter((operation) => operation !== "no change") : wanted;
}

const betweenLatency = 5;
const longestOfScript = 6_000;

function omissionOf(name: CaseName, size: number, latency: number, byHand: boolean): Omission | undefined {
  const text = size.toLocaleString("en");
  if (ofManyResources.includes(name) && size > largestOfManyResources) {
    return {
      what: `${text} single resources`,
      reason:
        "the engine's cost grows with the square of their number; this size is what the bulk form is for",
    };
  }
  if (byHand) return undefined;
  if (name === "calls" && latency > 0) {
    return {
      what: `The calls alone at ${latency} ms`,
      reason: "they take n x latency / 16",
    };
  }
  if (name === "script" && size * latency > longestOfScript) {
    const seconds = ((size * latency) / 1000).toLocaleString("en");
    return {
      what: `A script of ${text} calls at ${latency} ms`,
      reason: `it makes one call after another, so the latency alone takes ${seconds} s for each operation`,
    };
  }
  // Full at the smallest size; beyond it, the middle latency is shown by the bulk form of one size.
  const middle = name === "bulk" ? 500 : 100;
  if (latency === betweenLatency && name !== "script" && size >= 100 && size !== middle) {
    return {
      what: `${titlesOfOmissions[name]} of ${text} at 5 ms`,
      reason: "it lies between 0 and 50 ms, which are measured",
    };
  }
  if (name === "single" && size >= 2_000 && latency > 0) {
    return {
      what: `${text} single resources at ${latency} ms`,
      reason: "at this size the engine decides, not the service; 500 are measured at 50 ms",
    };
  }
  if (
    name === "hand-written" &&
    ((size >= 500 && latency === 0) || size >= 2_000 || latency === betweenLatency)
  ) {
    return {
      what: `${text} resources by hand at ${latency} ms`,
      reason: "they take longer than ours with the same engine; 100 and 500 are measured at 50 ms",
    };
  }
  return undefined;
}

const titlesOfOmissions: Readonly<Record<CaseName, string>> = {
  single: "Single resources",
  bulk: "The bulk form",
  empty: "Empty resources",
  "empty-map": "The empty map",
  "hand-written": "Resources by hand",
  script: "A script",
  calls: "The calls alone",
};
