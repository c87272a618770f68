import type { TenantState } from "../../simulator/index.js";
import { sameId } from "../../provider/identity.js";
import type { DeclaredResource, HeldResource } from "./engine-model.js";

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

/** The key of a declared or held resource that stands for an object of the service. */
export function keyOf(
  kind: DeclaredResource["kind"],
  properties: DeclaredResource["args"],
): string | undefined {
  const { userId, accountId, destination } = properties;
  if (kind === "AccountDestination") return destinationKey(accountId, destination);
  return kind === "UserDestination" ? assignmentKey(userId, accountId, destination) : undefined;
}

/** Where a service differs from a program, in words; none: it holds each declared object once, and no orphan. */
export function discrepancies(
  program: readonly DeclaredResource[],
  tenant: TenantState,
  isForeign: (object: ServiceObject) => boolean,
): string[] {
  const declared = program.flatMap(({ kind, args }) => {
    const key = keyOf(kind, args);
    const { displayName, destination, packageId } = args;
    const value = kind === "AccountDestination" ? (displayName ?? destination) : packageId;
    return key === undefined ? [] : [{ key, value }];
  });
  const objects = objectsOf(tenant);
  return [
    ...declared.flatMap(({ key, value }) => {
      const found = objects.filter((object) => object.key === key);
      if (found.length !== 1) return [`${key} is there ${String(found.length)} times`];
      return found[0]?.value === value ? [] : [`${key} is ${String(found[0]?.value)}, not ${String(value)}`];
    }),
    ...objects
      .filter((object) => !isForeign(object) && !declared.some(({ key }) => key === object.key))
      .map(({ key }) => `${key} is an orphan`),
  ];
}

/** Where a state differs from a program, in words; none: it holds each resource once, and no other. */
export function stateDiscrepancies(
  program: readonly DeclaredResource[],
  state: readonly HeldResource[],
  tenant: TenantState,
): string[] {
  const objects = objectsOf(tenant);
  return [
    ...program
      .filter(({ name }) => state.filter((held) => held.name === name).length !== 1)
      .map(({ name }) => `${name} is not in the state once`),
    ...state
      .filter(({ name }) => !program.some((declared) => declared.name === name))
      .map(({ name }) => `${name} is left in the state`),
    ...state
      .filter(({ kind, outputs }) => {
        const key = keyOf(kind, outputs);
        return key !== undefined && !objects.some((object) => object.key === key);
      })
      .map(({ name }) => `${name} in the state has no object`),
    ...state
      .filter(({ kind, id, outputs }) => {
        const object = objects.find(({ key }) => key === keyOf(kind, outputs));
        return object !== undefined && !id.startsWith("unconfirmed:") && !sameId(object.id, id);
      })
      .map(({ name }) => `${name} in the state has another id than its object`),
  ];
}
