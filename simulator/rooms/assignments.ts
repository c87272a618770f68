import { randomUUID } from "node:crypto";
import { Refusal } from "../reply.js";
import { findByKey, sameId } from "../tenant/identity.js";
import type {
  AccountDestinationState,
  AccountState,
  UserDestinationState,
  UserState,
} from "../tenant/state.js";
import type { Store } from "../tenant/store.js";
import { required } from "./call.js";

/** What assigning a destination to a user takes: the user, the account, the bucket and the package. */
export interface NewAssignment {
  readonly UserID: string;
  readonly AccountID: string;
  readonly Destination: string;
  readonly PackageID: number;
}

/** A user's destination as the API shows it, with the display names of its account. */
export function userDestinationView(store: Store, assignment: UserDestinationState): object {
  const account = store.account(assignment.AccountID);
  const destination = account && destinationNamed(account, assignment.Destination);
  return {
    ID: assignment.ID,
    CurrentVolume: assignment.CurrentVolume ?? 0,
    PackageID: assignment.PackageID,
    AccountID: assignment.AccountID,
    AccountDisplayName: account?.DisplayName ?? null,
    Destination: assignment.Destination,
    DestinationDisplayName: destination?.DestinationDisplayName ?? null,
  };
}

/** Assigns a destination to a user. Throws a `Refusal` as the service refuses. */
export function assign(store: Store, sent: NewAssignment): UserDestinationState {
  const user = required(store.user(sent.UserID), "User not found.");
  const account = required(store.account(sent.AccountID), "Account not found.");
  requireDestination(account, sent.Destination);
  requirePackage(store, sent.PackageID);
  const { AccountID } = account;
  refuseSecond(store, user, AccountID, sent.Destination);
  const assignment = {
    ID: randomUUID(),
    AccountID,
    Destination: sent.Destination,
    PackageID: sent.PackageID,
    CurrentVolume: 0,
  };
  user.DestinationList.push(assignment);
  return assignment;
}

/** Changes the package or the bucket of a user's destination. Throws a `Refusal` as the service refuses. */
export function changeAssignment(
  store: Store,
  user: UserState,
  assignment: UserDestinationState,
  { Destination, PackageID }: { readonly Destination?: string; readonly PackageID?: number },
): void {
  if (PackageID !== undefined) requirePackage(store, PackageID);
  if (Destination !== undefined && Destination !== assignment.Destination) {
    requireDestination(required(store.account(assignment.AccountID), "Account not found."), Destination);
    refuseSecond(store, user, assignment.AccountID, Destination);
    assignment.Destination = Destination;
  }
  assignment.PackageID = PackageID ?? assignment.PackageID;
}

/** The user who has this destination, and the entry. Throws a `Refusal` when nobody, or another user, has it. */
export function holding(
  store: Store,
  id: string,
  userId?: string,
): { readonly user: UserState; readonly assignment: UserDestinationState } {
  const owner = userId === undefined ? undefined : required(store.user(userId), "User not found.");
  for (const user of owner === undefined ? store.tenant.users : [owner]) {
    const assignment = user.DestinationList.find((entry) => sameId(entry.ID, id));
    if (assignment !== undefined) return { user, assignment };
  }
  throw new Refusal("Destination not found.");
}

function requireDestination(account: AccountState, bucket: string): void {
  required(destinationNamed(account, bucket), "Destination not found on the account.");
}

function requirePackage(store: Store, id: number): void {
  required(
    store.tenant.packages.find((entry) => entry.ID === id),
    "Package not found.",
  );
}

function refuseSecond(store: Store, user: UserState, accountId: string, bucket: string): void {
  if (store.behaviour.duplicateAssignment === "accept") return;
  const hasIt = user.DestinationList.some(
    (entry) => entry.Destination === bucket && sameId(entry.AccountID, accountId),
  );
  if (hasIt) throw new Refusal("The destination is already assigned to the user.");
}

function destinationNamed(account: AccountState, bucket: string): AccountDestinationState | undefined {
  return findByKey(account.Destinations, bucket, ({ Destination }) => Destination);
}
