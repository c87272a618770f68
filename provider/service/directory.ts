import { ServiceCallError } from "../http/errors.js";
import type { Clock, Moment } from "../http/clock.js";
import { Gathering } from "./gathering.js";
import { key, Picture, type Change } from "./picture.js";

/** How a directory asks the service. */
export interface DirectorySource<Item> {
  /** One item by id; `undefined` when the service does not know it. */
  one(id: string): Promise<Item | undefined>;
  idOf(item: Item): string;
  /** Absent: no list tells as much as reading each. */
  readonly list?: {
    /** Every item there is. */
    all(): Promise<Item[]>;
    /** From how many wanted items on the list is cheaper than reading each. */
    readonly from: number;
  };
  /** Whether a read waits a little for others that can share it; without it only reads under way are shared. */
  readonly gathers: boolean;
}

/** How long a picture of the service serves: one run of the engine sees the service as it was when the run began. */
const maximumAge = 5 * 60_000;

interface Want<Item> {
  /** `undefined`: everything. */
  readonly id: string | undefined;
  readonly notBefore: Moment;
  readonly resolve: (item: Item | undefined) => void;
  readonly reject: (reason: unknown) => void;
}

/** Reads that can become one call: of all items where there is a list, else of one item. */
interface Lane<Item> {
  wants: Want<Item>[];
  writesUnderWay: number;
  working: boolean;
  readonly gathering: Gathering;
}

/**
 * The items of one noun as this process knows them. Reads under way are shared, many single reads become one list, own
 * writes keep the picture true, and no read answers with a value older than a write of this process or than the
 * moment that its caller names.
 */
export class Directory<Item> {
  private readonly picture: Picture<Item>;
  private readonly lanes = new Map<string, Lane<Item>>();

  constructor(
    private readonly source: DirectorySource<Item>,
    private readonly clock: Clock,
  ) {
    this.picture = new Picture((item) => source.idOf(item));
  }

  /** The item as it was at `notBefore` or later; without it, as this run knows it. */
  item(id: string, notBefore: Moment = this.clock.now() - maximumAge): Promise<Item | undefined> {
    const known = this.picture.recall(id, notBefore);
    return known !== undefined ? Promise.resolve(known.item) : this.want(id, notBefore);
  }

  /** Every item, as of `notBefore` or later. */
  async everything(notBefore: Moment = this.clock.now() - maximumAge): Promise<Item[]> {
    if (this.source.list === undefined) {
      throw new Error("There is no list of everything.");
    }
    if (!this.picture.isComplete(notBefore)) {
      await this.want(undefined, notBefore);
    }
    return this.picture.items();
  }

  /**
   * Runs a write of this process.
   * @param changeBy how the answer brings what is known of the item up to date; `undefined` where it does not tell what
   * became of the item: then, and after a write that failed but may have had an effect, nothing that was known counts
   */
  async write<Result>(
    id: string,
    send: () => Promise<Result>,
    changeBy: (result: Result) => Change<Item> | undefined,
  ): Promise<Result> {
    const lane = this.laneOf(id);
    lane.writesUnderWay += 1;
    try {
      const result = await send();
      const change = changeBy(result);
      if (change === undefined) {
        this.picture.doubt(id);
      } else {
        this.picture.amend(id, change);
      }
      return result;
    } catch (error) {
      if (mayHaveHadEffect(error)) {
        this.picture.doubt(id);
      }
      throw error;
    } finally {
      lane.writesUnderWay -= 1;
    }
  }

  private laneOf(id: string | undefined): Lane<Item> {
    const name = id === undefined || this.source.list !== undefined ? "" : key(id);
    const existing = this.lanes.get(name);
    if (existing !== undefined) {
      return existing;
    }
    const gathering = new Gathering(this.clock);
    const lane = { wants: [], writesUnderWay: 0, working: false, gathering };
    this.lanes.set(name, lane);
    return lane;
  }

