import type { Measurement, Operation, Row } from "./measurement.js";
import type { Omission } from "./plan.js";
import type { Progress } from "./progress.js";
import type { SimulatorProcess } from "./simulator-process.js";
import { measureRow } from "./stack-row.js";
import { TimeBudget } from "./time-budget.js";

/** What the parts of a bench run share. */
export class Bench {
  readonly measurements: Measurement[] = [];
  /** What the time did not suffice for. */
  readonly skipped: Omission[] = [];
  private step = 0;
  private steps = 0;

  /**
   * @param minutes how long the whole run may take
   * @param signal ends the run; what is under way is then broken off
   */
  constructor(
    readonly simulator: SimulatorProcess,
    readonly progress: Progress,
    readonly signal: AbortSignal,
    private readonly minutes: number,
  ) {}

  /**
   * Measures all rows in each round, as far as the time suffices.
   * @param ended when the run has to be over, as a number of milliseconds of `performance.now()`
   * @param afterEach is called whenever a row is complete
   * @throws the reason of the signal when it has aborted
   */
  async play(rows: readonly Row[], rounds: number, ended: number, afterEach: () => void): Promise<void> {
    this.steps = rounds * rows.reduce((sum, row) => sum + row.operations.length, 0);
    const budget = new TimeBudget<Row>(ended);
    for (let round = 1; round <= rounds; round += 1) {
      for (const row of orderOf(rows, round)) {
        this.signal.throwIfAborted();
        if (!budget.sufficesFor(row, performance.now())) {
          this.skip(row, round);
          continue;
        }
        const started = performance.now();
        await measureRow(this, row, round);
        budget.took(row, performance.now() - started);
        afterEach();
      }
    }
  }

  record(measurement: Measurement): void {
    this.measurements.push(measurement);
    const { outcome } = measurement;
    if ("failure" in outcome) this.progress.say(`  FAILED: ${outcome.failure}`);
  }

  /** Shows an operation while it is measured. */
  during<Result>(
    row: Row,
    round: number,
    operation: Operation,
    work: () => Promise<Result>,
  ): Promise<Result> {
    this.step += 1;
    const title = `[${this.step} of ${this.steps}] round ${round}: ${titleOf(row)}: ${operation}`;
    return this.progress.during(title, work);
  }

  private skip(row: Row, round: number): void {
    this.step += row.operations.length;
    const what = `Round ${round} of ${titleOf(row)}`;
    this.progress.say(`${what} is left out: the time does not suffice.`);
    this.skipped.push({ what, reason: `the ${this.minutes} minutes of the run were used up (--minutes)` });
  }
}

function titleOf(row: Row): string {
  const engine = row.checkpoints ? "" : ", without checkpoints";
  return `${row.case}, n = ${row.size}, ${row.latencyMilliseconds} ms${engine}`;
}

/** Every other round goes backwards, so that no case always has the quiet or the busy end of a round. */
export function orderOf(rows: readonly Row[], round: number): readonly Row[] {
  return round % 2 === 1 ? rows : [...rows].reverse();
}
