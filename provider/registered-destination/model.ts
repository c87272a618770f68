import type { Account, AccountDestinationEntry, DestinationFields } from "../endpoints/accounts.js";
import type { User } from "../endpoints/users.js";
import { IdentityConflictError } from "../errors.js";
import { inDeclaredSpelling, sameId } from "../identity.js";

/** What makes a destination of an account unique. */
export type DestinationKey = Pick<DestinationFields, "accountId" | "destination">;

/** What the state keeps of a registered bucket. */
export interface RegisteredDestination extends DestinationFields {
  /** The declared display name where the service keeps another form of it. */
  readonly declaredDisplayName?: string;
}

/** How messages name the destination. */
export function describe({ accountId, destination }: DestinationKey): string {
  return `Destination "${destination}" of storage account "${accountId}"`;
}

/** What makes the destination unique: ids count without regard to case, names of buckets exactly. */
export function naturalKey({ accountId, destination }: DestinationKey): string {
  return `${accountId.toLowerCase()}/${destination}`;
}

/** What the state knows the destination by until the service has told its id. */
export function unconfirmedId(key: DestinationKey): string {
  return `unconfirmed:${naturalKey(key)}`;
}

/** The entry for a bucket. Names of buckets are compared exactly. */
export function findByBucket(
  account: Account | undefined,
  destination: string,
): AccountDestinationEntry | undefined {
  return account && entriesOf(account).byBucket.get(destination);
}

/** The entry with an id. Ids are compared without regard to case. */
export function findById(
  account: Account | undefined,
  destinationId: string,
): AccountDestinationEntry | undefined {
  return account && entriesOf(account).byId.get(destinationId.toLowerCase());
}

interface Entries {
  readonly byBucket: ReadonlyMap<string, AccountDestinationEntry>;
  readonly byId: ReadonlyMap<string, AccountDestinationEntry>;
}

// Thousands of resources may each ask one account for their entry.
const entries = new WeakMap<Account, Entries>();

function entriesOf(account: Account): Entries {
  const known = entries.get(account);
  if (known !== undefined) {
    return known;
  }
  // The first of several counts, which is the last that is set.
  const backwards = account.destinations.toReversed();
  const found = {
    byBucket: new Map(backwards.map((entry) => [entry.destination, entry])),
    byId: new Map(backwards.map((entry) => [entry.destinationId.toLowerCase(), entry])),
  };
  entries.set(account, found);
  return found;
}

/**
 * The entry that the state means: by id, else by bucket, for one that was removed and added again.
 * @param destinationId `undefined` while the service has not told it
 * @throws IdentityConflictError when the id now belongs to another bucket.
 */
export function findOwn(
  account: Account | undefined,
  destinationId: string | undefined,
  key: DestinationKey,
): AccountDestinationEntry | undefined {
  const byId = destinationId === undefined ? undefined : findById(account, destinationId);
  if (byId !== undefined && byId.destination !== key.destination) {
    throw new IdentityConflictError(
      `${describe(key)} has changed its identity: id ${byId.destinationId} now belongs to bucket ` +
        `"${byId.destination}". Nothing was changed; correct it in the web console, or remove the resource from the ` +
        `state with "pulumi state delete" and declare the bucket anew.`,
    );
  }
  return byId ?? findByBucket(account, key.destination);
}

/** The declared fields with the service's values. */
export function fieldsFrom(
  declared: DestinationKey & { readonly displayName?: string },
  entry: AccountDestinationEntry,
): RegisteredDestination {
  const displayName = entry.displayName ?? entry.destination;
  return {
    accountId: inDeclaredSpelling(declared.accountId, entry.accountId),
    destination: entry.destination,
    displayName,
    ...(declared.displayName === undefined || declared.displayName === displayName
      ? {}
      : { declaredDisplayName: declared.displayName }),
  };
}

/** The fields as a read found them: the declared form stays where the service still keeps the same form of it. */
export function fieldsFromRead(
  held: RegisteredDestination,
  entry: AccountDestinationEntry,
): RegisteredDestination {
  const { accountId, destination } = held;
  const unchanged = (entry.displayName ?? entry.destination) === held.displayName;
  return fieldsFrom(
    { accountId, destination, ...(unchanged ? { displayName: declaredName(held) } : {}) },
    entry,
  );
}

/** The display name as the program declared it. */
export function declaredName({ displayName, declaredDisplayName }: RegisteredDestination): string {
  return declaredDisplayName ?? displayName;
}

/** The users that a destination is assigned to. */
export function holdersOf({ accountId, destination }: DestinationKey, users: readonly User[]): User[] {
  return users.filter((user) =>
    user.destinations.some(
      (entry) => entry.destination === destination && sameId(entry.accountId, accountId),
    ),
  );
}

/** How many holders a message names. */
const namedHolders = 3;

/** Names holders by login and id: `"ops.kim" (id 5f0c...), "..." and 4 more`. */
export function nameHolders(holders: readonly User[]): string {
  const named = holders.slice(0, namedHolders).map(({ login, userId }) => `"${login ?? "?"}" (id ${userId})`);
  const more = holders.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${String(more)} more` : named.join(" and ");
}
