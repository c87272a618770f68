import * as z from "zod";
import { known, nameText } from "../lifecycle/inputs.js";
import type { InputFailure, Properties } from "../lifecycle/lifecycle.js";
import { containsUnknown } from "../lifecycle/unknowns.js";

const keyText = nameText("a key");

/**
 * The schema for the objects of a resource for many: a map from keys of the program's choice to entries. All faults are
 * reported together.
 * @param entry the schema for one entry
 * @param form how one entry is written
 */
export function mapOf(entry: z.ZodType, form: string) {
  const knownEntry = known(entry);
  return z.unknown().transform((value, context): Record<string, unknown> => {
    if (value === undefined) {
      context.addIssue({ code: "custom", message: "is required" });
      return z.NEVER;
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      context.addIssue({ code: "custom", message: `must be a map from keys of your choice to ${form}` });
      return z.NEVER;
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const results = [keyText.safeParse(key), knownEntry.safeParse(inner)] as const;
        for (const { error } of results) {
          for (const { message, path } of error?.issues ?? []) {
            context.addIssue({ code: "custom", message, path: [key, ...path] });
          }
        }
        return [key, results[1].data ?? inner];
      }),
    );
  });
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
