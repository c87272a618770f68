import type { Budget } from "./budget.js";
import type { Clock, Moment } from "./clock.js";
import { sleepUnlessClosed } from "./interruptible-sleep.js";

/**
 * The wait that an overloaded service asked for. It holds for every request that is not sent yet: the service counts
 * all of them together, and would only refuse one more.
 */
export class ServicePause {
  readonly #clock: Clock;
  readonly #closed: AbortSignal;
  #until: Moment = -Infinity;
  /** When the first of the pauses began that came without an answer in between. */
  #unansweredSince: Moment | undefined;
  #sleep: Promise<void> | undefined;

  /** @param closed ends every wait when it is aborted */
  constructor(clock: Clock, closed: AbortSignal) {
    this.#clock = clock;
    this.#closed = closed;
  }

  /** Begins a pause, or makes it longer. One that goes beyond the time of a whole call is for nobody to wait out. */
  begin(milliseconds: number, budget: Budget): void {
    if (milliseconds < budget.milliseconds) {
      const now = this.#clock.now();
      this.#unansweredSince ??= now;
      this.#until = Math.max(this.#until, now + milliseconds);
    }
  }

  /** Records that the service does answer. */
  answered(): void {
    this.#unansweredSince = undefined;
  }

  /**
   * Whether a call has to wait now. Not when the pause is longer than its time, or the service has only asked for pauses
   * for as long as a whole call may take: then it goes, and hears for itself what the service has to say.
   */
  concerns(budget: Budget): boolean {
    const left = this.#until - this.#clock.now();
    const unanswered = this.#until - (this.#unansweredSince ?? this.#until);
    return left > 0 && left < budget.remaining && unanswered < budget.milliseconds && !this.#closed.aborted;
  }

  /** Returns when the pause does not concern the call, or no longer. */
  async over(budget: Budget): Promise<void> {
    while (this.concerns(budget)) {
      // One timer for all who wait.
      this.#sleep ??= this.#sleepToTheEnd();
      await this.#sleep;
    }
  }

  async #sleepToTheEnd(): Promise<void> {
    await sleepUnlessClosed(this.#clock, this.#until - this.#clock.now(), this.#closed);
    this.#sleep = undefined;
  }
}
