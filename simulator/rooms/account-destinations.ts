import { randomUUID } from "node:crypto";
import { done, object, Refusal, scalar, type Reply } from "../reply.js";
import type { Behaviour } from "../options/behaviour.js";
import { findByKey, remove, sameId } from "../tenant/identity.js";
import type { AccountDestinationState, AccountState } from "../tenant/state.js";
import type { Store } from "../tenant/store.js";
import { required, type Operations } from "./call.js";

/** What adding a destination to a storage account takes: the account, the bucket, and a name to show. */
export interface NewAccountDestination {
  readonly AccountID: string;
  readonly Destination: string;
  readonly DestinationDisplayName?: string | null;
}

interface DestinationOfAccount extends NewAccountDestination {
  readonly DestinationID?: string;
}

interface Place {
  readonly account: AccountState;
  readonly destination: AccountDestinationState;
}

/** Destinations of storage accounts: add, rename, remove. */
export const accountDestinationOperations: Operations = {
  addAccountDestination: ({ store, body, behaviour }) => {
    const place = addDestination(store, body as NewAccountDestination);
    store.created(place.destination);
    return createReply(behaviour, place);
  },
  editAccountDestination: ({ store, body }) => {
    const edit = body as DestinationOfAccount;
    const { destination } = placeOf(store, edit);
    if (edit.Destination !== destination.Destination) throw new Refusal("The bucket can't be changed.");
    if (edit.DestinationDisplayName !== undefined) rename(store, destination, edit.DestinationDisplayName);
    return done;
  },
  removeAccountDestination: ({ store, body, behaviour }) => {
    const removal = body as DestinationOfAccount;
    if (removal.DestinationID === undefined && behaviour.removalWithoutDestinationId === "refuse") {
      throw new Refusal("The DestinationID field is required.");
    }
    removeDestination(store, placeOf(store, removal));
    return done;
  },
};

/** An account's destination as the API shows it. */
export function accountDestinationView(account: AccountState, destination: AccountDestinationState): object {
  return {
    DestinationID: destination.DestinationID,
    AccountID: account.AccountID,
    Destination: destination.Destination,
    DestinationDisplayName: destination.DestinationDisplayName ?? null,
  };
}

/** Registers a bucket with a storage account. Throws a `Refusal` as the service refuses. */
export function addDestination(store: Store, sent: NewAccountDestination): Place {
  const account = required(store.account(sent.AccountID), "Account not found.");
  if (isFileShare(account)) throw new Refusal("A destination can't be added to a file share account.");
  const isThere =
    findByKey(account.Destinations, sent.Destination, (entry) => entry.Destination) !== undefined;
  if (isThere && store.behaviour.duplicateDestination === "refuse") {
    throw new Refusal("The destination already exists.");
  }
  const absent = store.behaviour.absentDisplayName === "null" ? null : sent.Destination;
  const destination: AccountDestinationState = { DestinationID: randomUUID(), Destination: sent.Destination };
  rename(store, destination, sent.DestinationDisplayName ?? absent);
  account.Destinations.push(destination);
  return { account, destination };
}

/** Gives an account's destination another name to show. */
export function rename(store: Store, destination: AccountDestinationState, name: string | null): void {
  destination.DestinationDisplayName =
    store.behaviour.displayNames === "trimmed" ? (name?.trim() ?? null) : name;
}

/** Takes a destination from its storage account. Throws a `Refusal` while a user has it. */
export function removeDestination(store: Store, { account, destination }: Place): void {
  const isAssigned = store.tenant.users.some((user) =>
    user.DestinationList.some(
      ({ AccountID, Destination }) =>
        Destination === destination.Destination && sameId(AccountID, account.AccountID),
    ),
  );
  if (isAssigned) throw new Refusal("Destination is in use.");
  remove(account.Destinations, destination);
}

/** The destination with this id, in whatever account. Throws a `Refusal` when there is none. */
export function placeById(store: Store, destinationId: string): Place {
  const places = store.tenant.accounts.flatMap((account) =>
    account.Destinations.map((destination) => ({ account, destination })),
  );
  const place = places.find(({ destination }) => sameId(destination.DestinationID, destinationId));
  return required(place, "Destination not found.");
}

function placeOf(store: Store, sent: DestinationOfAccount): Place {
  const account = required(store.account(sent.AccountID), "Account not found.");
  const { DestinationID: id } = sent;
  const candidates = account.Destinations.filter((destination) =>
    id === undefined ? destination.Destination === sent.Destination : sameId(destination.DestinationID, id),
  );
  if (candidates.length > 1) throw new Refusal("Several destinations match: DestinationID is required.");
  const destination = required(candidates[0], "Destination not found.");
  return { account, destination };
}

function isFileShare(account: AccountState): boolean {
  return /^(fs|file ?share)$/i.test(account.StorageType);
}

function createReply(behaviour: Behaviour, { account, destination }: Place): Reply {
  if (behaviour.createReplies === "empty") return done;
  if (behaviour.createReplies === "id") return scalar(destination.DestinationID);
  const view = { ...accountDestinationView(account, destination) };
  return object(
    "DestinationOfAccount",
    behaviour.createReplies === "object" ? view : without(view, "DestinationID"),
  );
}

function without(view: object, name: string): object {
  return Object.fromEntries(Object.entries(view).filter(([key]) => key !== name));
}
