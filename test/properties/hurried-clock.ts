import type { ClientClock, Moment } from "../../provider/http/clock.js";

/** A clock that skips every wait: what sleeps side by side wakes in the right order, at once. */
export class HurriedClock implements ClientClock {
  private skipped = 0;

  now(): Moment {
    return performance.now() + this.skipped;
  }

  async sleep(milliseconds: number): Promise<void> {
    const wakesAt = this.now() + milliseconds;
    // Lets everything that can happen at this moment happen first.
    await new Promise((resolve) => setImmediate(resolve));
    this.skipped += Math.max(0, wakesAt - this.now());
  }

  random(): number {
    return 0.5;
  }
}
