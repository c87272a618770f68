import type { ClientClock, Moment } from "../../provider/http/clock.js";

/** So little that no wait and no time limit feels it, and exact in binary. */
const tick = 2 ** -10;

/** A clock that skips every wait: it goes forward by waiting, and by a tick at each look at it. */
export class TickingClock implements ClientClock {
  /** Every wait that was asked for, in milliseconds. */
  readonly waits: number[] = [];
  private time = 1_000_000;

  now(): Moment {
    this.time += tick;
    return this.time;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.waits.push(milliseconds);
    // Lets everything that can happen at this moment happen first.
    await new Promise((resolve) => setImmediate(resolve));
    this.time += milliseconds;
  }

  random(): number {
    return 0.5;
  }
}
