import type { Assignment, AssignmentFields } from "../endpoints/destinations.js";
import type { User } from "../endpoints/users.js";
import { IdentityConflictError } from "../errors.js";
import { inDeclaredSpelling, sameId } from "../identity.js";

/** What makes an assignment unique. */
export type AssignmentKey = Pick<AssignmentFields, "userId" | "accountId" | "destination">;

/** How messages name the assignment. */
export function describe({ userId, accountId, destination }: AssignmentKey): string {
  return `Destination "${destination}" (storage account "${accountId}") of user "${userId}"`;
}

/** What makes the assignment unique: ids count without regard to case, names of buckets exactly. */
export function naturalKey({ userId, accountId, destination }: AssignmentKey): string {
  return `${userId.toLowerCase()}/${accountId.toLowerCase()}/${destination}`;
}

const unconfirmed = "unconfirmed:";

/** What the state knows the assignment by until the service has told its id. */
export function unconfirmedId(key: AssignmentKey): string {
  return `${unconfirmed}${naturalKey(key)}`;
}

/** Whether the state does not know the assignment's own id yet. */
export function isUnconfirmed(id: string): boolean {
  return id.startsWith(unconfirmed);
}

/** The user's assignments of a bucket. */
export function findByBucket(
  user: User | undefined,
  { accountId, destination }: AssignmentKey,
): Assignment[] {
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
 * @param id `undefined` while the service has not told it
 * @throws IdentityConflictError when the id now belongs to a bucket of another storage account.
 */
export function findOwn(
  user: User | undefined,
  id: string | undefined,
  key: AssignmentKey,
): Assignment | undefined {
  const byId = id === undefined ? undefined : user?.destinations.find((entry) => sameId(entry.id, id));
  if (byId !== undefined && !sameId(byId.accountId, key.accountId)) {
    throw new IdentityConflictError(
      `${describe(key)} has changed its identity: id ${byId.id} now belongs to storage account "${byId.accountId}". ` +
        `Nothing was changed; correct it in the web console, or remove the resource from the state with ` +
        `"pulumi state delete" and declare it anew.`,
    );
  }
  return byId ?? findByBucket(user, key)[0];
}

/** The declared fields with the service's values; ids keep the declared spelling. */
export function fieldsFrom(
  declared: Pick<AssignmentFields, "userId" | "accountId" | "packageId">,
  entry: Assignment,
): AssignmentFields {
  return {
    userId: declared.userId,
    accountId: inDeclaredSpelling(declared.accountId, entry.accountId),
    destination: entry.destination,
    packageId: entry.packageId ?? declared.packageId,
  };
}

/** Whether the assignment is as declared, as far as the service tells. */
export function isAsDeclared(
  entry: Pick<Assignment, "destination" | "packageId">,
  { destination, packageId }: Pick<AssignmentFields, "destination" | "packageId">,
): boolean {
  const samePackage = entry.packageId === undefined || entry.packageId === packageId;
  return entry.destination === destination && samePackage;
}
