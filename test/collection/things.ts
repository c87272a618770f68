import type { Comparison, Declared, Member } from "../../provider/collection/plan.js";

/** An object of a made-up kind. */
export interface Thing {
  readonly owner: string;
  readonly name: string;
  readonly size: number;
}

export const naturalKey = ({ owner, name }: Thing) => `${owner}/${name}`;

/** Things are unique by owner and name; name and size change in place. */
export const comparison: Comparison<Thing> = {
  naturalKey,
  isAsDeclared: (held, declared) => held.size === declared.size,
  canBecome: (held, declared) => held.owner === declared.owner,
};

/** @param path owner and name: `kim/lamp` */
export function thing(path: string, size = 1): Thing {
  const [owner = "", name = ""] = path.split("/");
  return { owner, name, size };
}

export const declared = (key: string, path: string, size = 1): Declared<Thing> => ({
  key,
  fields: thing(path, size),
});

/** A thing as the state holds it, confirmed under the id `id of <path>`. */
export const held = (key: string, path: string, size = 1): Member<Thing> => ({
  key,
  fields: thing(path, size),
  id: `id of ${path}`,
});

/** A thing as the state holds it that the service has not confirmed. */
export const unconfirmed = (key: string, path: string, size = 1): Member<Thing> => ({
  key,
  fields: thing(path, size),
});
