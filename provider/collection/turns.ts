import { Semaphore } from "async-mutex";
import { NotAttemptedError } from "../errors.js";
import { NotFoundError, RequestRejectedError, ServiceCallError } from "../http/errors.js";
import type { Turns } from "../service/settled-write.js";

/** After how many failures in a row, all of the service and not of one object, the rest is not attempted. */
const failuresInARow = 32;

/**
 * The turns of the writes of a collection. At most so many are sent at once; looks wait until every write that can be
 * sent has been, so that one list serves them all; and when the service fails for one object after the other, those that
 * were not sent yet are given up.
 */
export class CollectionTurns implements Turns {
  private readonly places: Semaphore;
  private waiting: (() => void)[] = [];
  private busy = 0;
  private failures = 0;

  /** @param atOnce how many writes are sent at once */
  constructor(atOnce: number) {
    this.places = new Semaphore(atOnce);
  }

  /** Runs the work on one object, whose writes take turns with those of the others. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    this.busy += 1;
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  get givenUp(): boolean {
    return this.failures >= failuresInARow;
  }

  send<Reply>(send: () => Promise<Reply>, sending: number): Promise<Reply> {
    return this.places.runExclusive(async () => {
      // Only a write that was never sent can be said not to have been attempted.
      if (sending === 1 && this.givenUp) {
        throw new NotAttemptedError(failuresInARow);
      }
      try {
        const reply = await send();
        this.failures = 0;
        return reply;
      } catch (error) {
        this.failures = isOfTheService(error) ? this.failures + 1 : 0;
        throw error;
      }
    });
  }

  look(): Promise<void> {
    const turn = new Promise<void>((resolve) => this.waiting.push(resolve));
    this.leave();
    return turn;
  }

  private leave(): void {
    this.busy -= 1;
    if (this.busy === 0) {
      const { waiting } = this;
      this.waiting = [];
      this.busy = waiting.length;
      waiting.forEach((resume) => resume());
    }
  }
}

/** Whether the failure says nothing about the one object that it came for. */
function isOfTheService(error: unknown): boolean {
  return (
    error instanceof ServiceCallError &&
    !(error instanceof RequestRejectedError || error instanceof NotFoundError)
  );
}
