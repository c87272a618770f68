import type { Assignment } from "../../endpoints/destinations.js";
import type { User } from "../../endpoints/users.js";
import type { Difference, Properties } from "../../lifecycle/lifecycle.js";
import { isUnknown } from "../../lifecycle/unknowns.js";
import { inDeclaredSpelling, sameId } from "../../identity.js";
import { IdentityConflictError } from "../../errors.js";
import type { UserDestinationInputs } from "./inputs.js";

/** What the state keeps of a `UserDestination`. */
export interface UserDestinationState {
  readonly userId: string;
  readonly accountId: string;
  readonly destination: string;
  readonly packageId: number;
  readonly accountDisplayName?: string;
  readonly displayName?: string;
  /** Login and address with which the assignment was last written. */
  readonly connection: string;
}

type NaturalKey = Pick<UserDestinationState, "userId" | "accountId" | "destination">;

/** How messages name the assignment. */
export function describe({ userId, accountId, destination }: NaturalKey): string {
  return `Destination "${destination}" (storage account "${accountId}") of user "${userId}"`;
}

const unconfirmed = "unconfirmed:";

/** What makes the assignment unique: ids count without regard to case, names of buckets exactly. */
export function naturalKey({ userId, accountId, destination }: NaturalKey): string {
  return `${userId.toLowerCase()}/${accountId.toLowerCase()}/${destination}`;
}

/** What the state knows the assignment by until the service has told its id. */
export function unconfirmedId(key: NaturalKey): string {
  return `${unconfirmed}${naturalKey(key)}`;
}

/** Whether the state does not know the assignment's own id yet. */
export function isUnconfirmed(id: string): boolean {
  return id.startsWith(unconfirmed);
}

/** The user's assignments of a bucket. */
export function findByBucket(user: User | undefined, { accountId, destination }: NaturalKey): Assignment[] {
  return (user?.destinations ?? []).filter(
    (entry) => sameId(entry.accountId, accountId) && entry.destination === destination,
  );
}

/** The assignment that was not there before; with none known from before, the first. */
export function newest(now: readonly Assignment[], before: readonly Assignment[]): Assignment | undefined {
  return now.find(({ id }) => !before.some((earlier) => sameId(earlier.id, id)));
}

/**
 * The assignment that the state means: by id, else by bucket, for one that was removed and assigned again.
 * @throws IdentityConflictError when the id now belongs to a bucket of another storage account.
 */
export function findOwn(
  user: User | undefined,
  id: string,
  state: UserDestinationState,
): Assignment | undefined {
  const byId = user?.destinations.find((entry) => sameId(entry.id, id));
  if (byId !== undefined && !sameId(byId.accountId, state.accountId)) {
    throw new IdentityConflictError(
      `${describe(state)} has changed its identity: id ${byId.id} now belongs to storage account "${byId.accountId}". ` +
        `Nothing was changed; correct it in the web console, or remove the resource from the state with ` +
        `"pulumi state delete" and declare it anew.`,
    );
  }
  return byId ?? findByBucket(user, state)[0];
}

/** The state after a write or a read, with the service's values. */
export function stateFrom(
  declared: Pick<UserDestinationInputs, "userId" | "accountId" | "packageId">,
  entry: Assignment,
  connection: string,
): UserDestinationState {
  return {
    userId: declared.userId,
    accountId: inDeclaredSpelling(declared.accountId, entry.accountId),
    destination: entry.destination,
    packageId: entry.packageId ?? declared.packageId,
    ...(entry.accountDisplayName === undefined ? {} : { accountDisplayName: entry.accountDisplayName }),
    ...(entry.displayName === undefined ? {} : { displayName: entry.displayName }),
    connection,
  };
}

/** The inputs that stand for a state. */
export function inputsFrom({
  userId,
  accountId,
  destination,
  packageId,
}: UserDestinationState): UserDestinationInputs {
  return { userId, accountId, destination, packageId };
}

/** Another user or account is another assignment; bucket and package change in place; `adopt` is no change. */
export function difference(state: UserDestinationState, news: Properties): Difference {
  const replaces = (["userId", "accountId"] as const).filter(
    (name) => isUnknown(news[name]) || !sameId(String(news[name]), state[name]),
  );
  const changes =
    replaces.length > 0 || news.destination !== state.destination || news.packageId !== state.packageId;
  return { changes, replaces };
}

/** Whether the assignment is as declared, as far as the service tells. */
export function isAsDeclared(entry: Assignment, { destination, packageId }: UserDestinationInputs): boolean {
  const samePackage = entry.packageId === undefined || entry.packageId === packageId;
  return entry.destination === destination && samePackage;
}
