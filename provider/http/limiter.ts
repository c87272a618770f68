import { Semaphore } from "async-mutex";
import { TokenBucket } from "limiter";

/** Holds back attempts: so many at once, and evenly so many a second. Logins and repetitions count. */
export class Limiter {
  readonly #slots: Semaphore;
  readonly #pace: TokenBucket | undefined;

  /**
   * @param maxConcurrency attempts under way at once
   * @param requestsPerSecond attempts started in a second, fractions allowed; no limit when undefined
   */
  constructor(maxConcurrency: number, requestsPerSecond: number | undefined) {
    this.#slots = new Semaphore(maxConcurrency);
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

  /** Runs an attempt when its turn has come. */
  run<Result>(attempt: () => Promise<Result>): Promise<Result> {
    return this.#slots.runExclusive(async () => {
      await this.#pace?.removeTokens(1);
      return attempt();
    });
  }
}
