import type { Clock } from "./clock.js";

/** The time that one call has in all. It begins to run with the first attempt, not while queueing for a turn. */
export class Budget {
  readonly milliseconds: number;
  readonly #clock: Clock;
  #begun: number | undefined;

  constructor(clock: Clock, seconds: number) {
    this.#clock = clock;
    this.milliseconds = seconds * 1000;
  }

  /** Lets the time run; later calls change nothing. */
  begin(): void {
    this.#begun ??= this.#clock.now();
  }

  /** Milliseconds since the time began to run. */
  get elapsed(): number {
    return this.#begun === undefined ? 0 : this.#clock.now() - this.#begun;
  }

  /** Milliseconds left; never below 0. */
  get remaining(): number {
    return Math.max(0, this.milliseconds - this.elapsed);
  }
}
