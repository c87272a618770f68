/** What is measured, in the order in which it is done. */
export const operations = ["create", "no change", "refresh", "change", "destroy"] as const;
/** One operation on all n objects. */
export type Operation = (typeof operations)[number];

/** The things that are compared; what each is stands in `caseTitles`. */
export const caseNames = ["single", "bulk", "empty", "empty-map", "hand-written", "script", "calls"] as const;
/** One of the things that are compared. */
export type CaseName = (typeof caseNames)[number];

/** How the tables name the cases. */
export const caseTitles: Readonly<Record<CaseName, string>> = {
  single: "ours, n resources (`UserDestination`)",
  bulk: "ours, one resource (`UserDestinations`)",
  empty: "floor: n empty resources",
  "empty-map": "floor: one empty resource with the map",
  "hand-written": "by hand: n `pulumi.dynamic.Resource`",
  script: "a script, one call after another",
  calls: "the calls alone, 16 at once, by `node:http`",
};

/** Whether a case is a program of its own, which has no state. */
export function doesWithoutPulumi(name: CaseName): boolean {
  return name === "script" || name === "calls";
}

/** One case at one size, played from its creation to its end in each round. */
export interface Row {
  readonly case: CaseName;
  /** How many assignments, for as many users. */
  readonly size: number;
  /** What the simulator waits before it answers a call. */
  readonly latencyMilliseconds: number;
  /** Whether the engine writes the whole state before and after each step, as it does unless told otherwise. */
  readonly checkpoints: boolean;
  readonly operations: readonly Operation[];
}

/** What one operation cost. */
export interface Figures {
  readonly wallSeconds: number;
  /** Without logins. */
  readonly apiCalls: number;
  readonly logins: number;
  /** Connections that carried at least one call. */
  readonly connections: number;
  /** Peak of the resident memory of the dynamic-provider host; absent where it is not measured. */
  readonly hostMemoryBytes?: number;
  /** `pulumi stack export` as compact JSON, after the creation. */
  readonly stateBytes?: number;
}

/** One operation of one round: what it cost, or why that is not known. */
export interface Measurement {
  readonly row: Row;
  /** Counted from 1. */
  readonly round: number;
  readonly operation: Operation;
  readonly outcome: { readonly figures: Figures } | { readonly failure: string };
}

/** The figures of the rounds that have some. */
export function figuresOf(measurements: readonly Measurement[]): Figures[] {
  return measurements.flatMap(({ outcome }) => ("figures" in outcome ? [outcome.figures] : []));
}
