import * as v from "valibot";
import { valid } from "../valid.js";

const milliseconds = v.pipe(v.number(), v.minValue(0));

/** The switches, each with its accepted values, its default and, as description, what it does. */
export const behaviourSchema = v.strictObject({
  createReplies: v.pipe(
    v.optional(v.picklist(["object", "empty", "id", "objectWithoutId"]), "object"),
    v.description("what AddDestination, POST Destinations and POST Accounts answer; id is a bare JSON text"),
  ),
  unknownId: v.pipe(
    v.optional(v.picklist(["null", "404"]), "null"),
    v.description("what a read of one object answers when its id is unknown: 200 with null, or 404"),
  ),
  singleReadAs: v.pipe(
    v.optional(v.picklist(["object", "arrayOfOne"]), "object"),
    v.description("how a read of one account, package or administrator comes"),
  ),
  removalWithoutDestinationId: v.pipe(
    v.optional(v.picklist(["accept", "refuse"]), "accept"),
    v.description(
      "whether RemoveDestination does without DestinationID when the bucket is unique on the account",
    ),
  ),
  duplicateDestination: v.pipe(
    v.optional(v.picklist(["refuse", "accept"]), "refuse"),
    v.description("whether the same bucket can be added twice to a storage account"),
  ),
  duplicateAssignment: v.pipe(
    v.optional(v.picklist(["refuse", "accept"]), "refuse"),
    v.description("whether the same destination can be assigned twice to a user"),
  ),
  assignmentEditRequires: v.pipe(
    v.optional(v.picklist(["allFields", "ids"]), "allFields"),
    v.description(
      "whether PUT Destinations needs all five fields, or Destination and PackageID may be left out",
    ),
  ),
  destinationsWithoutLogin: v.pipe(
    v.optional(v.picklist(["provider", "allUsers", "absent"]), "provider"),
    v.description("what GET Destinations lists: the provider's destinations, those of all users, or 404"),
  ),
  computersOfUnknownUser: v.pipe(
    v.optional(v.picklist(["empty", "listed", "404"]), "empty"),
    v.description(
      "what GET Computers answers for a user who was deleted or never was; listed: what data is left",
    ),
  ),
  absentDisplayName: v.pipe(
    v.optional(v.picklist(["null", "bucketName"]), "null"),
    v.description("what AddDestination stores when DestinationDisplayName is left out"),
  ),
  displayNames: v.pipe(
    v.optional(v.picklist(["asSent", "trimmed"]), "asSent"),
    v.description("whether display names are stored as sent, or without spaces around them"),
  ),
  failureStyle: v.pipe(
    v.optional(v.picklist(["400", "200WithError", "200WithErrorMessage"]), "400"),
    v.description("how a refusal comes: status 400, or 200 with an object that has Message or ErrorMessage"),
  ),
  purgedPairsVanishAfterMilliseconds: v.pipe(
    v.optional(v.nullable(milliseconds), 0),
    v.description("how long a purged computer stays listed; null: for ever"),
  ),
  newObjectsAppearAfterMilliseconds: v.pipe(
    v.optional(milliseconds, 0),
    v.description("how long reads hide a destination that was just added or assigned"),
  ),
  tokenLifetimeSeconds: v.pipe(v.optional(v.number(), 1_209_599), v.description("how long a token is valid")),
  expiresIn: v.pipe(
    v.optional(v.picklist(["number", "string", "absent"]), "number"),
    v.description("how the login reply carries expires_in"),
  ),
  reportedLifetimeSeconds: v.pipe(
    v.optional(v.nullable(v.number()), null),
    v.description("what expires_in claims when it is not the truth; null: the truth"),
  ),
  clockOffsetSeconds: v.pipe(
    v.optional(v.number(), 0),
    v.description("how far the clock of .issued, .expires and the Date header is from the caller's"),
  ),
  latencyMilliseconds: v.pipe(v.optional(milliseconds, 0), v.description("how long each call takes")),
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
