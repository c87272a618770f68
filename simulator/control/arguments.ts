import * as v from "valibot";
import type { WebConsole } from "../console.js";
import type { FaultRequest } from "../faults/fault.js";
import { valid, wholeNumber } from "../valid.js";

const id = v.string();
const status = v.pipe(wholeNumber, v.minValue(200), v.maxValue(599));
const pair = v.strictObject({ UserID: id, DestinationId: id, ComputerName: v.string() });
const destination = v.strictObject({
  AccountID: id,
  Destination: v.string(),
  DestinationDisplayName: v.exactOptional(v.nullable(v.string())),
});
const assignment = v.strictObject({
  UserID: id,
  AccountID: id,
  Destination: v.string(),
  PackageID: wholeNumber,
});
const assignmentChange = v.strictObject({
  PackageID: v.exactOptional(wholeNumber),
  Destination: v.exactOptional(v.string()),
});
const deletion = v.strictObject({ keepData: v.exactOptional(v.boolean()) });

const list = "The list of arguments";

/** The methods of the web console that can be called over HTTP, each with its arguments. */
export const consoleCalls: Readonly<
  Record<keyof WebConsole, (webConsole: WebConsole, sent: unknown) => unknown>
> = {
  assignDestination: (webConsole, sent) =>
    webConsole.assignDestination(...valid(list, v.strictTuple([assignment]), sent)),
  unassignDestination: (webConsole, sent) =>
    webConsole.unassignDestination(...valid(list, v.strictTuple([id]), sent)),
  changeAssignment: (webConsole, sent) =>
    webConsole.changeAssignment(...valid(list, v.strictTuple([id, assignmentChange]), sent)),
  addDestination: (webConsole, sent) =>
    webConsole.addDestination(...valid(list, v.strictTuple([destination]), sent)),
  renameDestination: (webConsole, sent) =>
    webConsole.renameDestination(...valid(list, v.strictTuple([id, v.nullable(v.string())]), sent)),
  removeDestination: (webConsole, sent) =>
    webConsole.removeDestination(...valid(list, v.strictTuple([id]), sent)),
  deleteUser: (webConsole, sent) =>
    webConsole.deleteUser(...valid(list, v.strictTuple([id, v.optional(deletion, {})]), sent)),
  addComputerData: (webConsole, sent) =>
    webConsole.addComputerData(...valid(list, v.strictTuple([pair]), sent)),
  removeComputerData: (webConsole, sent) =>
    webConsole.removeComputerData(...valid(list, v.strictTuple([pair]), sent)),
  changePassword: (webConsole, sent) =>
    webConsole.changePassword(...valid(list, v.strictTuple([id, v.string()]), sent)),
  expireTokens: (webConsole, sent) => webConsole.expireTokens(...valid(list, v.strictTuple([]), sent)),
};

const faultKind = v.union([
  v.strictObject({
    status,
    body: v.exactOptional(v.unknown()),
    headers: v.exactOptional(v.record(v.string(), v.string())),
    contentType: v.exactOptional(v.string()),
  }),
  v.strictObject({ delayMilliseconds: v.pipe(v.number(), v.minValue(0)) }),
  v.strictObject({ reset: v.picklist(["beforeEffect", "afterEffect"]) }),
  v.strictObject({ truncate: v.literal(true) }),
  v.strictObject({ html: v.literal(true), status: v.exactOptional(status) }),
  v.strictObject({ errorInside: v.record(v.string(), v.unknown()) }),
  v.strictObject({ stall: v.literal("afterHeaders") }),
  v.strictObject({ emptyBody: v.literal(true) }),
  v.strictObject({ hold: v.pipe(v.string(), v.minLength(1)) }),
]);

const fault = v.strictObject({
  match: v.strictObject({
    method: v.exactOptional(v.string()),
    path: v.exactOptional(v.string()),
    pathPattern: v.exactOptional(v.string()),
  }),
  times: v.exactOptional(v.union([v.pipe(wholeNumber, v.minValue(1)), v.literal("always")])),
  skip: v.exactOptional(v.pipe(wholeNumber, v.minValue(0))),
  effect: v.exactOptional(v.picklist(["before", "after"])),
  kind: faultKind,
});

/** Reads a fault that came as JSON; `match.pathPattern` is the text of a regular expression. Throws an `Error`. */
export function parseFault(sent: unknown): FaultRequest {
  const { match, ...rest } = valid("The fault", fault, sent);
  const { pathPattern, ...plain } = match;
  return {
    ...rest,
    match: pathPattern === undefined ? plain : { ...plain, path: new RegExp(pathPattern, "i") },
  };
}
