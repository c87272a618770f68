import * as v from "valibot";
import { known, nameText } from "../lifecycle/inputs.js";
import { keysOf, pathTo } from "../lifecycle/issue-path.js";
import type { InputFailure, Properties } from "../lifecycle/lifecycle.js";
import { containsUnknown } from "../lifecycle/unknowns.js";

const keyText = nameText("a key");

/**
 * The schema for the objects of a resource for many: a map from keys of the program's choice to entries. All faults are
 * reported together.
 * @param entry the schema for one entry
 * @param form how one entry is written
 */
export function mapOf(entry: v.GenericSchema, form: string) {
  const knownEntry = known(entry);
  return v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset: { value }, addIssue, NEVER }): Properties => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        const message =
          value === undefined ? "is required" : `must be a map from keys of your choice to ${form}`;
        addIssue({ message });
        return NEVER;
      }
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => {
          const checked = v.safeParse(knownEntry, inner);
          for (const issue of [...(v.safeParse(keyText, key).issues ?? []), ...(checked.issues ?? [])]) {
            addIssue({ message: issue.message, path: pathTo([key, ...keysOf(issue)], value) });
          }
          return [key, checked.success ? checked.output : inner];
        }),
      );
    }),
  );
}

/**
 * A failure for each entry that stands for the same object as one before it. Entries that are not known yet stand for
 * nothing.
 * @param property the name of the map
 * @param naturalKey what makes the object of an entry unique
 */
export function repetitions(
  property: string,
  entries: unknown,
  naturalKey: (entry: Properties) => string,
): InputFailure[] {
  if (typeof entries !== "object" || entries === null) {
    return [];
  }
  const keys = new Map<string, string>();
  return Object.entries(entries as Record<string, Properties>).flatMap(([key, entry]) => {
    if (containsUnknown(entry)) {
      return [];
    }
    const object = naturalKey(entry);
    const earlier = keys.get(object);
    if (earlier !== undefined) {
      const reason = `stands for the same object as "${earlier}": remove one of them`;
      return [{ property: `${property}[${JSON.stringify(key)}]`, reason }];
    }
    keys.set(object, key);
    return [];
  });
}
