import type { CaseName, Figures, Measurement, Operation, Row } from "../../bench/measurement.js";

/** A row as the plan makes it, with all operations unless told otherwise. */
export function row(name: CaseName, size: number, latencyMilliseconds = 0, more: Partial<Row> = {}): Row {
  const operations = ["create", "no change", "refresh", "change", "destroy"] as const;
  return { case: name, size, latencyMilliseconds, checkpoints: true, operations, ...more };
}

/** What one operation of a round cost. */
export function measured(of: Row, operation: Operation, figures: Partial<Figures>, round = 1): Measurement {
  const all = { wallSeconds: 1, apiCalls: 0, logins: 0, connections: 0, ...figures };
  return { row: of, round, operation, outcome: { figures: all } };
}
