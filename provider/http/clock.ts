import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";

/** A point in time of this process, in milliseconds; never goes back. */
export type Moment = number;

/** Time as the provider needs it; tests bring their own. */
export interface Clock {
  /** Immune to changes of the wall clock. */
  now(): Moment;
  /** Waits; rejects when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Time and chance, as the client uses them. */
export interface ClientClock extends Clock {
  /** A number from 0 (included) to 1 (excluded). */
  random(): number;
}

/** The clock of the machine. */
export const machineClock: ClientClock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
  random: () => Math.random(),
};
