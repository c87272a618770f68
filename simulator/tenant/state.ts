import * as v from "valibot";
import { valid, wholeNumber } from "../valid.js";

const id = v.pipe(v.string(), v.minLength(1));
const optionalText = v.exactOptional(v.nullable(v.string()));

const userDestination = v.strictObject({
  ID: id,
  AccountID: id,
  Destination: id,
  PackageID: wholeNumber,
  CurrentVolume: v.exactOptional(wholeNumber),
});

const user = v.strictObject({
  ID: id,
  Email: id,
  FirstName: optionalText,
  LastName: optionalText,
  NotificationEmails: v.exactOptional(v.array(v.string())),
  Company: optionalText,
  Enabled: v.boolean(),
  LicenseManagmentMode: v.exactOptional(v.pipe(wholeNumber, v.minValue(0), v.maxValue(2))),
  DestinationList: v.array(userDestination),
  SpaceUsed: v.exactOptional(wholeNumber),
});

const accountDestination = v.strictObject({
  DestinationID: id,
  Destination: id,
  DestinationDisplayName: optionalText,
});

const account = v.strictObject({
  AccountID: id,
  DisplayName: v.string(),
  StorageType: v.string(),
  DateCreated: v.exactOptional(v.string()),
  Destinations: v.array(accountDestination),
});

const storagePackage = v.looseObject({ ID: wholeNumber, Name: v.string() });

const computerData = v.strictObject({ UserID: id, DestinationId: id, ComputerName: id });

const apiLogin = v.strictObject({
  login: id,
  password: v.pipe(v.string(), v.minLength(3), v.maxLength(100)),
});

const tenantSchema = v.strictObject({
  apiLogins: v.pipe(v.array(apiLogin), v.minLength(1)),
  companies: v.array(v.looseObject({ Id: id, Name: v.string() })),
  users: v.array(user),
  accounts: v.array(account),
  packages: v.array(storagePackage),
  computers: v.array(computerData),
  licenses: v.array(v.looseObject({ ID: id })),
  administrators: v.array(v.looseObject({ AdminID: id, Email: v.string() })),
});

/**
 * Everything the simulated service knows, as plain JSON with the API's own property names: the API logins, and
 * lists of companies, users with their destinations, storage accounts with theirs, packages, computers with
 * backup data, licences and administrators.
 */
export type TenantState = v.InferOutput<typeof tenantSchema>;
/** A user with the destinations that are assigned to them. */
export type UserState = v.InferOutput<typeof user>;
/** A destination assigned to a user. Its display names are those of the storage account. */
export type UserDestinationState = v.InferOutput<typeof userDestination>;
/** A storage account; the `StorageType` "FS" or "File share" takes no further destination. */
export type AccountState = v.InferOutput<typeof account>;
/** A destination of a storage account. */
export type AccountDestinationState = v.InferOutput<typeof accountDestination>;
/** Backup data of one computer of a user in one destination. */
export type ComputerDataState = v.InferOutput<typeof computerData>;
/** A storage limit. */
export type PackageState = v.InferOutput<typeof storagePackage>;

/** Judges a tenant state and copies it. Throws an `Error` that lists what is wrong, with the place of each. */
export function parseTenantState(value: unknown): TenantState {
  const state = valid("The tenant state", tenantSchema, value);
  const repeated = repeatedIds(state);
  if (repeated.length > 0) throw new Error(`The tenant state has ids twice: ${repeated.join(", ")}.`);
  return state;
}

function repeatedIds(state: TenantState): string[] {
  const lists = [
    state.users.map((entry) => entry.ID),
    state.accounts.map((entry) => entry.AccountID),
    state.accounts.flatMap((entry) => entry.Destinations.map((destination) => destination.DestinationID)),
    state.users.flatMap((entry) => entry.DestinationList.map((destination) => destination.ID)),
    state.packages.map((entry) => String(entry.ID)),
  ];
  return lists.flatMap((ids) => {
    const lowered = ids.map((entry) => entry.toLowerCase());
    const known = new Set<string>();
    return lowered.filter((entry) => known.has(entry) || !known.add(entry));
  });
}
