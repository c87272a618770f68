import { NotFoundError, RequestRejectedError } from "../http/errors.js";
import type { Moment } from "../http/clock.js";
import type { Service } from "../service/service.js";
import { alone, settle, type Turns } from "../service/settled-write.js";
import { seenOr } from "./outcome.js";

/** How one object is removed. */
export interface Removal {
  /** Sends the removal once. */
  readonly send: () => Promise<void>;
  /** Whether the object is gone at `moment` or later. */
  readonly isGone: (moment: Moment) => Promise<boolean>;
}

/**
 * Removes an object that may be gone already: the service refuses to remove what is gone, so a refusal is followed by a
 * look, which alone proves it.
 * @throws ServiceCallError when the object is still there.
 */
export async function removeObject(
  { clock }: Service,
  { send, isGone }: Removal,
  turns: Turns = alone,
): Promise<void> {
  const look = async (moment: Moment) => ((await isGone(moment)) ? true : undefined);
  try {
    seenOr(await settle({ repeatable: true, send, proof: () => true, look }, clock, turns), () => true);
  } catch (error) {
    const refused = error instanceof RequestRejectedError || error instanceof NotFoundError;
    if (!refused || !(await isGone(clock.now()))) {
      throw error;
    }
  }
}
