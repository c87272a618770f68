import { ServiceCallError, TimeoutError } from "../http/errors.js";
import type { Clock, Moment } from "./clock.js";

/** A write whose answer may say nothing or may be lost. */
export interface Write<Reply, Seen> {
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
  | { readonly kind: "undecided"; readonly cause: ServiceCallError };

/** Waits before each look after an answer that proves nothing: the service may show a write late. */
const waitsForEffect = [0, 250, 500, 1_000, 2_000, 4_000];
/** Waits before each look after a connection broke or the service failed: the effect shows at once or never. */
const waitsAfterLoss = [0, 500];
/** How often a write is sent at most. */
const sendings = 3;

/**
 * Sends a write and sees to it that it takes effect exactly once: after a lost answer the service is looked at before
 * anything else, and the write is sent again only when its effect is not there. After a time-out it is not sent again,
 * because the first one may still be under way.
 * @throws ServiceCallError when the service refused the write or could not be reached: there was no effect.
 */
export async function settle<Reply, Seen>(write: Write<Reply, Seen>, clock: Clock): Promise<Outcome<Seen>> {
  for (let sending = 1; ; sending += 1) {
    let reply: Reply;
    try {
      reply = await write.send();
    } catch (error) {
      const outcome = await afterFailure(write, error, sending, clock);
      if (outcome === undefined) {
        continue;
      }
      return outcome;
    }
    const seen = write.proof(reply);
    return seen === undefined ? await look(write, waitsForEffect, clock) : { kind: "done", seen };
  }
}

/** `undefined`: the write did not happen and may be sent again. */
async function afterFailure<Reply, Seen>(
  write: Write<Reply, Seen>,
  error: unknown,
  sending: number,
  clock: Clock,
): Promise<Outcome<Seen> | undefined> {
  if (!(error instanceof ServiceCallError)) {
    throw error;
  }
  if (error.effect === "none") {
    // A refusal of a repeated write can mean that the lost one took effect after all.
    const outcome = sending > 1 ? await look(write, [0], clock) : undefined;
    if (outcome?.kind === "done") {
      return outcome;
    }
    throw error;
  }
  const timedOut = error instanceof TimeoutError;
  const outcome = await look(write, timedOut ? waitsForEffect : waitsAfterLoss, clock);
  if (outcome.kind !== "accepted") {
    return outcome;
  }
  return timedOut || sending === sendings ? { kind: "undecided", cause: error } : undefined;
}

async function look<Reply, Seen>(
  write: Write<Reply, Seen>,
  waits: readonly number[],
  clock: Clock,
): Promise<Outcome<Seen>> {
  for (const wait of waits) {
    if (wait > 0) {
      await clock.sleep(wait);
    }
    try {
      const seen = await write.look(clock.now());
      if (seen !== undefined) {
        return { kind: "done", seen };
      }
    } catch (error) {
      if (error instanceof ServiceCallError) {
        return { kind: "undecided", cause: error };
      }
      throw error;
    }
  }
  return { kind: "accepted" };
}
