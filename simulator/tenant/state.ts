import { z } from "zod";

const id = z.string().min(1);
const optionalText = z.string().nullable().exactOptional();

const userDestination = z.strictObject({
  ID: id,
  AccountID: id,
  Destination: id,
  PackageID: z.int(),
  CurrentVolume: z.int().exactOptional(),
});

const user = z.strictObject({
  ID: id,
  Email: id,
  FirstName: optionalText,
  LastName: optionalText,
  NotificationEmails: z.array(z.string()).exactOptional(),
  Company: optionalText,
  Enabled: z.boolean(),
  LicenseManagmentMode: z.int().min(0).max(2).exactOptional(),
  DestinationList: z.array(userDestination),
  SpaceUsed: z.int().exactOptional(),
});

const accountDestination = z.strictObject({
  DestinationID: id,
  Destination: id,
  DestinationDisplayName: optionalText,
});

const account = z.strictObject({
  AccountID: id,
  DisplayName: z.string(),
  StorageType: z.string(),
  DateCreated: z.string().exactOptional(),
  Destinations: z.array(accountDestination),
});

const storagePackage = z.looseObject({ ID: z.int(), Name: z.string() });

const computerData = z.strictObject({ UserID: id, DestinationId: id, ComputerName: z.string().min(1) });

const tenantSchema = z.strictObject({
  apiLogins: z.array(z.strictObject({ login: id, password: z.string().min(3).max(100) })).min(1),
  companies: z.array(z.looseObject({ Id: id, Name: z.string() })),
  users: z.array(user),
  accounts: z.array(account),
  packages: z.array(storagePackage),
  computers: z.array(computerData),
  licenses: z.array(z.looseObject({ ID: id })),
  administrators: z.array(z.looseObject({ AdminID: id, Email: z.string() })),
});

/**
 * Everything the simulated service knows, as plain JSON with the API's own property names: the API logins, and
 * lists of companies, users with their destinations, storage accounts with theirs, packages, computers with
 * backup data, licences and administrators.
 */
export type TenantState = z.infer<typeof tenantSchema>;
/** A user with the destinations that are assigned to them. */
export type UserState = z.infer<typeof user>;
/** A destination assigned to a user. Its display names are those of the storage account. */
export type UserDestinationState = z.infer<typeof userDestination>;
/** A storage account; the `StorageType` "FS" or "File share" takes no further destination. */
export type AccountState = z.infer<typeof account>;
/** A destination of a storage account. */
export type AccountDestinationState = z.infer<typeof accountDestination>;
/** Backup data of one computer of a user in one destination. */
export type ComputerDataState = z.infer<typeof computerData>;
/** A storage limit. */
export type PackageState = z.infer<typeof storagePackage>;

/** Judges a tenant state and copies it. Throws an `Error` that lists what is wrong, with the place of each. */
export function parseTenantState(value: unknown): TenantState {
  const result = tenantSchema.safeParse(value);
  if (!result.success) throw new Error(`The tenant state is not valid: ${faultsOf(result.error)}`);
  const repeated = repeatedIds(result.data);
  if (repeated.length > 0) throw new Error(`The tenant state has ids twice: ${repeated.join(", ")}.`);
  return result.data;
}

function faultsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join(".") || "the whole"}: ${message}`).join("; ");
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
