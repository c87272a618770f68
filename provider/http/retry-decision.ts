import type { FailureKind } from "./failure-kind.js";

/** Why an attempt did not succeed: no complete reply, or a status. */
export type RetryCause = FailureKind | `status-${number}`;

/** A read has no effect; a write may have one. */
export type Verb = "read" | "write";

/** How one cause is treated. */
export interface RetryRule {
  /** Whether reads are repeated. */
  readonly reads: boolean;
  /** Whether writes are repeated: only where it is certain that the first one had no effect. */
  readonly writes: boolean;
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** The longest wait before the second attempt; doubles with each one, up to {@link longestDelayMilliseconds}. */
  readonly baseMilliseconds: number;
  /** Whether a repetition is paid from the quota. A service that throttles asks for the repetition itself. */
  readonly paid: boolean;
}

/** The longest wait of our own choosing between two attempts. */
export const longestDelayMilliseconds = 20_000;

const passing: RetryRule = { reads: true, writes: false, attempts: 4, baseMilliseconds: 500, paid: true };

/** Every cause that is ever retried; what is not listed never is. */
export const retryTable: Readonly<Partial<Record<RetryCause, RetryRule>>> = {
  "connection-refused": { ...passing, writes: true },
  "name-not-found": { ...passing, writes: true },
  unreachable: { ...passing, writes: true },
  "connection-reset": passing,
  "cut-off": passing,
  timeout: { ...passing, attempts: 3 },
  "status-408": passing,
  "status-429": { reads: true, writes: true, attempts: 8, baseMilliseconds: 1_000, paid: false },
  "status-500": passing,
  "status-502": passing,
  "status-503": passing,
  "status-504": passing,
};

/** All that a decision rests on. */
export interface RetryCircumstances {
  readonly cause: RetryCause;
  readonly verb: Verb;
  /** The number of the attempt that just failed, from 1. */
  readonly attempt: number;
  /** Time since the call's first attempt began. */
  readonly elapsedMilliseconds: number;
  /** Time that the call has in all. */
  readonly budgetMilliseconds: number;
  /** What the service asked for, when it did. */
  readonly retryAfterMilliseconds: number | undefined;
  /** Whether the quota still has a repetition to give. */
  readonly quotaLeft: boolean;
  /** A random number from 0 to 1. */
  readonly random: number;
}

/** Why a call is given up. */
export type GivingUp = "not-repeatable" | "attempts" | "budget" | "retry-after" | "quota";

/** What to do after a failed attempt. */
export type RetryDecision =
  | { readonly retry: true; readonly delayMilliseconds: number; readonly paid: boolean }
  | { readonly retry: false; readonly because: GivingUp };

/**
 * Whether and when to try again. The wait is drawn evenly from 0 to the doubled base ("full jitter"); where the service
 * named a wait, that one is kept and the base only spreads the callers.
 */
export function decideRetry(circumstances: RetryCircumstances): RetryDecision {
  const { cause, verb, attempt, retryAfterMilliseconds: asked, random } = circumstances;
  const rule = retryTable[cause];
  if (rule === undefined || !(verb === "read" ? rule.reads : rule.writes)) {
    return { retry: false, because: "not-repeatable" };
  }
  if (attempt >= rule.attempts) {
    return { retry: false, because: "attempts" };
  }
  const ceiling = Math.min(longestDelayMilliseconds, rule.baseMilliseconds * 2 ** (attempt - 1));
  const delayMilliseconds = asked === undefined ? random * ceiling : asked + random * rule.baseMilliseconds;
  if (circumstances.elapsedMilliseconds + delayMilliseconds >= circumstances.budgetMilliseconds) {
    return { retry: false, because: asked === undefined ? "budget" : "retry-after" };
  }
  if (rule.paid && !circumstances.quotaLeft) {
    return { retry: false, because: "quota" };
  }
  return { retry: true, delayMilliseconds, paid: rule.paid };
}
