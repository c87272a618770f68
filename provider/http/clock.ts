import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";

/** Time, waiting and chance, as the client uses them. */
export interface Clock {
  /** Milliseconds on a clock that never jumps. */
  now(): number;
  /** Waits; rejects when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** A number from 0 (included) to 1 (excluded). */
  random(): number;
}

/** The machine's own clock; immune to changes of the wall clock. */
export const machineClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
  random: () => Math.random(),
};
