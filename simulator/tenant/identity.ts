// Where each key of a list was seen, and how much of the list was looked at for it.
interface Places {
  readonly byKey: Map<string, number>;
  seen: number;
}

const placesOf = new WeakMap<readonly object[], Places>();

/** Whether two ids are the same: the service compares ids without regard to case. */
export function sameId(one: string, other: string): boolean {
  return one === other || (one.length === other.length && one.toLowerCase() === other.toLowerCase());
}

/** The item of a list with this id. */
export function findById<Item extends object>(
  list: readonly Item[],
  id: string,
  idOf: (item: Item) => string,
): Item | undefined {
  return findByKey(list, id.toLowerCase(), (item) => idOf(item).toLowerCase());
}

/**
 * An item of a list with exactly this key. Remembers where each key was, so that a large tenant is not searched
 * at each call.
 */
export function findByKey<Item extends object>(
  list: readonly Item[],
  key: string,
  keyOf: (item: Item) => string,
): Item | undefined {
  const places = placesOf.get(list) ?? { byKey: new Map<string, number>(), seen: 0 };
  placesOf.set(list, places);
  list.slice(places.seen).forEach((item, offset) => places.byKey.set(keyOf(item), places.seen + offset));
  places.seen = list.length;
  const remembered = list[places.byKey.get(key) ?? -1];
  if (remembered !== undefined && keyOf(remembered) === key) return remembered;
  // The list may have been changed since in another way than at its end, so a place is only a guess.
  const index = list.findIndex((item) => keyOf(item) === key);
  if (index >= 0) places.byKey.set(key, index);
  return list[index];
}

/** Takes this item out of a list. */
export function remove<Item>(list: Item[], item: Item): void {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
}
