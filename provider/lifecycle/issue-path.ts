import type { BaseIssue, IssuePathItem } from "valibot";

/** The keys that lead to a place inside a value; at least one. */
export type Path = readonly [PropertyKey, ...PropertyKey[]];

/** The keys that lead to the place of an issue; none when it is about the whole value. */
export function keysOf({ path }: BaseIssue<unknown>): PropertyKey[] {
  return (path ?? []).map(({ key }) => key as PropertyKey);
}

/** The path of an issue at a place inside `input`. */
export function pathTo([key, ...keys]: Path, input: unknown): [IssuePathItem, ...IssuePathItem[]] {
  const item = (key: PropertyKey): IssuePathItem => ({
    type: "unknown",
    origin: "value",
    input,
    key,
    value: undefined,
  });
  return [item(key), ...keys.map(item)];
}
