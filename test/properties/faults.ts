import fc from "fast-check";
import type { FaultRequest } from "../../simulator/index.js";

/** What may happen to a request; whether the operation is carried out is chosen apart where the kind leaves it open. */
const kinds = fc.constantFrom<Pick<FaultRequest, "kind" | "effect">>(
  { kind: { reset: "beforeEffect" } },
  { kind: { reset: "afterEffect" } },
  { kind: { html: true, status: 502 }, effect: "before" },
  { kind: { html: true, status: 502 }, effect: "after" },
  { kind: { html: true, status: 504 }, effect: "after" },
  { kind: { status: 500, body: { Message: "An error has occurred." } }, effect: "before" },
  { kind: { status: 500, body: { Message: "An error has occurred." } }, effect: "after" },
  { kind: { status: 503 }, effect: "before" },
  { kind: { status: 429, headers: { "Retry-After": "2" } }, effect: "before" },
  { kind: { status: 401, body: { Message: "Authorization has been denied." } }, effect: "before" },
  { kind: { status: 400, body: { Message: "The request is invalid." } }, effect: "before" },
  { kind: { status: 404, body: { Message: "No HTTP resource was found." } }, effect: "before" },
  { kind: { emptyBody: true } },
  { kind: { truncate: true } },
);

const matches = fc.record(
  {
    method: fc.constantFrom("GET", "POST", "PUT", "PUT", "DELETE", "DELETE"),
    path: fc.constantFrom("/api/Accounts", "/api/Users", "/api/Destinations"),
  },
  { requiredKeys: [] },
);

/** An outage that begins at some request and lasts: what it hits first may still have an effect. */
const outages = fc
  .tuple(kinds, fc.nat({ max: 9 }))
  .map(([kind, skip]): FaultRequest => ({ ...kind, match: {}, skip, times: "always" }));

const passing = fc
  .tuple(kinds, matches, fc.nat({ max: 3 }), fc.integer({ min: 1, max: 6 }))
  .map(([kind, match, skip, times]): FaultRequest => ({ ...kind, match, skip, times }));

/** Faults of the network, of gateways and of the service, for requests of any kind; the login is spared or not. */
export const faults: fc.Arbitrary<FaultRequest> = fc.oneof(
  { weight: 3, arbitrary: passing },
  { weight: 1, arbitrary: outages },
);
