import { NoAnswerError } from "../errors.js";
import { ServiceCallError, TimeoutError } from "../http/errors.js";
import type { Clock, Moment } from "../http/clock.js";

/** A write whose answer may say nothing or may be lost. */
export interface Write<Reply, Seen> {
  /** Whether it does no harm when the write takes effect twice, as with a change or a removal by id. */
  readonly repeatable: boolean;
  /** Sends the write once. */
  send(): Promise<Reply>;
  /** What the reply alone proves; `undefined` when the service has to be looked at. */
  proof(reply: Reply): Seen | undefined;
  /** Looks at the service as it is after `moment`; `undefined` when the effect is not there. */
  look(moment: Moment): Promise<Seen | undefined>;
}

/**
 * How a write ended:
 * - `done`: its effect was seen;
 * - `accepted`: the service took it, but the effect did not show in the time given;
 * - `undecided`: the answer was lost and the effect did not show; it may still come.
 */
export type Outcome<Seen> =
  | { readonly kind: "done"; readonly seen: Seen }
  | { readonly kind: "accepted" }
  | { readonly kind: "undecided"; readonly cause: ServiceCallError | NoAnswerError };

/** How a write takes its turn when it is one of many. */
export interface Turns {
  /**
   * Sends when the turn has come.
   * @param sending how often the write has been sent with this one
   */
  send<Reply>(send: () => Promise<Reply>, sending: number): Promise<Reply>;
  /** Resolves when it is time to look. */
  look(): Promise<void>;
  /** Whether the service is given up for now, so that nothing is sent again. */
  readonly givenUp: boolean;
}

/** A write on its own waits for nobody. */
export const alone: Turns = { send: (send) => send(), look: () => Promise.resolve(), givenUp: false };

/** Waits before each look where the effect may show late. */
const patientWaits = [0, 250, 500, 1_000, 2_000, 4_000];
/** Waits before each look at what may as well be sent again. */
const briefWaits = [0, 500];
/** How often a write is sent at most. */
const sendings = 3;
const gatewayTimeout = 504;

/**
 * Sends a write and sees to it that it takes effect exactly once: after a lost answer the service is looked at before
 * anything else, and the write is sent again only when its effect is not there. After a time-out, also of a gateway, a
 * write that is not repeatable is not sent again, because the first one may still be under way.
 * @throws ServiceCallError when the service refused the write or could not be reached: there was no effect.
 */
export async function settle<Reply, Seen>(
  write: Write<Reply, Seen>,
  clock: Clock,
  turns: Turns = alone,
): Promise<Outcome<Seen>> {
  for (let sending = 1; ; sending += 1) {
    let reply: Reply;
    try {
      reply = await turns.send(() => write.send(), sending);
    } catch (error) {
      if (!(error instanceof ServiceCallError)) {
        throw error;
      }
      const outcome = await afterFailure(write, error, sending, { clock, turns });
      if (outcome === undefined) {
        continue;
      }
      return outcome;
    }
    const seen = write.proof(reply);
    return seen === undefined ? await look(write, patientWaits, { clock, turns }) : { kind: "done", seen };
  }
}

interface Pace {
  readonly clock: Clock;
  readonly turns: Turns;
}

/** `undefined`: the write did not happen and may be sent again. */
async function afterFailure<Reply, Seen>(
  write: Write<Reply, Seen>,
  error: ServiceCallError,
  sending: number,
  how: Pace,
): Promise<Outcome<Seen> | undefined> {
  const refused = error.effect === "none";
  if (refused && sending === 1) {
    throw error;
  }
  const outcome = await look(write, write.repeatable ? briefWaits : patientWaits, how);
  if (outcome.kind !== "accepted") {
    return outcome;
  }
  if (refused) {
    // The repeated write had no effect, and the lost one before it shows none either.
    throw error;
  }
  const mayStillCome =
    !write.repeatable && (error instanceof TimeoutError || error.status === gatewayTimeout);
  return mayStillCome || sending === sendings || how.turns.givenUp
    ? { kind: "undecided", cause: error }
    : undefined;
}

async function look<Reply, Seen>(
  write: Write<Reply, Seen>,
  waits: readonly number[],
  { clock, turns }: Pace,
): Promise<Outcome<Seen>> {
  for (const wait of waits) {
    if (wait > 0) {
      await clock.sleep(wait);
    }
    await turns.look();
    try {
      const seen = await write.look(clock.now());
      if (seen !== undefined) {
        return { kind: "done", seen };
      }
    } catch (error) {
      if (error instanceof ServiceCallError || error instanceof NoAnswerError) {
        return { kind: "undecided", cause: error };
      }
      throw error;
    }
  }
  return { kind: "accepted" };
}
