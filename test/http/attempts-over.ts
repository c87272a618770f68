import { Attempts, type Conclusion } from "../../provider/http/attempts.js";
import { Budget } from "../../provider/http/budget.js";
import type { CallLogEntry } from "../../provider/http/call-log.js";
import type { Limiter } from "../../provider/http/limiter.js";
import { Redactor } from "../../provider/http/redaction.js";
import type { Verb } from "../../provider/http/retry-decision.js";
import { operationBudgetSeconds } from "../../provider/http/settings.js";
import type { Outcome, Transport, WireReply, WireRequest } from "../../provider/http/transport.js";
import { FakeClock } from "./local-service.js";

/** Milliseconds that each attempt takes. */
export const attemptDuration = 16;

const request: WireRequest = { method: "GET", path: "/api/Things?q=s3cret", headers: {} };

/** Attempts over a network whose outcomes a test gives, on a clock that goes forward by waiting and by attempts. */
export class AttemptsOver {
  readonly clock = new FakeClock();
  readonly log: CallLogEntry[] = [];
  /** The time limit of each attempt that was sent, in milliseconds. */
  readonly limits: number[] = [];
  /** Whether the call had been sent before, at each turn that was asked for. */
  readonly repeated: boolean[] = [];
  readonly closing = new AbortController();
  readonly #attempts: Attempts;

  /** @param outcome of the attempt with this number, from 1 */
  constructor(outcome: (attempt: number) => Outcome, { timeoutSeconds = 60 } = {}) {
    const redactor = new Redactor();
    redactor.add("s3cret");
    const send = (_request: WireRequest, limit: number) => {
      this.limits.push(limit);
      this.clock.time += attemptDuration;
      return Promise.resolve(outcome(this.limits.length));
    };
    const everyTurnIsDue: Pick<Limiter, "run"> = {
      run: (turn, attempt) => {
        this.repeated.push(turn.repeated);
        return attempt();
      },
    };
    this.#attempts = new Attempts({
      transport: { send, closed: this.closing.signal } as unknown as Transport,
      limiter: everyTurnIsDue as Limiter,
      redactor,
      clock: this.clock,
      log: { attempt: (entry) => this.log.push(entry) },
      timeoutSeconds,
    });
  }

  run(verb: Verb, budgetSeconds = operationBudgetSeconds, headers = {}): Promise<Conclusion> {
    const budget = new Budget(this.clock, budgetSeconds);
    return this.#attempts.run({ request: { ...request, headers }, verb, requestId: "request-1" }, budget);
  }
}

/** A complete reply. */
export function reply(status: number, headers: Readonly<Record<string, string>> = {}): WireReply {
  return { kind: "reply", status, headers, text: "", fromProxy: false };
}

/** No complete reply. */
export function failure(kind: Exclude<Outcome["kind"], "reply">, code?: string): Outcome {
  return { kind, code, detail: "" };
}
