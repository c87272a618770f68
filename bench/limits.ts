import { figuresOf, type Figures, type Measurement, type Operation, type Row } from "./measurement.js";
import { spreadOf, type Spread } from "./statistics.js";

/** A limit of the design and what was measured. */
export interface LimitResult {
  readonly what: string;
  readonly limit: string;
  readonly measured: string;
  readonly verdict: "kept" | "MISSED" | "not measured";
}

/** What the limits on time depend on. */
export interface Concurrency {
  /** How many steps the engine takes at once: 4 for each core. */
  readonly engine: number;
  /** How many calls the provider has under way at once. */
  readonly provider: number;
}

/** Judges a value by its limit. */
export function judge(
  what: string,
  limit: string,
  value: number | undefined,
  atMost: number,
  show: (value: number) => string = String,
): LimitResult {
  if (value === undefined) return { what, limit, measured: "", verdict: "not measured" };
  return { what, limit, measured: show(value), verdict: value <= atMost ? "kept" : "MISSED" };
}

/** The ratio of ours to the floor, of one operation in each round that has both. */
export function ratiosOf(
  measurements: readonly Measurement[],
  ours: Row,
  floor: Row,
  operation: Operation,
  ratio: (ours: Figures, floor: Figures) => number = (one, other) => one.wallSeconds / other.wallSeconds,
): Spread | undefined {
  const of = (row: Row) => measurements.filter((each) => each.row === row && each.operation === operation);
  return spreadOf(
    of(ours).flatMap((mine) => {
      const theirs = of(floor).filter(({ round }) => round === mine.round);
      const [[one], [other]] = [figuresOf([mine]), figuresOf(theirs)];
      return one === undefined || other === undefined ? [] : [ratio(one, other)];
    }),
  );
}

/** The limits on what the bench measures in rounds. Calls are judged by the worst round, times by the median of ratios. */
export function judgeMeasurements(
  measurements: readonly Measurement[],
  concurrency: Concurrency,
): LimitResult[] {
  return [
    ...callLimits(measurements),
    ...singleLimits(measurements, concurrency),
    ...bulkLimits(measurements, concurrency),
  ];
}

function callLimits(measurements: readonly Measurement[]): LimitResult[] {
  return (["single", "bulk"] as const).flatMap((name) => {
    const form = name === "single" ? "n resources" : "one resource";
    const own = measurements.filter(({ row }) => row.case === name);
    const worst = (operation: Operation | undefined, value: (figures: Figures, row: Row) => number) =>
      spreadOf(
        own
          .filter((each) => operation === undefined || each.operation === operation)
          .flatMap((each) => figuresOf([each]).map((figures) => value(figures, each.row))),
      )?.maximum;
    return [
      judge(
        `API calls of \`up\` that creates n assignments, ${form}`,
        "n POST + 3",
        worst("create", ({ apiCalls }, { size }) => apiCalls - size),
        3,
        (more) => `n + ${more}`,
      ),
      judge(
        `API calls and logins of \`up\` without changes, ${form}`,
        "0",
        worst("no change", ({ apiCalls, logins }) => apiCalls + logins),
        0,
      ),
      judge(
        `API calls of \`refresh\`, ${form}`,
        "1",
        worst("refresh", ({ apiCalls }) => apiCalls),
        1,
      ),
      judge(
        `Logins in a run, ${form}`,
        "1",
        worst(undefined, ({ logins }) => logins),
        1,
      ),
    ];
  });
}

const singleLimit = 1.15;

function singleLimits(measurements: readonly Measurement[], { engine }: Concurrency): LimitResult[] {
  const rows = rowsOf(measurements).filter(({ size, checkpoints }) => size === 500 && checkpoints);
  const floor = rows.find((row) => row.case === "empty");
  const ours = (latency: number) =>
    rows.find((row) => row.case === "single" && row.latencyMilliseconds === latency);
  const [plain, slow] = [ours(0), ours(50)];
  const beyond = (one: Figures, other: Figures) =>
    (one.wallSeconds - other.wallSeconds) / ((500 * 0.05) / engine);
  return [
    judge(
      "Wall time of `up`, 500 resources at 0 ms, against 500 empty ones",
      `${singleLimit} x`,
      plain && floor && ratiosOf(measurements, plain, floor, "create")?.median,
      singleLimit,
      times,
    ),
    judge(
      `What \`up\` of 500 resources takes beyond 500 empty ones at 50 ms, against n x latency / ${engine}`,
      `${singleLimit} x`,
      slow && floor && ratiosOf(measurements, slow, floor, "create", beyond)?.median,
      singleLimit,
      times,
    ),
  ];
}

const bulkLimit = 1.2;

function bulkLimits(measurements: readonly Measurement[], { provider }: Concurrency): LimitResult[] {
  const rows = rowsOf(measurements);
  return (["create", "no change", "refresh", "destroy"] as const).map((operation) => {
    const callsEach = operation === "no change" ? 0 : 1;
    const judged = rows
      .filter((row) => row.case === "bulk")
      .flatMap((ours) => {
        const floor = rows.find((row) => row.case === "empty-map" && row.size === ours.size);
        const service = (callsEach * ours.size * ours.latencyMilliseconds) / 1000 / provider;
        const ratio = (one: Figures, other: Figures) => one.wallSeconds / (other.wallSeconds + service);
        const median = floor && ratiosOf(measurements, ours, floor, operation, ratio)?.median;
        return median === undefined ? [] : [{ ours, median }];
      });
    const worst = judged.sort((one, other) => other.median - one.median)[0];
    const kept = judged.filter(({ median }) => median <= bulkLimit).length;
    const place =
      worst &&
      ` (n = ${worst.ours.size}, ${worst.ours.latencyMilliseconds} ms), kept in ${kept} of ${judged.length} places`;
    const beyond = callsEach === 0 ? "" : ` + n x latency / ${provider}`;
    return judge(
      `Wall time of \`${operation}\` of the bulk form, against the empty map${beyond}`,
      `${bulkLimit} x`,
      worst?.median,
      bulkLimit,
      (value) => `${times(value)}${place ?? ""}`,
    );
  });
}

/** The rows that were measured, in the order of their first measurement. */
export function rowsOf(measurements: readonly Measurement[]): Row[] {
  return [...new Set(measurements.map(({ row }) => row))];
}

function times(value: number): string {
  return `${value.toFixed(2)} x`;
}
