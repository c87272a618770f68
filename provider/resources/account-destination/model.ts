import type { Account, AccountDestinationEntry } from "../../endpoints/accounts.js";
import type { User } from "../../endpoints/users.js";
import type { Difference, Properties } from "../../lifecycle/lifecycle.js";
import { isUnknown } from "../../lifecycle/unknowns.js";
import { inDeclaredSpelling, sameId } from "../../identity.js";
import { IdentityConflictError } from "../../errors.js";
import type { AccountDestinationInputs } from "./inputs.js";

/** What the state keeps of an `AccountDestination`. */
export interface AccountDestinationState {
  readonly accountId: string;
  readonly destination: string;
  readonly displayName: string;
  /** Absent while the service has not confirmed the destination. */
  readonly destinationId?: string;
  /** Login and address with which the destination was last written. */
  readonly connection: string;
  /** The declared display name where the service keeps another form of it. */
  readonly declaredDisplayName?: string;
}

type NaturalKey = Pick<AccountDestinationState, "accountId" | "destination">;

/** How messages name the destination. */
export function describe({ accountId, destination }: NaturalKey): string {
  return `Destination "${destination}" of storage account "${accountId}"`;
}

/** What makes the destination unique: ids count without regard to case, names of buckets exactly. */
export function naturalKey({ accountId, destination }: NaturalKey): string {
  return `${accountId.toLowerCase()}/${destination}`;
}

/** What the state knows the destination by until the service has told its id. */
export function unconfirmedId(key: NaturalKey): string {
  return `unconfirmed:${naturalKey(key)}`;
}

/** The entry for a bucket. Names of buckets are compared exactly. */
export function findByBucket(
  account: Account | undefined,
  destination: string,
): AccountDestinationEntry | undefined {
  return account?.destinations.find((entry) => entry.destination === destination);
}

/**
 * The entry that the state means: by id, else by bucket, for one that was removed and added again.
 * @throws IdentityConflictError when the id now belongs to another bucket.
 */
export function findOwn(
  account: Account | undefined,
  state: AccountDestinationState,
): AccountDestinationEntry | undefined {
  const { destinationId } = state;
  const byId =
    destinationId === undefined
      ? undefined
      : account?.destinations.find((entry) => sameId(entry.destinationId, destinationId));
  if (byId !== undefined && byId.destination !== state.destination) {
    throw new IdentityConflictError(
      `${describe(state)} has changed its identity: id ${byId.destinationId} now belongs to bucket ` +
        `"${byId.destination}". Nothing was changed; correct it in the web console, or remove the resource from the ` +
        `state with "pulumi state delete" and declare the bucket anew.`,
    );
  }
  return byId ?? findByBucket(account, state.destination);
}

/** The state after a write or a read, with the service's values. */
export function stateFrom(
  declared: NaturalKey & { readonly displayName?: string },
  entry: AccountDestinationEntry,
  connection: string,
): AccountDestinationState {
  const displayName = entry.displayName ?? entry.destination;
  return {
    accountId: inDeclaredSpelling(declared.accountId, entry.accountId),
    destination: entry.destination,
    displayName,
    destinationId: entry.destinationId,
    connection,
    ...(declared.displayName === undefined || declared.displayName === displayName
      ? {}
      : { declaredDisplayName: declared.displayName }),
  };
}

/** The state as `read` found it: the declared form stays where the service still keeps the same form of it. */
export function stateFromRead(
  state: AccountDestinationState,
  entry: AccountDestinationEntry,
): AccountDestinationState {
  const unchanged = (entry.displayName ?? entry.destination) === state.displayName;
  const declared = unchanged ? (state.declaredDisplayName ?? state.displayName) : undefined;
  return stateFrom(
    declared === undefined
      ? { accountId: state.accountId, destination: state.destination }
      : { ...state, displayName: declared },
    entry,
    state.connection,
  );
}

/** The inputs that stand for a state. */
export function inputsFrom(state: AccountDestinationState): AccountDestinationInputs {
  return {
    accountId: state.accountId,
    destination: state.destination,
    displayName: state.declaredDisplayName ?? state.displayName,
  };
}

/** Another account or bucket is another destination; the display name changes in place; `adopt` is no change. */
export function difference(state: AccountDestinationState, news: Properties): Difference {
  const replaces = [
    ...(isUnknown(news.accountId) || !sameId(String(news.accountId), state.accountId) ? ["accountId"] : []),
    ...(isUnknown(news.destination) || news.destination !== state.destination ? ["destination"] : []),
  ];
  const declared = state.declaredDisplayName ?? state.displayName;
  const unconfirmed = state.destinationId === undefined;
  return { changes: unconfirmed || replaces.length > 0 || news.displayName !== declared, replaces };
}

/** The users that a destination is assigned to. */
export function holdersOf({ accountId, destination }: NaturalKey, users: readonly User[]): User[] {
  return users.filter((user) =>
    user.destinations.some(
      (entry) => sameId(entry.accountId, accountId) && entry.destination === destination,
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
