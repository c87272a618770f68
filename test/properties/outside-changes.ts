import fc from "fast-check";
import type { Simulator } from "../../simulator/index.js";
import { assignmentKey, destinationKey, objectsOf } from "./service-objects.js";
import { accounts, buckets, displayNames, packages, users } from "./vocabulary.js";

/** A change that somebody makes in the web console; nothing happens where the console would refuse it. */
export interface OutsideChange {
  /** As a failing run prints it. */
  readonly name: string;
  make(simulator: Simulator): void;
}

const index = fc.nat({ max: 7 });
const destination = fc.record({
  accountId: fc.constantFrom(...accounts),
  bucket: fc.constantFrom(...buckets),
});

const pick = <Item>(items: readonly Item[], at: number): Item | undefined =>
  items[at % Math.max(items.length, 1)];
const assignmentsOf = ({ tenant }: Simulator) =>
  tenant.users.flatMap(({ DestinationList }) => DestinationList);
const isThere = ({ tenant }: Simulator, key: string) =>
  objectsOf(tenant).some((object) => object.key === key);

const addDestination = destination.map(({ accountId, bucket }): OutsideChange => ({
  name: `add ${bucket} to ${accountId}`,
  make: (simulator) => {
    if (isThere(simulator, destinationKey(accountId, bucket))) return;
    simulator.console.addDestination({ AccountID: accountId, Destination: bucket });
  },
}));

const assign = fc
  .record({ userId: fc.constantFrom(...users), place: destination, packageId: fc.constantFrom(...packages) })
  .map(({ userId, place: { accountId, bucket }, packageId }): OutsideChange => ({
    name: `assign ${bucket} of ${accountId} to ${userId}`,
    make: (simulator) => {
      if (!isThere(simulator, destinationKey(accountId, bucket))) return;
      if (isThere(simulator, assignmentKey(userId, accountId, bucket))) return;
      simulator.console.assignDestination({
        UserID: userId,
        AccountID: accountId,
        Destination: bucket,
        PackageID: packageId,
      });
    },
  }));

const unassign = index.map((at): OutsideChange => ({
  name: `unassign number ${String(at)}`,
  make: (simulator) => {
    const assignment = pick(assignmentsOf(simulator), at);
    if (assignment !== undefined) simulator.console.unassignDestination(assignment.ID);
  },
}));

const changePackage = fc.tuple(index, fc.constantFrom(...packages)).map(([at, PackageID]): OutsideChange => ({
  name: `give assignment number ${String(at)} the package ${String(PackageID)}`,
  make: (simulator) => {
    const assignment = pick(assignmentsOf(simulator), at);
    if (assignment !== undefined) simulator.console.changeAssignment(assignment.ID, { PackageID });
  },
}));

const renameDestination = fc
  .tuple(destination, fc.constantFrom(...displayNames, null))
  .map(([{ accountId, bucket }, displayName]): OutsideChange => ({
    name: `rename ${bucket} of ${accountId} to ${String(displayName)}`,
    make: (simulator) => {
      const found = objectsOf(simulator.tenant).find(({ key }) => key === destinationKey(accountId, bucket));
      if (found !== undefined) simulator.console.renameDestination(found.id, displayName);
    },
  }));

const removeDestination = destination.map(({ accountId, bucket }): OutsideChange => ({
  name: `remove ${bucket} of ${accountId}`,
  make: (simulator) => {
    const objects = objectsOf(simulator.tenant);
    const key = destinationKey(accountId, bucket);
    const found = objects.find((object) => object.key === key);
    const isAssigned = objects.some((object) => object.key.startsWith(`${key} for `));
    if (found !== undefined && !isAssigned) simulator.console.removeDestination(found.id);
  },
}));

const backUp = fc
  .record({ UserID: fc.constantFrom(...users), ComputerName: fc.constantFrom("laptop", "nas-01") })
  .map((pair): OutsideChange => ({
    name: `back up ${pair.ComputerName} of ${pair.UserID}`,
    make: ({ console }) => console.addComputerData({ ...pair, DestinationId: "d-1" }),
  }));

const removeComputer = index.map((at): OutsideChange => ({
  name: `remove computer number ${String(at)}`,
  make: ({ console, tenant }) => {
    const pair = pick(tenant.computers, at);
    if (pair !== undefined) console.removeComputerData({ ...pair });
  },
}));

const expireTokens = fc.constant<OutsideChange>({
  name: "expire tokens",
  make: ({ console }) => console.expireTokens(),
});

/** Everything that somebody else may do to what a program manages, or will. */
export const outsideChanges: fc.Arbitrary<OutsideChange> = fc.oneof(
  addDestination,
  assign,
  unassign,
  changePackage,
  renameDestination,
  removeDestination,
  backUp,
  removeComputer,
  expireTokens,
);
