import type { Member } from "./plan.js";

/** An object that is no longer declared but still there, as the state spells it. */
export type Superseded<Fields> = Fields & { readonly key: string; readonly id?: string };

/** Objects by key, and their ids by key, as the state keeps them. */
export interface Records<Fields> {
  readonly entries: Readonly<Record<string, Fields>>;
  readonly ids: Readonly<Record<string, string>>;
}

/** The objects that the state keeps by key. One without an id is not confirmed. */
export function membersFrom<Fields>({ entries, ids }: Records<Fields>): Member<Fields>[] {
  const idByKey = new Map(Object.entries(ids));
  return Object.entries(entries).map(([key, fields]) => member(key, fields, idByKey.get(key)));
}

/** Objects by key, as the state keeps them. */
export function recordsFrom<Fields>(members: readonly Member<Fields>[]): Records<Fields> {
  return {
    entries: Object.fromEntries(members.map(({ key, fields }) => [key, fields])),
    ids: Object.fromEntries(members.flatMap(({ key, id }) => (id === undefined ? [] : [[key, id]]))),
  };
}

/** The superseded objects that the state keeps. */
export function supersededFrom<Fields extends object>(
  list: readonly Superseded<Fields>[] | undefined,
): Member<Fields>[] {
  return (list ?? []).map(({ key, id, ...fields }) => member(key, fields as unknown as Fields, id));
}

/** Superseded objects as the state keeps them: nothing at all while there are none, which is nearly always. */
export function supersededRecord<Fields>(superseded: readonly Member<Fields>[]): {
  readonly superseded?: readonly Superseded<Fields>[];
} {
  return superseded.length === 0
    ? {}
    : { superseded: superseded.map(({ fields, ...rest }) => ({ ...fields, ...rest })) };
}

function member<Fields>(key: string, fields: Fields, id: string | undefined): Member<Fields> {
  return id === undefined ? { key, fields } : { key, fields, id };
}
