const positions = new WeakMap<readonly object[], Map<string, number>>();

/** Whether two ids are the same: the service compares ids without regard to case. */
export function sameId(one: string, other: string): boolean {
  return one === other || (one.length === other.length && one.toLowerCase() === other.toLowerCase());
}

/** The item of a list with this id. Remembers positions, so that a large tenant is not searched at each call. */
export function findById<Item extends object>(
  list: readonly Item[],
  id: string,
  idOf: (item: Item) => string,
): Item | undefined {
  const key = id.toLowerCase();
  const known = positions.get(list)?.get(key);
  const remembered = known === undefined ? undefined : list[known];
  // The list may have been changed by hand since, so a remembered place is only a guess.
  if (remembered !== undefined && idOf(remembered).toLowerCase() === key) return remembered;
  const fresh = new Map(list.map((item, index) => [idOf(item).toLowerCase(), index]));
  positions.set(list, fresh);
  const found = fresh.get(key);
  return found === undefined ? undefined : list[found];
}

/** Takes this item out of a list. */
export function remove<Item>(list: Item[], item: Item): void {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
}
