import fc from "fast-check";
import { sample } from "../support/samples.js";
import type { DeclaredResource } from "./engine-model.js";

/** Storage accounts that take further destinations. */
export const accounts = [sample.account, "94bf5b06-79a0-4a52-88ed-36da652f4254"] as const;
/** Buckets that programs and people register. */
export const buckets = ["bucket-one", "bucket-two"] as const;
export const packages = [sample.packageId, sample.otherPackageId] as const;
export const users = [sample.charlie, sample.kim, sample.jane] as const;
export const displayNames = ['Größe "x" <y> & z', "Shown", "  spaces  "] as const;

/** A whole program. Each of its resources has a name of its own. */
export type Program = readonly DeclaredResource[];

const adopt = fc.boolean();
/** The same resource under another name, as after a rename in the program. */
const spelling = fc.constantFrom("a", "b");

/** Ids count without regard to case. */
const spelt = (id: string) => fc.constantFrom(id, id, id.toUpperCase());

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
    bucket: fc.option(fc.nat({ max: 1 }), { nil: undefined }),
    packageId: fc.constantFrom(...packages),
    adopt,
  });

const existingBucket = { accountId: sample.account, destination: sample.unitedStates };

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
 * Programs that a careful person could write: no object is declared twice, and every user has at most one assignment, as
 * two that change places cannot be changed in place.
 */
export const programs: fc.Arbitrary<Program> = fc
  .tuple(
    fc.tuple(perhaps(accountDestination(0), 3), perhaps(accountDestination(1))),
    fc.tuple(
      perhaps(userDestination(0, [sample.charlie, sample.kim]), 3),
      perhaps(userDestination(1, [sample.jane])),
    ),
    fc.tuple(perhaps(userComputerData(0)), perhaps(userComputerData(1), 1)),
    perhaps(order, 1),
  )
  .map(([declaredBuckets, assignments, data, purge]) => {
    const own = withoutRepetition(declaredBuckets.filter((entry) => entry !== undefined));
    return [
      ...own,
      ...assignments
        .filter((entry) => entry !== undefined)
        .map(({ name, bucket, ...args }): DeclaredResource => {
          const { accountId, destination } = own[bucket ?? Infinity]?.args ?? existingBucket;
          return { name, kind: "UserDestination", args: { ...args, accountId, destination } };
        }),
      ...[...data, purge].filter((entry) => entry !== undefined),
    ];
  });

function withoutRepetition(declared: readonly AccountDestinationDeclared[]): AccountDestinationDeclared[] {
  const key = ({ args }: AccountDestinationDeclared) => `${args.accountId.toLowerCase()} ${args.destination}`;
  return declared.filter(
    (entry, index) => declared.findIndex((other) => key(other) === key(entry)) === index,
  );
}
