import { expect } from "chai";
import { Directory, type DirectorySource } from "../../provider/service/directory.js";
import { rejectionOf } from "../rejection.js";
import { lostAnswer, refusal } from "./call-failures.js";
import { everythingPossible, VirtualClock } from "./virtual-clock.js";

interface Item {
  readonly id: string;
  readonly value: string;
}

const longest = 5 * 60_000;

/** A service with items; each answer takes 20 ms and tells what held when the question came. */
class FakeSource implements DirectorySource<Item> {
  readonly calls: string[] = [];
  readonly items = new Map<string, string>();
  failing = new Map<string, Error>();

  constructor(
    private readonly clock: VirtualClock,
    readonly listFrom: number,
  ) {}

  async one(id: string): Promise<Item | undefined> {
    const value = this.items.get(id.toLowerCase());
    await this.answer(id);
    return value === undefined ? undefined : { id: id.toLowerCase(), value };
  }

  async all(): Promise<Item[]> {
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

function setUp({
  listFrom = 3,
  items = { a: "1", b: "2", c: "3" },
}: { listFrom?: number; items?: Record<string, string> } = {}) {
  const clock = new VirtualClock();
  const source = new FakeSource(clock, listFrom);
  for (const [id, value] of Object.entries(items)) {
    source.items.set(id, value);
  }
  const directory = new Directory(source, clock);
  const item = async (id: string, notBefore?: number) =>
    (await clock.until(directory.item(id, notBefore)))?.value;
  /** A write that takes effect at the service after some time. */
  const write = (id: string, value: string, duration = 10, failure?: Error) =>
    directory.write(
      id,
      async () => {
        await clock.sleep(duration);
        source.items.set(id.toLowerCase(), value);
        if (failure !== undefined) {
          throw failure;
        }
      },
      (before) => ({ ...before, value }),
    );
  return { clock, source, directory, item, write };
}

describe("Reading through a directory", () => {
  it("reads a single item by its id", async () => {
    const { source, item } = setUp();
    expect(await item("a")).to.equal("1");
    expect(source.calls).to.deep.equal(["a"]);
  });

  it("answers again from what it knows, whatever the case of the id", async () => {
    const { source, item } = setUp();
    await item("a");
    expect(await item("A")).to.equal("1");
    expect(source.calls).to.deep.equal(["a"]);
  });

  it("remembers that an item does not exist", async () => {
    const { source, item } = setUp();
    expect(await item("x")).to.equal(undefined);
    expect(await item("x")).to.equal(undefined);
    expect(source.calls).to.deep.equal(["x"]);
  });

  it("shares one read among all who want the same item", async () => {
    const { clock, source, directory } = setUp();
    const found = await clock.until(
      Promise.all([directory.item("a"), directory.item("A"), directory.item("a")]),
    );
    expect(found.map((item) => item?.value)).to.deep.equal(["1", "1", "1"]);
    expect(source.calls).to.have.lengthOf(1);
  });

  it("reads few items one by one, at once", async () => {
    const { clock, source, directory } = setUp();
    const started = clock.now();
    await clock.until(Promise.all([directory.item("a"), directory.item("b")]));
    expect(source.calls).to.deep.equal(["a", "b"]);
    expect(clock.now() - started).to.equal(15 + 20);
  });

  it("makes one list of many", async () => {
    const { clock, source, directory } = setUp();
    const found = await clock.until(Promise.all(["a", "b", "c", "x"].map((id) => directory.item(id))));
    expect(found.map((item) => item?.value)).to.deep.equal(["1", "2", "3", undefined]);
    expect(source.calls).to.deep.equal(["all"]);
  });

  it("knows every item after a list, and which ones do not exist", async () => {
    const { clock, source, directory, item } = setUp();
    expect(await clock.until(directory.everything())).to.have.lengthOf(3);
    expect(await item("b")).to.equal("2");
    expect(await item("x")).to.equal(undefined);
    expect(source.calls).to.deep.equal(["all"]);
  });

  it("serves what is wanted during a read by the next one", async () => {
    const { clock, source, directory } = setUp();
    const first = directory.item("a");
    await clock.pass(20);
    const second = directory.item("b");
    await clock.until(Promise.all([first, second]));
    expect(source.calls).to.deep.equal(["a", "b"]);
  });

  it("asks again after five minutes", async () => {
    const { clock, source, item } = setUp();
    await item("a");
    await clock.pass(longest - 20);
    await item("a");
    expect(source.calls).to.have.lengthOf(1);
    await clock.pass(longest);
    await item("a");
    expect(source.calls).to.have.lengthOf(2);
  });

  it("asks again when the caller wants it as of now", async () => {
    const { clock, source, item } = setUp();
    await item("a");
    source.items.set("a", "changed");
    expect(await item("a")).to.equal("1");
    await clock.pass(1);
    expect(await item("a", clock.now())).to.equal("changed");
  });

  it("never answers a wish for now with a read that began before", async () => {
    const { clock, source, directory } = setUp();
    const early = directory.item("a");
    await clock.pass(16);
    source.items.set("a", "changed");
    const late = directory.item("a", clock.now());
    expect((await clock.until(late))?.value).to.equal("changed");
    expect((await early)?.value).to.equal("1");
  });

  it("asks for everything again as of now", async () => {
    const { clock, source, directory } = setUp();
    await clock.until(directory.everything());
    source.items.delete("a");
    await clock.pass(1);
    expect(await clock.until(directory.everything(clock.now()))).to.have.lengthOf(2);
  });
});

describe("A failed read", () => {
  it("reaches only those who wanted it", async () => {
    const { clock, source, directory } = setUp();
    source.failing.set("a", refusal());
    const bad = rejectionOf(directory.item("a"));
    const good = directory.item("b");
    expect((await clock.until(good))?.value).to.equal("2");
    expect(await clock.until(bad)).to.equal(source.failing.get("a"));
  });

  it("reaches all who share it", async () => {
    const { clock, source, directory } = setUp();
    source.failing.set("all", refusal());
    const wants = [directory.everything(), directory.item("a"), directory.item("b")].map(rejectionOf);
    const errors = await clock.until(Promise.all(wants));
    expect(new Set(errors)).to.deep.equal(new Set([source.failing.get("all")]));
  });

  it("is not remembered", async () => {
    const { clock, source, directory, item } = setUp();
    source.failing.set("a", refusal());
    await clock.until(rejectionOf(directory.item("a")));
    source.failing.clear();
    expect(await item("a")).to.equal("1");
  });
});

describe("Writes of this process", () => {
  it("keep what is known true without another read", async () => {
    const { clock, source, item, write } = setUp();
    await item("a");
    await clock.until(write("A", "changed"));
    expect(await item("a")).to.equal("changed");
    expect(source.calls).to.have.lengthOf(1);
  });

  it("keep a read true that began before the write ended", async () => {
    const { clock, source, directory, item, write } = setUp();
    const reading = directory.item("a");
    await clock.pass(16);
    await clock.until(write("a", "changed", 1));
    expect((await clock.until(reading))?.value).to.equal("changed");
    expect(await item("a")).to.equal("changed");
    expect(source.calls).to.have.lengthOf(1);
  });

  it("keep a list true that began before the write ended", async () => {
    const { clock, directory, write } = setUp();
    const listing = directory.everything();
    await clock.pass(16);
    await clock.until(write("b", "changed", 1));
    const values = (await clock.until(listing)).map(({ value }) => value);
    expect(values).to.deep.equal(["1", "changed", "3"]);
  });

  it("do not change what a later read says", async () => {
    const { clock, source, item, write } = setUp();
    await item("a");
    await clock.until(write("a", "written"));
    source.items.set("a", "stored otherwise");
    await clock.pass(1);
    expect(await item("a", clock.now())).to.equal("stored otherwise");
  });

  it("change nothing that is known when the service refused them", async () => {
    const { clock, source, item, directory } = setUp();
    await item("a");
    const refused = directory.write(
      "a",
      () => Promise.reject(refusal()),
      () => ({ id: "a", value: "changed" }),
    );
    await clock.until(rejectionOf(refused));
    expect(await item("a")).to.equal("1");
    expect(source.calls).to.have.lengthOf(1);
  });

  it("that may have had an effect void what was known of the item", async () => {
    const { clock, source, item, write } = setUp();
    await item("a");
    await item("b");
    await clock.until(rejectionOf(write("a", "changed", 10, lostAnswer())));
    expect(await item("a")).to.equal("changed");
    expect(await item("b")).to.equal("2");
    expect(source.calls).to.deep.equal(["a", "b", "a"]);
  });

  it("that may have had an effect void what was known of everything, and that an item was absent", async () => {
    const { clock, directory, item, write } = setUp();
    await clock.until(directory.everything());
    expect(await item("d")).to.equal(undefined);
    await clock.until(rejectionOf(write("d", "new", 10, lostAnswer())));
    expect(await item("d")).to.equal("new");
    expect(await clock.until(directory.everything())).to.have.lengthOf(4);
  });

  it("give back what the service answered", async () => {
    const { clock, directory } = setUp();
    const writing = directory.write(
      "a",
      () => Promise.resolve("answer"),
      (item) => item,
    );
    expect(await clock.until(writing)).to.equal("answer");
  });
});

describe("A read while writes are under way", () => {
  it("waits for them, because their callers will want to read as well", async () => {
    const { clock, directory, source, write } = setUp();
    const writing = write("a", "changed", 500);
    const reading = directory.item("a", clock.now());
    await clock.pass(400);
    expect(source.calls).to.deep.equal([]);
    expect((await clock.until(reading))?.value).to.equal("changed");
    await writing;
  });

  it("waits no longer than a second", async () => {
    const { clock, directory, source, write } = setUp();
    const writing = write("a", "changed", 60_000);
    const started = clock.now();
    expect((await clock.until(directory.item("b")))?.value).to.equal("2");
    expect(clock.now() - started).to.equal(15 + 1_000 + 20);
    expect(source.calls).to.deep.equal(["b"]);
    await clock.until(writing);
  });

  it("does not fail with them", async () => {
    const { clock, directory, write } = setUp();
    const writing = rejectionOf(write("a", "changed", 100, lostAnswer()));
    expect((await clock.until(directory.item("b")))?.value).to.equal("2");
    await clock.until(writing);
    await everythingPossible();
  });
});
