import { expect } from "chai";
import { rejectionOf } from "../rejection.js";
import { lostAnswer, refusal } from "./call-failures.js";
import { directoryOver } from "./fake-directory.js";
import { everythingPossible } from "./virtual-clock.js";

describe("Writes of this process", () => {
  it("keep what is known true without another read", async () => {
    const { clock, source, item, write } = directoryOver();
    await item("a");
    await clock.until(write("A", "changed"));
    expect(await item("a")).to.equal("changed");
    expect(source.calls).to.have.lengthOf(1);
  });

  it("keep a read true that began before the write ended", async () => {
    const { clock, source, directory, item, write } = directoryOver();
    const reading = directory.item("a");
    await clock.pass(101);
    await clock.until(write("a", "changed", 1));
    expect((await clock.until(reading))?.value).to.equal("changed");
    expect(await item("a")).to.equal("changed");
    expect(source.calls).to.have.lengthOf(1);
  });

  it("keep a list true that began before the write ended", async () => {
    const { clock, directory, write } = directoryOver();
    const listing = directory.everything();
    await clock.pass(1);
    await clock.until(write("b", "changed", 1));
    const values = (await clock.until(listing)).map(({ value }) => value);
    expect(values).to.deep.equal(["1", "changed", "3"]);
  });

  it("do not change what a later read says", async () => {
    const { clock, source, item, write } = directoryOver();
    await item("a");
    await clock.until(write("a", "written"));
    source.items.set("a", "stored otherwise");
    await clock.pass(1);
    expect(await item("a", clock.now())).to.equal("stored otherwise");
  });

  it("change nothing that is known when the service refused them", async () => {
    const { clock, source, item, directory } = directoryOver();
    await item("a");
    const refused = directory.write(
      "a",
      () => Promise.reject(refusal()),
      () => () => ({ id: "a", value: "changed" }),
    );
    await clock.until(rejectionOf(refused));
    expect(await item("a")).to.equal("1");
    expect(source.calls).to.have.lengthOf(1);
  });

  it("that may have had an effect void what was known of the item", async () => {
    const { clock, source, item, write } = directoryOver();
    await item("a");
    await item("b");
    await clock.until(rejectionOf(write("a", "changed", 10, lostAnswer())));
    expect(await item("a")).to.equal("changed");
    expect(await item("b")).to.equal("2");
    expect(source.calls).to.deep.equal(["a", "b", "a"]);
  });

  it("that may have had an effect void that an item was absent", async () => {
    const { clock, directory, item, write } = directoryOver();
    await clock.until(directory.everything());
    expect(await item("d")).to.equal(undefined);
    await clock.until(rejectionOf(write("d", "new", 10, lostAnswer())));
    expect(await item("d")).to.equal("new");
  });

  it("that may have had an effect void what was known of everything", async () => {
    const { clock, directory, write } = directoryOver();
    await clock.until(directory.everything());
    await clock.until(rejectionOf(write("d", "new", 10, lostAnswer())));
    expect(await clock.until(directory.everything())).to.have.lengthOf(4);
  });

  it("whose answer does not tell what became of the item void what was known of it", async () => {
    const { clock, source, directory, item } = directoryOver();
    await clock.until(directory.everything());
    source.items.set("a", "changed");
    await directory.write(
      "a",
      () => Promise.resolve(),
      () => undefined,
    );
    expect(await item("a")).to.equal("changed");
    expect(await item("b")).to.equal("2");
    expect(source.calls).to.deep.equal(["all", "a"]);
  });

  it("whose answer does not tell what became of the item void also what a list under way will say", async () => {
    const { clock, source, directory, item, write } = directoryOver();
    const listing = directory.everything();
    await clock.pass(101);
    await clock.until(write("a", "changed", 1, undefined, "untold"));
    await clock.until(listing);
    expect(await item("a")).to.equal("changed");
    expect(source.calls).to.deep.equal(["all", "a"]);
  });

  it("that succeed void that an item was absent", async () => {
    const { clock, directory, item, write } = directoryOver();
    await clock.until(directory.everything());
    await clock.until(write("d", "new"));
    expect(await item("d")).to.equal("new");
  });

  it("that may have had an effect void what a list under way will say", async () => {
    const { clock, directory, item, write } = directoryOver();
    const listing = directory.everything();
    await clock.pass(101);
    await clock.until(rejectionOf(write("a", "changed", 1, lostAnswer())));
    await clock.until(listing);
    expect(await item("a")).to.equal("changed");
  });

  it("give back what the service answered", async () => {
    const { clock, directory } = directoryOver();
    const writing = directory.write(
      "a",
      () => Promise.resolve("answer"),
      () => (item) => item,
    );
    expect(await clock.until(writing)).to.equal("answer");
  });
});

describe("A read while writes are under way", () => {
  it("waits for them, because their callers will want to read as well", async () => {
    const { clock, directory, source, write } = directoryOver();
    const writing = write("a", "changed", 500);
    const reading = directory.item("a", clock.now());
    await clock.pass(400);
    expect(source.calls).to.deep.equal([]);
    expect((await clock.until(reading))?.value).to.equal("changed");
    await writing;
  });

  it("waits no longer than a second", async () => {
    const { clock, directory, source, write } = directoryOver();
    const writing = write("a", "changed", 60_000);
    const started = clock.now();
    expect((await clock.until(directory.item("b")))?.value).to.equal("2");
    expect(clock.now() - started).to.equal(1_000 + 20);
    expect(source.calls).to.deep.equal(["b"]);
    await clock.until(writing);
  });

  it("does not fail with them", async () => {
    const { clock, directory, write } = directoryOver();
    const writing = rejectionOf(write("a", "changed", 100, lostAnswer()));
    expect((await clock.until(directory.item("b")))?.value).to.equal("2");
    await clock.until(writing);
    await everythingPossible();
  });
});
