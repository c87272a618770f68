import type { Moment } from "../http/clock.js";

/** What is known of one item; no item: the service does not know it. */
export interface Known<Item> {
  readonly item: Item | undefined;
  readonly asOf: Moment;
}

/** Brings an item up to date after a write. */
export type Change<Item> = (item: Item) => Item;

interface Entry<Item> {
  readonly known: Known<Item>;
  /** What was written since. */
  readonly changes: Change<Item>[];
}

/** A call that fetches items. What is written while it is under way may or may not be in its answer. */
export class Fetch<Item> {
  readonly changes = new Map<string, Change<Item>[]>();
  readonly doubted = new Set<string>();

  constructor(readonly asOf: Moment) {}
}

/** The items of one noun as this process knows them, kept true by its own writes. */
export class Picture<Item> {
  private entries = new Map<string, Entry<Item>>();
  private listedAt: Moment = -Infinity;
  /** Of these items, nothing counts that was fetched before the doubt. */
  private doubted = new Set<string>();
  private readonly underWay = new Set<Fetch<Item>>();

  constructor(private readonly idOf: (item: Item) => string) {}

  /** What is known of an item as of `notBefore` or later; `undefined`: nothing. */
  recall(id: string, notBefore: Moment): Known<Item> | undefined {
    const name = key(id);
    if (this.doubted.has(name)) {
      return undefined;
    }
    const entry = this.entries.get(name);
    if (entry !== undefined && entry.known.asOf >= notBefore) {
      return this.upToDate(name, entry);
    }
    return this.listedAt >= notBefore ? { item: undefined, asOf: this.listedAt } : undefined;
  }

  /** Whether every item is known as of `notBefore` or later. */
  isComplete(notBefore: Moment): boolean {
    return this.listedAt >= notBefore && this.doubted.size === 0;
  }

  /** The items known; all there are when the picture {@link isComplete}. */
  items(): Item[] {
    return [...this.entries]
      .map(([name, entry]) => this.upToDate(name, entry).item)
      .filter((item) => item !== undefined);
  }

  /** An item as it was fetched and written last; `undefined`: the service did not know it. */
  latest(id: string): Item | undefined {
    const name = key(id);
    const entry = this.entries.get(name);
    return entry && this.upToDate(name, entry).item;
  }

  /** How many items were looked at, and whether this one was, however long ago. */
  get size(): number {
    return this.entries.size;
  }

  hasSeen(id: string): boolean {
    return this.entries.has(key(id));
  }

  /** Notes that a call goes out; {@link forget} it at its end. */
  begin(asOf: Moment): Fetch<Item> {
    const fetch = new Fetch<Item>(asOf);
    this.underWay.add(fetch);
    return fetch;
  }

  /** Takes in what a call for one item answered. */
  learn(fetch: Fetch<Item>, id: string, fetched: Item | undefined): void {
    const name = key(id);
    const changes = fetch.changes.get(name) ?? [];
    if (fetched === undefined && changes.length > 0) {
      fetch.doubted.add(name);
    }
    // A copy, because the call may still be under way for other items.
    this.entries.set(name, { known: { item: fetched, asOf: fetch.asOf }, changes: [...changes] });
    if (!fetch.doubted.has(name)) {
      this.doubted.delete(name);
    }
  }

  /** Takes in what a call for every item answered. */
  learnAll(fetch: Fetch<Item>, items: readonly Item[]): void {
    this.entries = new Map();
    for (const item of items) {
      this.learn(fetch, this.idOf(item), item);
    }
    for (const id of fetch.changes.keys()) {
      // Written while the list was under way, and not on it: it may be new.
      if (!this.entries.has(id)) {
        fetch.doubted.add(id);
      }
    }
    this.listedAt = fetch.asOf;
    this.doubted = new Set(fetch.doubted);
  }

  /** Ends the notes on a call. */
  forget(fetch: Fetch<Item>): void {
    this.underWay.delete(fetch);
  }

  /** A write was done: brings what is known up to date, also what the calls under way will answer. */
  amend(id: string, change: Change<Item>): void {
    for (const { changes } of this.underWay) {
      const earlier = changes.get(key(id));
      if (earlier === undefined) {
        changes.set(key(id), [change]);
      } else {
        earlier.push(change);
      }
    }
    const entry = this.entries.get(key(id));
    if (entry?.known.item === undefined) {
      this.doubted.add(key(id));
    } else {
      entry.changes.push(change);
    }
  }

  /** A write may have been done: nothing counts that was known of the item, or that a call under way will answer. */
  doubt(id: string): void {
    this.doubted.add(key(id));
    for (const { doubted } of this.underWay) {
      doubted.add(key(id));
    }
  }

  // Only when somebody asks: many writes of one large item would else cost the square of their number.
  private upToDate(name: string, entry: Entry<Item>): Known<Item> {
    const { item: fetched, asOf } = entry.known;
    if (fetched === undefined || entry.changes.length === 0) {
      return entry.known;
    }
    const known = { item: entry.changes.reduce<Item>((before, change) => change(before), fetched), asOf };
    this.entries.set(name, { known, changes: [] });
    return known;
  }
}

/** An id as it is compared. */
export function key(id: string): string {
  return id.toLowerCase();
}
