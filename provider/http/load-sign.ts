import type { LoadSign } from "./concurrency-window.js";
import { retryAfterMilliseconds } from "./retry-after.js";
import type { Outcome, WireReply } from "./transport.js";

const overloaded: readonly number[] = [429, 503];

/**
 * What an attempt tells of the load on the service. 429 and 503 say in so many words that it is too much, and an attempt
 * that timed out says it by silence. A refusal such as 400, 401 or 404 is an answer like a success: the service had the
 * time to look. 500 and other failures of the server have their cause in one request or in a defect, and a refused or
 * broken connection in the network or a service that is down: fewer attempts at once would cure none of them.
 */
export function loadSign(outcome: Outcome): LoadSign {
  if (outcome.kind !== "reply") {
    return outcome.kind === "timeout" ? "overloaded" : "none";
  }
  if (outcome.fromProxy) {
    return "none";
  }
  if (overloaded.includes(outcome.status)) {
    return "overloaded";
  }
  return outcome.status < 500 ? "answered" : "none";
}

/** The wait that the service asks for, in milliseconds; undefined when it asks for none. */
export function askedWait(outcome: Outcome): number | undefined {
  return outcome.kind === "reply" ? askedBy(outcome) : undefined;
}

/** The wait that an overloaded service asks for, which concerns every call and not only the one that it answered. */
export function askedPause(outcome: Outcome): number | undefined {
  return outcome.kind === "reply" && loadSign(outcome) === "overloaded" ? askedBy(outcome) : undefined;
}

function askedBy({ headers }: WireReply): number | undefined {
  return retryAfterMilliseconds(headers["retry-after"], headers["date"], Date.now());
}
