import fc from "fast-check";
import { sample } from "../support/samples.js";
import type { DeclaredResource } from "./engine-model.js";
import { accountDestinations, userDestinations } from "./resources-for-many.js";
import {
  accounts,
  adopt,
  bucketKey,
  buckets,
  displayNames,
  existingBucket,
  packages,
  spelling,
  spelt,
} from "./vocabulary.js";

/** A whole program. Each of its resources has a name of its own. */
export type Program = readonly DeclaredResource[];

const accountDestination = (slot: number) =>
  fc
    .record({
      name: spelling.map((variant) => `bucket${String(slot)}${variant}`),
      accountId: fc.constantFrom(...accounts).chain(spelt),
      destination: fc.constantFrom(...buckets),
      displayName: fc.option(fc.constantFrom(...displayNames), { nil: undefined }),
      adopt,
    })
    .map(({ name, ...args }) => ({ name, kind: "AccountDestination", args }) as const);

type AccountDestinationDeclared =
  ReturnType<typeof accountDestination> extends fc.Arbitrary<infer Value> ? Value : never;

const userDestination = (slot: number, candidates: readonly string[]) =>
  fc.record({
    name: spelling.map((variant) => `assignment${String(slot)}${variant}`),
    userId: fc.constantFrom(...candidates).chain(spelt),
    /** Which declared bucket; none: one that stands already. */
    bucket: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
    packageId: fc.constantFrom(...packages),
    adopt,
  });

const computers = fc.oneof(
  fc.constant("all" as const),
  fc.constantFrom("Charlie Marketing MacBook", "nas-01", "laptop").map((computerName) => [{ computerName }]),
);

const userComputerData = (slot: number) =>
  fc
    .record({
      name: spelling.map((variant) => `data${String(slot)}${variant}`),
      userId: fc.constantFrom(sample.charlie, sample.kim).chain(spelt),
      computers,
      onDelete: fc.constantFrom("purge", "retain"),
    })
    .map(({ name, ...args }): DeclaredResource => ({ name, kind: "UserComputerData", args }));

const order = fc
  .record({
    userId: fc.constantFrom(sample.charlie, sample.kim),
    computers,
    triggers: fc.array(fc.nat({ max: 2 }), { maxLength: 1 }),
  })
  .map((args): DeclaredResource => ({ name: "order", kind: "UserComputerDataPurge", args }));

const perhaps = <Value>(arbitrary: fc.Arbitrary<Value>, freq = 2) =>
  fc.option(arbitrary, { nil: undefined, freq });

/**
 * Programs that a careful person could write: no object is declared twice, and every user has at most one assignment of
 * a resource of its own, as two that change places cannot be changed in place.
 */
export const programs: fc.Arbitrary<Program> = fc
  .record({
    buckets: fc.tuple(perhaps(accountDestination(0), 3), perhaps(accountDestination(1))),
    manyBuckets: perhaps(accountDestinations),
    assignments: fc.tuple(
      perhaps(userDestination(0, [sample.charlie, sample.kim])),
      perhaps(userDestination(1, [sample.jane]), 1),
    ),
    manyAssignments: perhaps(userDestinations),
    data: fc.tuple(perhaps(userComputerData(0)), perhaps(userComputerData(1), 1)),
    purge: perhaps(order, 1),
  })
  .map((declared) => {
    const own = withoutRepetition(declared.buckets.filter((entry) => entry !== undefined));
    const ownPlaces = own.map(({ args: { accountId, destination } }) => ({ accountId, destination }));
    const many = declared.manyBuckets?.(ownPlaces);
    const places = [...ownPlaces, ...(many?.places ?? [])];
    const assignments = declared.assignments
      .filter((entry) => entry !== undefined)
      .map(({ name, bucket, ...args }) => {
        const { accountId, destination } = places[bucket ?? Infinity] ?? existingBucket;
        return { name, kind: "UserDestination", args: { ...args, accountId, destination } } as const;
      });
    const usersOfTheirOwn = assignments.map(({ args }) => args.userId.toLowerCase());
    return [
      ...own,
      many?.resource,
      ...assignments,
      declared.manyAssignments?.(places, usersOfTheirOwn),
      ...declared.data,
      declared.purge,
    ].filter((resource) => resource !== undefined);
  });

function withoutRepetition(declared: readonly AccountDestinationDeclared[]): AccountDestinationDeclared[] {
  const keys = declared.map(({ args }) => bucketKey(args));
  return declared.filter((_, index) => keys.indexOf(keys[index] ?? "") === index);
}
