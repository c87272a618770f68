import { z } from "zod";

const milliseconds = z.number().nonnegative();

/** The switches, each with its accepted values, its default and, as description, what it does. */
export const behaviourSchema = z.strictObject({
  createReplies: z
    .enum(["object", "empty", "id", "objectWithoutId"])
    .default("object")
    .describe("what AddDestination, POST Destinations and POST Accounts answer; id is a bare JSON text"),
  unknownId: z
    .enum(["null", "404"])
    .default("null")
    .describe("what a read of one object answers when its id is unknown: 200 with null, or 404"),
  singleReadAs: z
    .enum(["object", "arrayOfOne"])
    .default("object")
    .describe("how a read of one account, package or administrator comes"),
  removalWithoutDestinationId: z
    .enum(["accept", "refuse"])
    .default("accept")
    .describe(
      "whether RemoveDestination does without DestinationID when the bucket is unique on the account",
    ),
  duplicateDestination: z
    .enum(["refuse", "accept"])
    .default("refuse")
    .describe("whether the same bucket can be added twice to a storage account"),
  duplicateAssignment: z
    .enum(["refuse", "accept"])
    .default("refuse")
    .describe("whether the same destination can be assigned twice to a user"),
  assignmentEditRequires: z
    .enum(["allFields", "ids"])
    .default("allFields")
    .describe("whether PUT Destinations needs all five fields, or Destination and PackageID may be left out"),
  destinationsWithoutLogin: z
    .enum(["provider", "allUsers", "absent"])
    .default("provider")
    .describe("what GET Destinations lists: the provider's destinations, those of all users, or 404"),
  computersOfUnknownUser: z
    .enum(["empty", "listed", "404"])
    .default("empty")
    .describe(
      "what GET Computers answers for a user who was deleted or never was; listed: what data is left",
    ),
  absentDisplayName: z
    .enum(["null", "bucketName"])
    .default("null")
    .describe("what AddDestination stores when DestinationDisplayName is left out"),
  displayNames: z
    .enum(["asSent", "trimmed"])
    .default("asSent")
    .describe("whether display names are stored as sent, or without spaces around them"),
  failureStyle: z
    .enum(["400", "200WithError", "200WithErrorMessage"])
    .default("400")
    .describe("how a refusal comes: status 400, or 200 with an object that has Message or ErrorMessage"),
  purgedPairsVanishAfterMilliseconds: milliseconds
    .nullable()
    .default(0)
    .describe("how long a purged computer stays listed; null: for ever"),
  newObjectsAppearAfterMilliseconds: milliseconds
    .default(0)
    .describe("how long reads hide a destination that was just added or assigned"),
  tokenLifetimeSeconds: z.number().default(1_209_599).describe("how long a token is valid"),
  expiresIn: z
    .enum(["number", "string", "absent"])
    .default("number")
    .describe("how the login reply carries expires_in"),
  reportedLifetimeSeconds: z
    .number()
    .nullable()
    .default(null)
    .describe("what expires_in claims when it is not the truth; null: the truth"),
  clockOffsetSeconds: z
    .number()
    .default(0)
    .describe("how far the clock of .issued, .expires and the Date header is from the caller's"),
  latencyMilliseconds: milliseconds.default(0).describe("how long each call takes"),
  requestsPerSecond: z
    .number()
    .positive()
    .nullable()
    .default(null)
    .describe("calls answered within any second, the others get 429 with Retry-After; null: no limit"),
});

/**
 * What the service is not known to do in one way only. Each switch is described in `behaviourSchema` and in
 * `msp360-simulator --help`; `simulator.behaviour` can be changed at any time.
 */
export type Behaviour = z.infer<typeof behaviourSchema>;

/** A complete behaviour: the defaults with these switches set. Throws a `ZodError` for a wrong one. */
export function behaviourWith(switches: Partial<Behaviour> = {}): Behaviour {
  return behaviourSchema.parse(switches);
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
  const results = candidates.map((value) => behaviourSchema.partial().safeParse({ [name]: value }));
  const accepted = candidates.find((_, index) => results[index]?.success === true);
  if (accepted === undefined) throw new Error(rejection(name, word));
  return { [name]: accepted };
}

function rejection(name: string, word: string): string {
  const names = Object.keys(behaviourSchema.shape);
  return names.includes(name)
    ? `the switch "${name}" does not take "${word}".`
    : `there is no switch "${name}". Known: ${names.join(", ")}.`;
}
