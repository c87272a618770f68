import type { Budget } from "./budget.js";
import type { CallLog } from "./call-log.js";
import type { ClientClock } from "./clock.js";
import { sleepUnlessClosed } from "./interruptible-sleep.js";
import type { Limiter } from "./limiter.js";
import { askedWait } from "./load-sign.js";
import type { Redactor } from "./redaction.js";
import { decideRetry, type GivingUp, type RetryCause, type Verb } from "./retry-decision.js";
import { RetryQuota } from "./retry-quota.js";
import type { Outcome, Transport, WireReply, WireRequest } from "./transport.js";

/** What came of a call after all its attempts. */
export interface Conclusion {
  /** The outcome of the last attempt. */
  readonly outcome: Outcome;
  /** How many attempts were made. */
  readonly attempts: number;
  /** Why there was no further attempt; undefined after a reply that asks for none. */
  readonly givingUp: GivingUp | undefined;
  /** What the service asked to wait, when it did. */
  readonly retryAfterMilliseconds: number | undefined;
}

/** A request with what the attempts need to know of it. */
export interface Attempted {
  readonly request: WireRequest;
  readonly verb: Verb;
  /** The id of the call, for the log when the service names none. */
  readonly requestId: string;
}

/** What the attempts work with. */
export interface AttemptEquipment {
  readonly transport: Transport;
  readonly limiter: Limiter;
  readonly redactor: Redactor;
  readonly clock: ClientClock;
  readonly log: CallLog | undefined;
  readonly timeoutSeconds: number;
}

/** Sends a request as often as the retry table, the quota and the budget allow; every attempt waits for its turn. */
export class Attempts {
  readonly #equipment: AttemptEquipment;
  readonly #quota = new RetryQuota();

  constructor(equipment: AttemptEquipment) {
    this.#equipment = equipment;
  }

  /** Never rejects for what network and service do. */
  async run(attempted: Attempted, budget: Budget): Promise<Conclusion> {
    const { clock, transport } = this.#equipment;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(attempted, attempt, budget);
      const cause = causeOf(outcome);
      if (cause === undefined) {
        this.#quota.refill();
        return { outcome, attempts: attempt, givingUp: undefined, retryAfterMilliseconds: undefined };
      }
      const asked = askedWait(outcome);
      const decision = decideRetry({
        cause,
        verb: attempted.verb,
        attempt,
        elapsedMilliseconds: budget.elapsed,
        budgetMilliseconds: budget.milliseconds,
        retryAfterMilliseconds: asked,
        quotaLeft: this.#quota.left,
        random: clock.random(),
      });
      if (!decision.retry) {
        return { outcome, attempts: attempt, givingUp: decision.because, retryAfterMilliseconds: asked };
      }
      if (decision.paid) {
        this.#quota.spend();
      }
      await sleepUnlessClosed(clock, decision.delayMilliseconds, transport.closed);
    }
  }

  #attempt(attempted: Attempted, attempt: number, budget: Budget): Promise<Outcome> {
    const { transport, limiter, clock, timeoutSeconds } = this.#equipment;
    return limiter.run({ budget, repeated: attempt > 1 }, async () => {
      budget.begin();
      if (transport.closed.aborted) {
        return { kind: "closed", code: undefined, detail: "the client was closed" };
      }
      const begun = clock.now();
      const outcome =
        budget.remaining === 0
          ? ({ kind: "timeout", code: undefined, detail: "the time of the call ran out" } as const)
          : await transport.send(attempted.request, Math.min(timeoutSeconds * 1000, budget.remaining));
      this.#report(attempted, attempt, outcome, clock.now() - begun);
      return outcome;
    });
  }

  #report(attempted: Attempted, attempt: number, outcome: Outcome, milliseconds: number): void {
    const { log, redactor } = this.#equipment;
    // The reply to a login may echo the token, which is not known as a secret yet.
    const isLogin = attempted.request.headers["Authorization"] === undefined;
    const named = outcome.kind === "reply" && !isLogin ? requestIdOf(outcome, redactor) : undefined;
    log?.attempt({
      method: attempted.request.method,
      path: redactor.redact(attempted.request.path),
      outcome: outcome.kind === "reply" ? `${outcome.status}` : redactor.redact(outcome.code ?? outcome.kind),
      milliseconds: Math.round(milliseconds),
      attempt,
      // The same id as in an error, so that a line and a message can be matched.
      requestId: named ?? attempted.requestId,
    });
  }
}

/** The request id that the service put into its reply, redacted, one line of at most 64 characters. */
export function requestIdOf(reply: WireReply, redactor: Redactor): string | undefined {
  const named = reply.headers["x-request-id"];
  // Redacted before anything is taken out of it, as what is left of a secret would not be found any more. Node reads
  // headers as Latin-1, and a service may mean UTF-8.
  const shown =
    named === undefined
      ? undefined
      : redactor
          .redact(Buffer.from(redactor.redact(named), "latin1").toString("utf8"))
          .replace(/[^\x21-\x7e]/g, "")
          .slice(0, 64);
  return shown === "" ? undefined : shown;
}

// Refusals such as 400 or 401 are causes as well: the table has no rule for them, so they end the attempts.
function causeOf(outcome: Outcome): RetryCause | undefined {
  if (outcome.kind !== "reply") {
    return outcome.kind;
  }
  if (outcome.fromProxy) {
    return "proxy";
  }
  return outcome.status >= 200 && outcome.status < 300 ? undefined : `status-${outcome.status}`;
}
