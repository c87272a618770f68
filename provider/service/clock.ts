import { setTimeout as sleep } from "node:timers/promises";

/** A point in time of this process, in milliseconds; never goes back. */
export type Moment = number;

/** Time as the provider needs it; tests bring their own. */
export interface Clock {
  now(): Moment;
  sleep(milliseconds: number): Promise<void>;
}

/** The clock of the machine. */
export const machineClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => sleep(milliseconds),
};
