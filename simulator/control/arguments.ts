import { z } from "zod";
import type { WebConsole } from "../console.js";
import type { FaultRequest } from "../faults/fault.js";

const id = z.string();
const pair = z.strictObject({ UserID: id, DestinationId: id, ComputerName: z.string() });
const destination = z.strictObject({
  AccountID: id,
  Destination: z.string(),
  DestinationDisplayName: z.string().nullable().exactOptional(),
});
const assignment = z.strictObject({ UserID: id, AccountID: id, Destination: z.string(), PackageID: z.int() });
const assignmentChange = z.strictObject({
  PackageID: z.int().exactOptional(),
  Destination: z.string().exactOptional(),
});
const deletion = z.strictObject({ keepData: z.boolean().exactOptional() });

/** The methods of the web console that can be called over HTTP, each with its arguments. */
export const consoleCalls: Readonly<
  Record<keyof WebConsole, (webConsole: WebConsole, sent: unknown) => unknown>
> = {
  assignDestination: (webConsole, sent) => webConsole.assignDestination(...z.tuple([assignment]).parse(sent)),
  unassignDestination: (webConsole, sent) => webConsole.unassignDestination(...z.tuple([id]).parse(sent)),
  changeAssignment: (webConsole, sent) =>
    webConsole.changeAssignment(...z.tuple([id, assignmentChange]).parse(sent)),
  addDestination: (webConsole, sent) => webConsole.addDestination(...z.tuple([destination]).parse(sent)),
  renameDestination: (webConsole, sent) =>
    webConsole.renameDestination(...z.tuple([id, z.string().nullable()]).parse(sent)),
  removeDestination: (webConsole, sent) => webConsole.removeDestination(...z.tuple([id]).parse(sent)),
  deleteUser: (webConsole, sent) => webConsole.deleteUser(...z.tuple([id, deletion.default({})]).parse(sent)),
  addComputerData: (webConsole, sent) => webConsole.addComputerData(...z.tuple([pair]).parse(sent)),
  removeComputerData: (webConsole, sent) => webConsole.removeComputerData(...z.tuple([pair]).parse(sent)),
  changePassword: (webConsole, sent) => webConsole.changePassword(...z.tuple([id, z.string()]).parse(sent)),
  expireTokens: (webConsole, sent) => webConsole.expireTokens(...z.tuple([]).parse(sent)),
};

const faultKind = z.union([
  z.strictObject({
    status: z.int().min(200).max(599),
    body: z.unknown().exactOptional(),
    headers: z.record(z.string(), z.string()).exactOptional(),
    contentType: z.string().exactOptional(),
  }),
  z.strictObject({ delayMilliseconds: z.number().nonnegative() }),
  z.strictObject({ reset: z.enum(["beforeEffect", "afterEffect"]) }),
  z.strictObject({ truncate: z.literal(true) }),
  z.strictObject({ html: z.literal(true), status: z.int().min(200).max(599).exactOptional() }),
  z.strictObject({ errorInside: z.record(z.string(), z.unknown()) }),
  z.strictObject({ stall: z.literal("afterHeaders") }),
  z.strictObject({ emptyBody: z.literal(true) }),
  z.strictObject({ hold: z.string().min(1) }),
]);

const fault = z.strictObject({
  match: z.strictObject({
    method: z.string().exactOptional(),
    path: z.string().exactOptional(),
    pathPattern: z.string().exactOptional(),
  }),
  times: z.union([z.int().positive(), z.literal("always")]).exactOptional(),
  skip: z.int().nonnegative().exactOptional(),
  effect: z.enum(["before", "after"]).exactOptional(),
  kind: faultKind,
});

/** Reads a fault that came as JSON; `match.pathPattern` is the text of a regular expression. Throws a `ZodError`. */
export function parseFault(sent: unknown): FaultRequest {
  const { match, ...rest } = fault.parse(sent);
  const { pathPattern, ...plain } = match;
  return {
    ...rest,
    match: pathPattern === undefined ? plain : { ...plain, path: new RegExp(pathPattern, "i") },
  };
}
