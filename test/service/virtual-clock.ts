import type { Clock, Moment } from "../../provider/http/clock.js";

interface Sleeper {
  readonly wakesAt: Moment;
  wake(): void;
}

/** A clock that a test moves: time passes only when everything that can happen at this moment has happened. */
export class VirtualClock implements Clock {
  /** Every sleep that was asked for, in milliseconds. */
  readonly sleeps: number[] = [];
  private time = 1_000_000;
  private sleepers: Sleeper[] = [];

  now(): Moment {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(milliseconds);
    return new Promise((wake, reject) => {
      const breakOff = () => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        reject(new Error("The sleep was broken off."));
      };
      const sleeper = {
        wakesAt: this.time + milliseconds,
        wake: () => {
          signal?.removeEventListener("abort", breakOff);
          wake();
        },
      };
      this.sleepers.push(sleeper);
      signal?.addEventListener("abort", breakOff);
    });
  }

  /** Lets time pass until the promise is settled. */
  async until<Value>(promise: Promise<Value>): Promise<Value> {
    const state = { settled: false };
    const settle = () => {
      state.settled = true;
    };
    promise.then(settle, settle);
    for (;;) {
      await everythingPossible();
      if (state.settled) {
        return promise;
      }
      this.wakeNext(Infinity);
    }
  }

  /** Lets this much time pass. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    await everythingPossible();
    while (this.sleepers.some(({ wakesAt }) => wakesAt <= end)) {
      this.wakeNext(end);
      await everythingPossible();
    }
    this.time = end;
  }

  private wakeNext(end: Moment): void {
    const [next] = this.sleepers.toSorted((one, other) => one.wakesAt - other.wakesAt);
    if (next === undefined || next.wakesAt > end) {
      throw new Error("Nothing is left that could settle the promise: it waits for ever.");
    }
    this.sleepers = this.sleepers.filter((sleeper) => sleeper !== next);
    this.time = Math.max(this.time, next.wakesAt);
    next.wake();
  }
}

/** Runs every pending continuation that needs no time. */
export async function everythingPossible(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
