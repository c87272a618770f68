import type { TenantState } from "../../simulator/index.js";
import type { DeclaredResource, HeldResource } from "./engine-model.js";
import type { Values } from "./provider-process.js";

/** What makes an account's destination unique. */
export function destinationKey(accountId: unknown, destination: unknown): string {
  return `destination ${String(destination)} of ${String(accountId).toLowerCase()}`;
}

/** What makes a user's destination unique. */
export function assignmentKey(userId: unknown, accountId: unknown, destination: unknown): string {
  return `${destinationKey(accountId, destination)} for ${String(userId).toLowerCase()}`;
}

/** An object of the service: what makes it unique, and what a program says about it besides. */
export interface ServiceObject {
  readonly id: string;
  readonly key: string;
  readonly value: unknown;
}

/** The destinations and assignments that a service holds. */
export function objectsOf({ accounts, users }: TenantState): ServiceObject[] {
  return [
    ...accounts.flatMap(({ AccountID, Destinations }) =>
      Destinations.map(({ DestinationID: id, Destination, DestinationDisplayName }) => {
        // Without a name of its own, a destination is shown by the name of its bucket.
        const value = DestinationDisplayName ?? Destination;
        return { id, key: destinationKey(AccountID, Destination), value };
      }),
    ),
    ...users.flatMap(({ ID: userId, DestinationList }) =>
      DestinationList.map(({ ID: id, AccountID, Destination, PackageID: value }) => {
        return { id, key: assignmentKey(userId, AccountID, Destination), value };
      }),
    ),
  ];
}

/** An object as a resource declares it. */
export interface DeclaredObject extends Omit<ServiceObject, "id"> {
  /** The key that a resource for many has it under. */
  readonly entry?: string;
}

/** An object as a state holds it; without an id while the service has not confirmed it. */
export interface HeldObject extends DeclaredObject {
  readonly id?: string;
}

/** The objects of the service that a resource of a program stands for. */
export function declaredBy({ kind, args }: Pick<DeclaredResource, "kind" | "args">): DeclaredObject[] {
  switch (kind) {
    case "AccountDestination":
      return [registered(args)];
    case "UserDestination":
      return [assigned(args)];
    case "AccountDestinations":
      return entriesOf(args.destinations).map(([entry, fields]) => ({
        ...registered({ accountId: args.accountId, ...fields }),
        entry,
      }));
    case "UserDestinations":
      return entriesOf(args.assignments).map(([entry, fields]) => ({ ...assigned(fields), entry }));
    default:
      return [];
  }
}

/** The objects of the service that a resource of a state stands for, also those whose removal is due. */
export function heldBy({ kind, id, outputs }: HeldResource): HeldObject[] {
  const declared = declaredBy({ kind, args: outputs });
  if (kind === "AccountDestination" || kind === "UserDestination") {
    return declared.map((object) => (id.startsWith("unconfirmed:") ? object : { ...object, id }));
  }
  const ids = new Map(Object.entries((outputs.destinationIds ?? outputs.assignmentIds ?? {}) as Values));
  return [
    ...declared.map((object) => withId(object, ids.get(object.entry ?? ""))),
    ...supersededOf(outputs).flatMap(({ id: own, ...fields }) => {
      const args = { ...outputs, destinations: { fields }, assignments: { fields } };
      return declaredBy({ kind, args }).map(({ key, value }) => withId({ key, value }, own));
    }),
  ];
}

/** What a state of a resource for many holds although its key belongs to something else now. */
export function supersededOf({ superseded }: Values): Values[] {
  return (superseded ?? []) as Values[];
}

function registered({ accountId, destination, displayName }: Readonly<Values>): DeclaredObject {
  return { key: destinationKey(accountId, destination), value: displayName ?? destination };
}

function assigned({ userId, accountId, destination, packageId }: Readonly<Values>): DeclaredObject {
  return { key: assignmentKey(userId, accountId, destination), value: packageId };
}

function entriesOf(map: unknown): [string, Values][] {
  return Object.entries(map as Record<string, Values>);
}

function withId(object: DeclaredObject, id: unknown): HeldObject {
  return typeof id === "string" ? { ...object, id } : object;
}
