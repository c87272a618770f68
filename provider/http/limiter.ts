import { Semaphore } from "async-mutex";
import { TokenBucket } from "limiter";
import type { Budget } from "./budget.js";
import type { Clock } from "./clock.js";
import {
  attemptBegun,
  attemptEnded,
  openWindow,
  placesOf,
  type ConcurrencyWindow,
  type LoadSign,
} from "./concurrency-window.js";
import { askedPause, loadSign } from "./load-sign.js";
import { ServicePause } from "./service-pause.js";
import type { Outcome } from "./transport.js";

/** What bounds the attempts. */
export interface LimiterSettings {
  /** Attempts under way at once, at most. */
  readonly maxConcurrency: number;
  /** Attempts started in a second, fractions allowed; no limit when undefined. */
  readonly requestsPerSecond: number | undefined;
  readonly clock: Clock;
  /** Aborted when the client is closed: then nobody waits any longer. */
  readonly closed: AbortSignal;
}

/** What the limiter has to know of an attempt. */
export interface Turn {
  /** The time of its call, which bounds how long it heeds a pause. */
  readonly budget: Budget;
  /** Whether its call was sent before: then it goes ahead of new calls, since its time is running. */
  readonly repeated: boolean;
}

/**
 * Holds back attempts: so many at once as the service copes with, evenly so many a second, and none while an overloaded
 * service asks everyone to wait. Logins and repetitions count like all others.
 */
export class Limiter {
  readonly #places: Semaphore;
  readonly #pause: ServicePause;
  readonly #pace: TokenBucket | undefined;
  #window: ConcurrencyWindow;

  constructor({ maxConcurrency, requestsPerSecond, clock, closed }: LimiterSettings) {
    this.#window = openWindow(maxConcurrency);
    this.#places = new Semaphore(placesOf(this.#window));
    this.#pause = new ServicePause(clock, closed);
    if (requestsPerSecond !== undefined) {
      this.#pace = new TokenBucket({
        bucketSize: 1,
        tokensPerInterval: requestsPerSecond,
        interval: "second",
      });
      // A full bucket, so that the first request of a run does not wait.
      this.#pace.content = 1;
    }
  }

  /** How many attempts may be under way at once by now. */
  get places(): number {
    return placesOf(this.#window);
  }

  /** Runs an attempt when its turn has come. */
  async run(turn: Turn, attempt: () => Promise<Outcome>): Promise<Outcome> {
    for (;;) {
      // Without a place; one that is held already is given back when a pause begins.
      await this.#pause.over(turn.budget);
      const [, release] = await this.#places.acquire(1, turn.repeated ? 1 : 0);
      try {
        if (await this.#isDue(turn)) {
          return await this.#observe(turn, attempt);
        }
      } finally {
        release();
      }
    }
  }

  async #isDue({ budget }: Turn): Promise<boolean> {
    if (this.#pause.concerns(budget)) {
      return false;
    }
    await this.#pace?.removeTokens(1);
    return !this.#pause.concerns(budget);
  }

  async #observe({ budget }: Turn, attempt: () => Promise<Outcome>): Promise<Outcome> {
    this.#window = attemptBegun(this.#window);
    const number = this.#window.begun;
    let sign: LoadSign = "none";
    try {
      // A call whose time ran out in the queue is not sent, and its end says nothing about the service.
      const isSent = budget.remaining > 0;
      const outcome = await attempt();
      sign = isSent ? loadSign(outcome) : "none";
      this.#heed(outcome, sign, budget);
      return outcome;
    } finally {
      this.#adjust(attemptEnded(this.#window, number, sign));
    }
  }

  #heed(outcome: Outcome, sign: LoadSign, budget: Budget): void {
    const asked = askedPause(outcome);
    if (asked !== undefined) {
      this.#pause.begin(asked, budget);
    } else if (sign === "answered") {
      this.#pause.answered();
    }
  }

  #adjust(window: ConcurrencyWindow): void {
    const more = placesOf(window) - this.places;
    this.#window = window;
    if (more !== 0) {
      // Below 0 when more are under way than there are places now: as they end, theirs are not given out again.
      this.#places.setValue(this.#places.getValue() + more);
    }
  }
}
