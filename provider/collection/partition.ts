/** The items that are meant, and the others, both in their order. */
export function partition<Item>(items: readonly Item[], isMeant: (item: Item) => boolean): [Item[], Item[]] {
  const meant: Item[] = [];
  const others: Item[] = [];
  for (const item of items) {
    (isMeant(item) ? meant : others).push(item);
  }
  return [meant, others];
}