  private want(id: string | undefined, notBefore: Moment): Promise<Item | undefined> {
    return new Promise((resolve, reject) => {
      const lane = this.laneOf(id);
      lane.wants.push({ id, notBefore, resolve, reject });
      lane.gathering.join();
      if (!lane.working) {
        lane.working = true;
        void this.work(lane);
      }
    });
  }

  /** Serves wants until none are left; runs at most once at a time for a lane. */
  private async work(lane: Lane<Item>): Promise<void> {
    while (lane.wants.length > 0) {
      if (this.source.gathers) {
        await lane.gathering.complete(
          () => lane.wants.length,
          () => lane.writesUnderWay > 0,
          () => this.servesAll(lane),
        );
      }
      const wants = lane.wants;
      lane.wants = [];
      await this.fetch(wants);
      lane.wants = lane.wants.filter((want) => !this.answer(want));
    }
    lane.working = false;
  }

  /**
   * Whether the call for those who wait serves everybody who comes later, too: one that all can share, while nobody
   * writes, or wants to see what was written a moment ago.
   */
  private servesAll({ wants, writesUnderWay }: Lane<Item>): boolean {
    const oldest = this.clock.now() - maximumAge;
    const isOfTheMoment = writesUnderWay > 0 || wants.some(({ notBefore }) => notBefore > oldest);
    return (
      !isOfTheMoment && (this.source.list === undefined || this.isForTheList(this.source.list.from, wants))
    );
  }

  /** Answers a want that came while a call was under way, if that call tells what it wants. */
  private answer({ id, notBefore, resolve }: Want<Item>): boolean {
    const known = id === undefined ? undefined : this.picture.recall(id, notBefore);
    if (known !== undefined) {
      resolve(known.item);
      return true;
    }
    if (id === undefined && this.picture.isComplete(notBefore)) {
      resolve(undefined);
      return true;
    }
    return false;
  }

  private async fetch(wants: readonly Want<Item>[]): Promise<void> {
    const { picture, source } = this;
    const call = picture.begin(this.clock.now());
    const { list } = source;
    if (list !== undefined && this.isForTheList(list.from, wants)) {
      await serve(wants, async () => picture.learnAll(call, await list.all()), picture);
    } else {
      await Promise.all(
        [...groupedById(wants).values()].map(({ id, wants: same }) =>
          serve(same, async () => picture.learn(call, id, await source.one(id)), picture),
        ),
      );
    }
    picture.forget(call);
  }

  /** A list also spares the reads of those who ask one after the other for ids that nobody has asked for before. */
  private isForTheList(from: number, wants: readonly Want<Item>[]): boolean {
    const ids = [...groupedById(wants).keys()];
    const earlier = ids.some((id) => !this.picture.hasSeen(id)) ? this.picture.size : 0;
    return ids.length + earlier >= from || wants.some(({ id }) => id === undefined);
  }
}

/** The wants for single items by {@link key}, with the spelling of who came first. */
function groupedById<Item>(wants: readonly Want<Item>[]) {
  const groups = new Map<string, { readonly id: string; readonly wants: Want<Item>[] }>();
  for (const want of wants) {
    const { id } = want;
    if (id !== undefined) {
      const group = groups.get(key(id)) ?? { id, wants: [] };
      group.wants.push(want);
      groups.set(key(id), group);
    }
  }
  return groups;
}

/** Answers wants with what was fetched, or with the failure to. */
async function serve<Item>(
  wants: readonly Want<Item>[],
  fetch: () => Promise<void>,
  picture: Picture<Item>,
): Promise<void> {
  try {
    await fetch();
    for (const { id, resolve } of wants) {
      resolve(id === undefined ? undefined : picture.latest(id));
    }
  } catch (error) {
    for (const { reject } of wants) {
      reject(error);
    }
  }
}

function mayHaveHadEffect(error: unknown): boolean {
  return !(error instanceof ServiceCallError && error.effect === "none");
}
