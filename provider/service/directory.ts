import { ServiceCallError } from "../http/errors.js";
import type { Clock, Moment } from "../http/clock.js";

/** How a directory asks the service. */
export interface DirectorySource<Item> {
  /** One item by id; `undefined` when the service does not know it. */
  one(id: string): Promise<Item | undefined>;
  /** Every item there is. */
  all(): Promise<Item[]>;
  idOf(item: Item): string;
  /** From how many wanted items on one list is cheaper than reading each. */
  readonly listFrom: number;
}

/** How long a picture of the service serves: one run of the engine sees the service as it was when the run began. */
const maximumAge = 5 * 60_000;
/** How long a read waits for others that could share it. */
const gatheringTime = 15;
/** How long a read waits for writes under way, whose callers will want to read as well. */
const longestWaitForWrites = 1_000;

interface Known<Item> {
  readonly item: Item | undefined;
  readonly asOf: Moment;
}

interface Want<Item> {
  /** `undefined`: everything. */
  readonly id: string | undefined;
  readonly notBefore: Moment;
  readonly resolve: (item: Item | undefined) => void;
  readonly reject: (reason: unknown) => void;
}

interface Amendment<Item> {
  readonly id: string;
  readonly at: Moment;
  readonly change: (item: Item) => Item;
}

/**
 * The items of one noun as this process knows them. Reads under way are shared, many single reads become one list, own
 * writes keep the picture true, and no read answers with a value older than a write of this process or than the
 * moment that its caller names.
 */
export class Directory<Item> {
  private readonly known = new Map<string, Known<Item>>();
  private readonly doubtedSince = new Map<string, Moment>();
  private anyDoubtedSince: Moment = -Infinity;
  private listedAt: Moment = -Infinity;
  private wants: Want<Item>[] = [];
  private amendments: Amendment<Item>[] = [];
  private readonly writesUnderWay = new Set<Promise<unknown>>();
  private working = false;

  constructor(
    private readonly source: DirectorySource<Item>,
    private readonly clock: Clock,
  ) {}

  /** The item as it was at `notBefore` or later; without it, as this run knows it. */
  item(id: string, notBefore: Moment = this.clock.now() - maximumAge): Promise<Item | undefined> {
    const remembered = this.remembered(id, notBefore);
    return remembered !== undefined ? Promise.resolve(remembered.item) : this.want(id, notBefore);
  }

  /** Every item, as of `notBefore` or later. */
  async everything(notBefore: Moment = this.clock.now() - maximumAge): Promise<Item[]> {
    if (this.listedAt < Math.max(notBefore, this.anyDoubtedSince)) {
      await this.want(undefined, notBefore);
    }
    return [...this.known.values()].flatMap(({ item }) => (item === undefined ? [] : [item]));
  }

  /**
   * Runs a write of this process. `change` brings what is known of the item up to date once the write is done; after a
   * write that failed but may have had an effect, nothing that was known of the item counts.
   */
  async write<Result>(
    id: string,
    send: () => Promise<Result>,
    change: (item: Item, result: Result) => Item,
  ): Promise<Result> {
    const sending = send();
    this.writesUnderWay.add(sending);
    try {
      const result = await sending;
      this.amend({ id: key(id), at: this.clock.now(), change: (item) => change(item, result) });
      return result;
    } catch (error) {
      if (mayHaveHadEffect(error)) {
        this.doubt(id);
      }
      throw error;
    } finally {
      this.writesUnderWay.delete(sending);
    }
  }

  private doubt(id: string): void {
    this.anyDoubtedSince = this.clock.now();
    this.doubtedSince.set(key(id), this.anyDoubtedSince);
  }

  private amend(amendment: Amendment<Item>): void {
    // A fetch under way may have begun before this write: it is amended when it arrives.
    if (this.working) {
      this.amendments.push(amendment);
    }
    const known = this.known.get(amendment.id);
    if (known?.item !== undefined) {
      this.known.set(amendment.id, { ...known, item: amendment.change(known.item) });
    }
  }

  private remembered(id: string, notBefore: Moment): Known<Item> | undefined {
    const known = this.known.get(key(id));
    const since = Math.max(notBefore, this.doubtedSince.get(key(id)) ?? -Infinity);
    if (known !== undefined && known.asOf >= since) {
      return known;
    }
    return this.listedAt >= since ? { item: undefined, asOf: this.listedAt } : undefined;
  }

  private want(id: string | undefined, notBefore: Moment): Promise<Item | undefined> {
    return new Promise((resolve, reject) => {
      this.wants.push({ id, notBefore, resolve, reject });
      if (!this.working) {
        this.working = true;
        void this.work();
      }
    });
  }

  /** Serves wants until none are left; runs at most once at a time. */
  private async work(): Promise<void> {
    while (this.wants.length > 0) {
      await this.gather();
      const wants = this.unserved();
      this.wants = [];
      if (wants.length === 0) {
        continue;
      }
      const asOf = this.clock.now();
      this.amendments = this.amendments.filter(({ at }) => at >= asOf);
      const ids = new Map(wants.flatMap(({ id }) => (id === undefined ? [] : [[key(id), id]])));
      if (wants.some(({ id }) => id === undefined) || ids.size >= this.source.listFrom) {
        await this.serve(wants, async () => this.learnAll(await this.source.all(), asOf));
      } else {
        await Promise.all(
          [...ids].map(([wanted, id]) =>
            this.serve(
              wants.filter((want) => want.id !== undefined && key(want.id) === wanted),
              async () => this.learn(id, await this.source.one(id), asOf),
            ),
          ),
        );
      }
    }
    this.working = false;
  }

  /** The wants that what came in meanwhile does not answer. */
  private unserved(): Want<Item>[] {
    return this.wants.filter(({ id, notBefore, resolve }) => {
      const remembered = id === undefined ? undefined : this.remembered(id, notBefore);
      if (remembered !== undefined) {
        resolve(remembered.item);
      }
      return remembered === undefined;
    });
  }

  private async serve(wants: readonly Want<Item>[], fetch: () => Promise<void>): Promise<void> {
    try {
      await fetch();
      for (const { id, resolve } of wants) {
        resolve(id === undefined ? undefined : this.known.get(key(id))?.item);
      }
    } catch (error) {
      for (const { reject } of wants) {
        reject(error);
      }
    }
  }

  private async gather(): Promise<void> {
    await this.clock.sleep(gatheringTime);
    if (this.writesUnderWay.size > 0) {
      await Promise.race([Promise.allSettled(this.writesUnderWay), this.clock.sleep(longestWaitForWrites)]);
    }
  }

  private learnAll(items: readonly Item[], asOf: Moment): void {
    this.known.clear();
    for (const item of items) {
      this.learn(this.source.idOf(item), item, asOf);
    }
    this.listedAt = asOf;
  }

  private learn(id: string, item: Item | undefined, asOf: Moment): void {
    const since = this.amendments.filter((amendment) => amendment.id === key(id) && amendment.at >= asOf);
    const amend = (latest: Item, { change }: Amendment<Item>) => change(latest);
    this.known.set(key(id), { item: item === undefined ? undefined : since.reduce<Item>(amend, item), asOf });
  }
}

function mayHaveHadEffect(error: unknown): boolean {
  return !(error instanceof ServiceCallError && error.effect === "none");
}

function key(id: string): string {
  return id.toLowerCase();
}
