const capacity = 10;
const refillForSuccess = 0.5;

/**
 * What a client may spend on repetitions, so that an outage of the service is not answered with a flood: ten to begin
 * with, and one more for every two successes, never more than ten.
 */
export class RetryQuota {
  #left = capacity;

  /** Whether a repetition can be paid. */
  get left(): boolean {
    return this.#left >= 1;
  }

  /** Pays for a repetition. */
  spend(): void {
    this.#left -= 1;
  }

  /** Records a success. */
  refill(): void {
    this.#left = Math.min(capacity, this.#left + refillForSuccess);
  }
}
