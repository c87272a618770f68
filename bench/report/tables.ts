import { markdownTable } from "markdown-table";
import {
  caseTitles,
  figuresOf,
  operations,
  type CaseName,
  type Figures,
  type Measurement,
  type Operation,
  type Row,
} from "../measurement.js";
import { ratiosOf, rowsOf, type LimitResult } from "../limits.js";
import { spreadOf, type Spread } from "../statistics.js";

/** The limits, one in a line. */
export function limitsTable(results: readonly LimitResult[]): string {
  return table(
    ["limit", "at most", "measured", "verdict"],
    results.map(({ what, limit, measured, verdict }) => [what, limit, measured, verdict]),
    "lrrl",
  );
}

/** What one operation cost, one row in a line; the empty text when nothing was measured. */
export function costTable(measurements: readonly Measurement[], operation: Operation): string {
  const rows = rowsOf(measurements).filter((row) => row.operations.includes(operation));
  const lines = [...rows].sort(inOrder).map((row) => {
    const own = measurements.filter((each) => each.row === row && each.operation === operation);
    return [...placeOf(row), ...cellsOf(own)];
  });
  const head = ["seconds", "API calls", "logins", "connections", "host memory", "state"];
  return lines.length === 0 ? "" : table([...placeHead, ...head], lines, "lrrlrrrrrr");
}

const floorOf: Readonly<Partial<Record<CaseName, CaseName>>> = {
  single: "empty",
  "hand-written": "empty",
  bulk: "empty-map",
};

/** The time of each case against its floor in the same round; the empty text when there is nothing to compare. */
export function ratioTable(measurements: readonly Measurement[]): string {
  const rows = rowsOf(measurements);
  const lines = [...rows].sort(inOrder).flatMap((row) => {
    const floor = rows.find(
      (other) =>
        other.case === floorOf[row.case] && other.size === row.size && other.checkpoints === row.checkpoints,
    );
    if (floor === undefined) return [];
    const cells = operations.map((operation) =>
      spreadText(ratiosOf(measurements, row, floor, operation), (value) => value.toFixed(2)),
    );
    return cells.every((cell) => cell === "") ? [] : [[...placeOf(row), ...cells]];
  });
  return lines.length === 0 ? "" : table([...placeHead, ...operations], lines, "lrrlrrrrr");
}

const placeHead = ["case", "n", "ms", "engine"];

function placeOf(row: Row): string[] {
  const ofManyResources = row.case === "single" || row.case === "empty" || row.case === "hand-written";
  const floor = row.case === "empty" || row.case === "empty-map";
  return [
    caseTitles[row.case],
    row.size.toLocaleString("en"),
    floor ? "any" : String(row.latencyMilliseconds),
    ofManyResources && !row.checkpoints ? "no checkpoints" : "",
  ];
}

function inOrder(one: Row, other: Row): number {
  return (
    one.size - other.size ||
    Number(other.checkpoints) - Number(one.checkpoints) ||
    one.latencyMilliseconds - other.latencyMilliseconds
  );
}

function cellsOf(measurements: readonly Measurement[]): string[] {
  const figures = figuresOf(measurements);
  const failures = measurements.flatMap(({ outcome }) => ("failure" in outcome ? [outcome.failure] : []));
  const of = (value: (each: Figures) => number | undefined) =>
    spreadOf(figures.map(value).filter((each) => each !== undefined));
  const seconds = spreadText(
    of((each) => each.wallSeconds),
    (value) => value.toFixed(1),
  );
  return [
    [seconds, ...new Set(failures)].filter((text) => text !== "").join("; "),
    spreadText(
      of((each) => each.apiCalls),
      count,
    ),
    spreadText(
      of((each) => each.logins),
      count,
    ),
    spreadText(
      of((each) => each.connections),
      count,
    ),
    spreadText(
      of((each) => each.hostMemoryBytes),
      megabytes,
    ),
    spreadText(
      of((each) => each.stateBytes),
      bytesText,
    ),
  ];
}

/** Minimum, median and maximum; one value when they look the same; the empty text of none. */
export function spreadText(spread: Spread | undefined, show: (value: number) => string): string {
  if (spread === undefined) return "";
  const texts = [spread.minimum, spread.median, spread.maximum].map(show);
  return new Set(texts).size === 1 ? (texts[0] ?? "") : texts.join(" / ");
}

/** Bytes as MB of a million bytes. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

function bytesText(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;
}

function count(value: number): string {
  return value.toLocaleString("en");
}

function table(head: readonly string[], lines: readonly (readonly string[])[], align: string): string {
  const escaped = [head, ...lines].map((cells) =>
    cells.map((cell) => cell.replace(/\|/g, "\\|").replace(/\s+/g, " ")),
  );
  return markdownTable(escaped, { align: Array.from(align) });
}
