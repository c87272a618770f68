import { IncompleteError } from "./incomplete-error.js";
import type { Outcome } from "../service/settled-write.js";

/** What was seen; `otherwise` where an accepted change does not show; the failure where the answer was lost. */
export function seenOr<Seen>(outcome: Outcome<Seen>, otherwise: () => Seen): Seen {
  if (outcome.kind === "undecided") {
    throw outcome.cause;
  }
  return outcome.kind === "done" ? outcome.seen : otherwise();
}

/**
 * The new object as it was seen; otherwise the engine keeps what is known of it under a provisional id, and the next
 * `pulumi up` looks and completes it.
 * @param what the object, as the subject of a sentence
 */
export function createdOr<Seen>(
  outcome: Outcome<Seen>,
  what: string,
  provisional: { readonly id: string; readonly state: object },
): Seen {
  switch (outcome.kind) {
    case "done":
      return outcome.seen;
    case "accepted":
      throw new IncompleteError(provisional.id, provisional.state, [
        `${what} was accepted by the service but does not show yet: run "pulumi up" again to complete it.`,
      ]);
    case "undecided":
      throw new IncompleteError(
        provisional.id,
        provisional.state,
        [
          `${outcome.cause.message} Whether it was created is not known: run "pulumi up" again, which looks first.`,
        ],
        { cause: outcome.cause },
      );
  }
}
