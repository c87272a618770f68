import { Directory, type DirectorySource } from "../../provider/service/directory.js";
import { VirtualClock } from "./virtual-clock.js";

/** What the fake service has. */
export interface Item {
  readonly id: string;
  readonly value: string;
}

/** A service with items; each answer takes 20 ms and tells what held when the question came. */
class FakeSource implements DirectorySource<Item> {
  readonly gathers = true;
  readonly list?: { all: () => Promise<Item[]>; from: number };
  readonly calls: string[] = [];
  readonly items = new Map<string, string>();
  failing = new Map<string, Error>();

  constructor(
    private readonly clock: VirtualClock,
    listFrom: number | undefined,
  ) {
    if (listFrom !== undefined) {
      this.list = { all: () => this.all(), from: listFrom };
    }
  }

  async one(id: string): Promise<Item | undefined> {
    const value = this.items.get(id.toLowerCase());
    await this.answer(id);
    return value === undefined ? undefined : { id: id.toLowerCase(), value };
  }

  private async all(): Promise<Item[]> {
    const items = [...this.items].map(([id, value]) => ({ id, value }));
    await this.answer("all");
    return items;
  }

  idOf({ id }: Item): string {
    return id;
  }

  private async answer(call: string): Promise<void> {
    this.calls.push(call);
    await this.clock.sleep(20);
    const error = this.failing.get(call);
    if (error !== undefined) {
      throw error;
    }
  }
}

/** A directory over a fake service, on a clock that the test moves. */
export function directoryOver({
  items = { a: "1", b: "2", c: "3" },
  ...options
}: { listFrom?: number | undefined; items?: Record<string, string> } = {}) {
  const listFrom = "listFrom" in options ? options.listFrom : 3;
  const clock = new VirtualClock();
  const source = new FakeSource(clock, listFrom);
  for (const [id, value] of Object.entries(items)) {
    source.items.set(id, value);
  }
  const directory = new Directory(source, clock);
  const item = async (id: string, notBefore?: number) =>
    (await clock.until(directory.item(id, notBefore)))?.value;
  /** A write that takes effect at the service after some time. */
  const write = (
    id: string,
    value: string,
    duration = 10,
    failure?: Error,
    change: ((before: Item) => Item) | "untold" = (before) => ({ ...before, value }),
  ) =>
    directory.write(
      id,
      async () => {
        await clock.sleep(duration);
        source.items.set(id.toLowerCase(), value);
        if (failure !== undefined) {
          throw failure;
        }
      },
      () => (change === "untold" ? undefined : change),
    );
  return { clock, source, directory, item, write };
}
