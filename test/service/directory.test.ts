import { expect } from "chai";
import { rejectionOf } from "../rejection.js";
import { refusal } from "./call-failures.js";
import { directoryOver } from "./fake-directory.js";

/** How long a picture of the service serves, in milliseconds. */
const maximumAge = 5 * 60_000;

describe("Reading through a directory", () => {
  it("reads a single item by its id", async () => {
    const { source, item } = directoryOver();
    expect(await item("a")).to.equal("1");
    expect(source.calls).to.deep.equal(["a"]);
  });

  it("answers again from what it knows, whatever the case of the id", async () => {
    const { source, item } = directoryOver();
    await item("a");
    expect(await item("A")).to.equal("1");
    expect(source.calls).to.deep.equal(["a"]);
  });

  it("remembers that an item does not exist", async () => {
    const { source, item } = directoryOver();
    expect(await item("x")).to.equal(undefined);
    expect(await item("x")).to.equal(undefined);
    expect(source.calls).to.deep.equal(["x"]);
  });

  it("shares one read among all who want the same item", async () => {
    const { clock, source, directory } = directoryOver();
    const found = await clock.until(
      Promise.all([directory.item("a"), directory.item("A"), directory.item("a")]),
    );
    expect(found.map((item) => item?.value)).to.deep.equal(["1", "1", "1"]);
    expect(source.calls).to.have.lengthOf(1);
  });

  it("reads few items one by one, at once", async () => {
    const { clock, source, directory } = directoryOver();
    const started = clock.now();
    await clock.until(Promise.all([directory.item("a"), directory.item("b")]));
    expect(source.calls).to.deep.equal(["a", "b"]);
    expect(clock.now() - started).to.equal(100 + 20);
  });

  it("makes a list as soon as there are enough for one, since it serves whoever comes later, too", async () => {
    const { clock, source, directory } = directoryOver();
    const started = clock.now();
    const early = ["a", "b", "c"].map((id) => directory.item(id));
    await clock.pass(15);
    const late = directory.item("x");
    await clock.until(Promise.all([...early, late]));
    expect(source.calls).to.deep.equal(["all"]);
    expect(clock.now() - started).to.be.at.most(5 + 20);
  });

  it("lists everything, or reads an item that no list tells, without waiting for others", async () => {
    for (const listFrom of [3, undefined]) {
      const { clock, source, directory } = directoryOver({ listFrom });
      const started = clock.now();
      await clock.until<unknown>(listFrom === undefined ? directory.item("a") : directory.everything());
      expect(source.calls).to.have.lengthOf(1);
      expect(clock.now() - started).to.equal(20);
    }
  });

  it("waits for others while someone writes, or wants to see what was written a moment ago", async () => {
    const { clock, source, directory, write } = directoryOver();
    const writing = write("a", "changed", 50);
    const early = ["a", "b", "c"].map((id) => directory.item(id));
    await clock.until(writing);
    const late = directory.item("a", clock.now());
    expect((await clock.until(late))?.value).to.equal("changed");
    await clock.until(Promise.all(early));
    expect(source.calls).to.deep.equal(["all"]);
  });

  it("makes a list for those who ask one after the other, too", async () => {
    const { source, item } = directoryOver();
    for (const id of ["a", "b", "c", "x", "y"]) {
      await item(id);
    }
    expect(source.calls).to.deep.equal(["a", "b", "all"]);
  });

  it("reads one item by its id when it was read before, however many are known", async () => {
    const { clock, source, item, directory } = directoryOver();
    await clock.until(directory.everything());
    await item("b", clock.now());
    expect(source.calls).to.deep.equal(["all", "b"]);
  });

  it("makes one list of many", async () => {
    const { clock, source, directory } = directoryOver();
    const found = await clock.until(Promise.all(["a", "b", "c", "x"].map((id) => directory.item(id))));
    expect(found.map((item) => item?.value)).to.deep.equal(["1", "2", "3", undefined]);
    expect(source.calls).to.deep.equal(["all"]);
  });

  it("knows every item after a list, and which ones do not exist", async () => {
    const { clock, source, directory, item } = directoryOver();
    expect(await clock.until(directory.everything())).to.have.lengthOf(3);
    expect(await item("b")).to.equal("2");
    expect(await item("x")).to.equal(undefined);
    expect(source.calls).to.deep.equal(["all"]);
  });

  it("serves what is wanted during a read by the next one", async () => {
    const { clock, source, directory } = directoryOver();
    const first = directory.item("a");
    await clock.pass(101);
    const second = directory.item("b");
    await clock.until(Promise.all([first, second]));
    expect(source.calls).to.deep.equal(["a", "b"]);
  });

  it("serves who comes during a list by that list, as soon as it is there", async () => {
    const { clock, source, directory, item } = directoryOver();
    const listing = directory.everything();
    await clock.pass(101);
    const started = clock.now();
    expect(await item("b")).to.equal("2");
    expect(clock.now() - started).to.be.below(20);
    expect(await clock.until(Promise.all([listing, directory.everything()]))).to.have.lengthOf(2);
    expect(source.calls).to.deep.equal(["all"]);
  });

  it("does not let one item wait for another where there is no list", async () => {
    const { clock, source, directory } = directoryOver({ listFrom: undefined });
    const first = directory.item("a", clock.now());
    await clock.pass(90);
    const second = directory.item("b", clock.now());
    await clock.until(first);
    expect(source.calls).to.deep.equal(["a"]);
    await clock.until(second);
    expect(source.calls).to.deep.equal(["a", "b"]);
  });

  it("lists nothing where there is no list", async () => {
    const { directory } = directoryOver({ listFrom: undefined });
    expect((await rejectionOf(directory.everything())).message).to.equal("There is no list of everything.");
  });

  it("serves ten thousand who come at once, and again later, by one list each time", async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `user-${String(index)}`);
    const { clock, source, directory } = directoryOver({
      listFrom: 2,
      items: Object.fromEntries(ids.map((id) => [id, "old"])),
    });
    await clock.until(Promise.all(ids.map((id) => directory.item(id))));
    expect(source.calls).to.deep.equal(["all"]);
    for (const id of ids) {
      source.items.set(id, "new");
      await directory.write(
        id,
        () => Promise.resolve(),
        () => undefined,
      );
    }
    const moment = clock.now();
    const found = await clock.until(Promise.all(ids.map((id) => directory.item(id, moment))));
    expect(found.every((item) => item?.value === "new")).to.equal(true);
    expect(source.calls).to.deep.equal(["all", "all"]);
  });

  it("asks again after five minutes", async () => {
    const { clock, source, item } = directoryOver();
    await item("a");
    await clock.pass(maximumAge - 20);
    await item("a");
    expect(source.calls).to.have.lengthOf(1);
    await clock.pass(maximumAge);
    await item("a");
    expect(source.calls).to.have.lengthOf(2);
  });

  it("asks again when the caller wants it as of now", async () => {
    const { clock, source, item } = directoryOver();
    await item("a");
    source.items.set("a", "changed");
    expect(await item("a")).to.equal("1");
    await clock.pass(1);
    expect(await item("a", clock.now())).to.equal("changed");
  });

  it("never answers a wish for now with a read that began before", async () => {
    const { clock, source, directory } = directoryOver();
    const early = directory.item("a");
    await clock.pass(101);
    source.items.set("a", "changed");
    const late = directory.item("a", clock.now());
    expect((await clock.until(late))?.value).to.equal("changed");
    expect((await early)?.value).to.equal("1");
  });

  it("asks for everything again as of now", async () => {
    const { clock, source, directory } = directoryOver();
    await clock.until(directory.everything());
    source.items.delete("a");
    await clock.pass(1);
    expect(await clock.until(directory.everything(clock.now()))).to.have.lengthOf(2);
  });
});

describe("A failed read", () => {
  it("reaches only those who wanted it", async () => {
    const { clock, source, directory } = directoryOver();
    source.failing.set("a", refusal());
    const bad = rejectionOf(directory.item("a"));
    const good = directory.item("b");
    expect((await clock.until(good))?.value).to.equal("2");
    expect(await clock.until(bad)).to.equal(source.failing.get("a"));
  });

  it("reaches all who share it", async () => {
    const { clock, source, directory } = directoryOver();
    source.failing.set("all", refusal());
    const wants = [directory.everything(), directory.item("a"), directory.item("b")].map(rejectionOf);
    const errors = await clock.until(Promise.all(wants));
    expect(new Set(errors)).to.deep.equal(new Set([source.failing.get("all")]));
  });

  it("is not remembered", async () => {
    const { clock, source, directory, item } = directoryOver();
    source.failing.set("a", refusal());
    await clock.until(rejectionOf(directory.item("a")));
    source.failing.clear();
    expect(await item("a")).to.equal("1");
  });
});
