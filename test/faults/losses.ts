import type { FaultRequest } from "../../simulator/index.js";

type Fault = Pick<FaultRequest, "effect" | "kind">;

/** What becomes of the answer to a write, and how often the write is sent then: a creation, and what may be repeated. */
export interface Loss {
  readonly fault: Fault;
  readonly sent: { readonly creation: number; readonly repeatable: number };
}

const once = { creation: 1, repeatable: 1 };
const twice = { creation: 2, repeatable: 2 };
// A creation that timed out may still come; so it is waited for, and never sent again.
const waitedFor = { creation: 1, repeatable: 2 };

/** Every way in which the answer to a write is lost. */
export const losses: Readonly<Record<string, Loss>> = {
  "reset before the effect": { fault: { kind: { reset: "beforeEffect" } }, sent: twice },
  "reset after the effect": { fault: { kind: { reset: "afterEffect" } }, sent: once },
  "502 before the effect": { fault: { kind: { status: 502 } }, sent: twice },
  "502 after the effect": { fault: { kind: { status: 502 }, effect: "after" }, sent: once },
  "time-out before a late effect": { fault: { kind: { delayMilliseconds: 2_500 } }, sent: waitedFor },
  "time-out after the effect": { fault: { kind: { delayMilliseconds: 2_500 }, effect: "after" }, sent: once },
  "answer cut in half": { fault: { kind: { truncate: true } }, sent: once },
  "empty reply": { fault: { kind: { emptyBody: true } }, sent: once },
  "reply without an id": { fault: { kind: { status: 200, body: {} }, effect: "after" }, sent: once },
};
