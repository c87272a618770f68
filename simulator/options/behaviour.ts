import * as v from "valibot";
import { valid } from "../valid.js";

const milliseconds = v.pipe(v.number(), v.minValue(0));

function described<const Schema extends v.GenericSchema, const Value extends v.InferInput<Schema>>(
  whatItDoes: string,
  schema: Schema,
  byDefault: Value,
) {
  return v.pipe(v.optional(schema, byDefault), v.description(whatItDoes));
}

/** The switches, each with its accepted values, its default and, as description, what it does. */
export const behaviourSchema = v.strictObject({
  createReplies: described(
    "what AddDestination, POST Destinations and POST Accounts answer; id is a bare JSON text",
    v.picklist(["object", "empty", "id", "objectWithoutId"]),
    "object",
  ),
  unknownId: described(
    "what a read of one object answers when its id is unknown: 200 with null, or 404",
    v.picklist(["null", "404"]),
    "null",
  ),
  singleReadAs: described(
    "how a read of one account, package or administrator comes",
    v.picklist(["object", "arrayOfOne"]),
    "object",
  ),
  removalWithoutDestinationId: described(
    "whether RemoveDestination does without DestinationID when the bucket is unique on the account",
    v.picklist(["accept", "refuse"]),
    "accept",
  ),
  duplicateDestination: described(
    "whether the same bucket can be added twice to a storage account",
    v.picklist(["refuse", "accept"]),
    "refuse",
  ),
  duplicateAssignment: described(
    "whether the same destination can be assigned twice to a user",
    v.picklist(["refuse", "accept"]),
    "refuse",
  ),
  assignmentEditRequires: described(
    "whether PUT Destinations needs all five fields, or Destination and PackageID may be left out",
    v.picklist(["allFields", "ids"]),
    "allFields",
  ),
  destinationsWithoutLogin: described(
    "what GET Destinations lists: the provider's destinations, those of all users, or 404",
    v.picklist(["provider", "allUsers", "absent"]),
    "provider",
  ),
  computersOfUnknownUser: described(
    "what GET Computers answers for a user who was deleted or never was; listed: what data is left",
    v.picklist(["empty", "listed", "404"]),
    "empty",
  ),
  absentDisplayName: described(
    "what AddDestination stores when DestinationDisplayName is left out",
    v.picklist(["null", "bucketName"]),
    "null",
  ),
  displayNames: described(
    "whether display names are stored as sent, or without spaces around them",
    v.picklist(["asSent", "trimmed"]),
    "asSent",
  ),
  failureStyle: described(
    "how a refusal comes: status 400, or 200 with an object that has Message or ErrorMessage",
    v.picklist(["400", "200WithError", "200WithErrorMessage"]),
    "400",
  ),
  purgedPairsVanishAfterMilliseconds: described(
    "how long a purged computer stays listed; null: for ever",
    v.nullable(milliseconds),
    0,
  ),
  newObjectsAppearAfterMilliseconds: described(
    "how long reads hide a destination that was just added or assigned",
    milliseconds,
    0,
  ),
  tokenLifetimeSeconds: described("how long a token is valid", v.number(), 1_209_599),
  expiresIn: described(
    "how the login reply carries expires_in",
    v.picklist(["number", "string", "absent"]),
    "number",
  ),
  reportedLifetimeSeconds: described(
    "what expires_in claims when it is not the truth; null: the truth",
    v.nullable(v.number()),
    null,
  ),
  clockOffsetSeconds: described(
    "how far the clock of .issued, .expires and the Date header is from the caller's",
    v.number(),
    0,
  ),
  latencyMilliseconds: described("how long each call takes", milliseconds, 0),
  requestsPerSecond: v.pipe(
    v.optional(v.nullable(v.pipe(v.number(), v.gtValue(0))), null),
    v.description("calls answered within any second, the others get 429 with Retry-After; null: no limit"),
  ),
});

/**
 * What the service is not known to do in one way only. Each switch is described in `behaviourSchema` and in
 * `msp360-simulator --help`; `simulator.behaviour` can be changed at any time.
 */
export type Behaviour = v.InferOutput<typeof behaviourSchema>;

/** A complete behaviour: the defaults with these switches set. Throws an `Error` that names each wrong one. */
export function behaviourWith(switches: Partial<Behaviour> = {}): Behaviour {
  return valid("The behaviour", behaviourSchema, switches);
}

/**
 * Reads one `name=value` of a command line; the value is JSON, or a word. Throws an `Error` that names the
 * nearest mistake.
 */
export function parseSwitch(text: string): Partial<Behaviour> {
  const equals = text.indexOf("=");
  const name = text.slice(0, Math.max(equals, 0));
  if (equals < 0) throw new Error(`"${text}" is not of the form name=value.`);
  const word = text.slice(equals + 1);
  const number = word === "null" || word === "" || Number.isNaN(Number(word)) ? undefined : Number(word);
  const candidates = [word, number, word === "null" ? null : undefined].filter(
    (value) => value !== undefined,
  );
  const results = candidates.map((value) => v.safeParse(behaviourSchema, { [name]: value }));
  const accepted = candidates.find((_, index) => results[index]?.success === true);
  if (accepted === undefined) throw new Error(rejection(name, word));
  return { [name]: accepted };
}

function rejection(name: string, word: string): string {
  const names = Object.keys(behaviourSchema.entries);
  return names.includes(name)
    ? `the switch "${name}" does not take "${word}".`
    : `there is no switch "${name}". Known: ${names.join(", ")}.`;
}
