import fc from "fast-check";
import type { DeclaredResource } from "./engine-model.js";
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
  users,
} from "./vocabulary.js";

/** A bucket that a program declares somewhere. */
export interface Place {
  readonly accountId: string;
  readonly destination: string;
}

/** Keys of entries, from which programs choose. */
export const entryKeys = ["x", "y", "z"] as const;

/** A few entries, each with a key of its own. */
function entriesOf<Entry>(entry: fc.Arbitrary<Entry>) {
  const keyed = fc.tuple(fc.constantFrom(...entryKeys), entry);
  return fc.uniqueArray(keyed, { selector: ([key]) => key, maxLength: entryKeys.length });
}

/** An `AccountDestinations` that some buckets are taken out of, because the program has them elsewhere. */
export const accountDestinations = fc
  .record({
    name: spelling.map((variant) => `buckets-${variant}`),
    accountId: fc.constantFrom(...accounts).chain(spelt),
    entries: entriesOf(
      fc.record({
        destination: fc.constantFrom(...buckets),
        displayName: fc.option(fc.constantFrom(...displayNames), { nil: undefined }),
      }),
    ),
    adopt,
  })
  .map(({ name, accountId, entries, ...args }) => (elsewhere: readonly Place[]) => {
    const destinations = withoutRepetition(entries, elsewhere.map(bucketKey), ({ destination }) =>
      bucketKey({ accountId, destination }),
    );
    const places = Object.values(destinations).map(({ destination }): Place => ({ accountId, destination }));
    const resource: DeclaredResource = {
      name,
      kind: "AccountDestinations",
      args: { ...args, accountId, destinations },
    };
    return { resource, places };
  });

/** A `UserDestinations` for users who have nothing elsewhere in the program. */
export const userDestinations = fc
  .record({
    name: spelling.map((variant) => `assignments-${variant}`),
    entries: entriesOf(
      fc.record({
        userId: fc.constantFrom(...users).chain(spelt),
        /** Which declared bucket; none: one that stands already. */
        bucket: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
        packageId: fc.constantFrom(...packages),
      }),
    ),
    adopt,
  })
  .map(
    ({ name, entries, ...args }) =>
      (places: readonly Place[], usersElsewhere: readonly string[]): DeclaredResource => {
        const placed = entries
          .filter(([, { userId }]) => !usersElsewhere.includes(userId.toLowerCase()))
          .map(([key, { bucket, ...entry }]) => {
            const { accountId, destination } = places[bucket ?? Infinity] ?? existingBucket;
            return [key, { ...entry, accountId, destination }] as const;
          });
        const assignments = withoutRepetition(
          placed,
          [],
          (entry) => `${entry.userId.toLowerCase()} ${bucketKey(entry)}`,
        );
        return { name, kind: "UserDestinations", args: { ...args, assignments } };
      },
  );

/** The entries that stand for another object than all before them and than what is taken. */
function withoutRepetition<Entry>(
  entries: readonly (readonly [string, Entry])[],
  taken: readonly string[],
  keyOf: (entry: Entry) => string,
): Readonly<Record<string, Entry>> {
  const seen = new Set(taken);
  return Object.fromEntries(
    entries.filter(([, entry]) => {
      const isNew = !seen.has(keyOf(entry));
      seen.add(keyOf(entry));
      return isNew;
    }),
  );
}
