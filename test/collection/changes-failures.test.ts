import { expect } from "chai";
import { IncompleteError } from "../../provider/lifecycle/incomplete-error.js";
import { FakeThings } from "./fake-things.js";
import { declared, held, thing, unconfirmed } from "./things.js";

const fault = new Error("refused");
const done = { superseded: [], failures: [] };
const lamp = held("a", "kim/lamp");

describe("What fails in a collection", () => {
  it("does not keep the rest from being done, and is not held when it was never made", async () => {
    const fake = new FakeThings().has(lamp);
    fake.failing.set("create jo/bed", fault);
    const result = await fake.bring([lamp], [declared("b", "jo/bed"), declared("c", "jo/desk")]);
    expect(result).to.deep.equal({
      members: [held("c", "jo/desk")],
      superseded: [],
      failures: [{ key: "b", error: fault }],
    });
    expect(fake.writes).to.include("remove kim/lamp");
  });

  it("is held without an id when it may exist, or may have existed before", async () => {
    const incomplete = new IncompleteError("unconfirmed", {}, ["may exist"]);
    const fake = new FakeThings();
    fake.failing.set("create jo/bed", incomplete).set("adopt kim/lamp", fault);
    const wanted = [declared("a", "kim/lamp"), declared("b", "jo/bed")];
    const { members } = await fake.bring([unconfirmed("a", "kim/lamp")], wanted);
    expect(members).to.have.deep.members([unconfirmed("a", "kim/lamp"), unconfirmed("b", "jo/bed")]);
  });

  it("is held as it was when it was to be changed, under its new key", async () => {
    const fake = new FakeThings().has(lamp);
    fake.failing.set("change kim/lamp", fault);
    expect(await fake.bring([lamp], [declared("z", "kim/lamp", 2)])).to.deep.equal({
      members: [{ ...lamp, key: "z" }],
      superseded: [],
      failures: [{ key: "z", error: fault }],
    });
  });

  for (const what of ["remove kim/lamp", "look at kim/lamp"]) {
    it(`is held still when it was to be removed: ${what}`, async () => {
      const fake = new FakeThings().has(lamp);
      fake.failing.set(what, fault);
      expect(await fake.bring([lamp], [])).to.deep.equal({
        members: [lamp],
        superseded: [],
        failures: [{ key: "a", error: fault }],
      });
      expect(fake.writes).to.deep.equal(what.startsWith("remove") ? [what] : []);
    });
  }

  it("is told as an error, whatever was thrown", async () => {
    const fake = new FakeThings().has(lamp);
    fake.failing.set("create jo/bed", "out of order").set("remove kim/lamp", 5);
    const { failures } = await fake.bring([lamp], [declared("b", "jo/bed")]);
    expect(failures.map(({ error }) => [error instanceof Error, error.message])).to.deep.equal([
      [true, "out of order"],
      [true, "5"],
    ]);
  });

  for (const [what, wanted] of [
    ["changed", [declared("a", "kim/lamp", 2)]],
    ["removed", []],
  ] as const) {
    it(`includes what is not found with another login and was to be ${what}: it may be there`, async () => {
      const fake = new FakeThings();
      const result = await fake.bring([lamp], wanted, { connection: "jo at https://example.com" });
      expect(result.members).to.deep.equal([lamp]);
      expect(result.failures.map(({ key, error }) => [key, error.name])).to.deep.equal([
        ["a", "OtherConnectionError"],
      ]);
      expect(result.failures[0]?.error.message).to.match(/^Thing "lamp" is not found with login kim /);
      expect(fake.writes).to.deep.equal([]);
    });
  }
});

describe("An object whose key is taken", () => {
  const bed = declared("a", "jo/bed");

  it("goes when its successor is made", async () => {
    const fake = new FakeThings().has(lamp);
    expect(await fake.bring([lamp], [bed])).to.deep.equal({ ...done, members: [held("a", "jo/bed")] });
    expect([...fake.entries.keys()]).to.deep.equal(["id of jo/bed"]);
  });

  it("stays when its successor could not be made, and keeps its key", async () => {
    const fake = new FakeThings().has(lamp);
    fake.failing.set("create jo/bed", fault);
    const result = await fake.bring([lamp], [bed]);
    expect(result).to.deep.equal({ members: [lamp], superseded: [], failures: [{ key: "a", error: fault }] });
    expect(fake.writes).to.deep.equal(["create jo/bed"]);
  });

  it("stays without its key when its successor is not confirmed", async () => {
    const fake = new FakeThings().has(lamp);
    fake.failing.set("create jo/bed", new IncompleteError("unconfirmed", {}, ["may exist"]));
    const { members, superseded } = await fake.bring([lamp], [bed]);
    expect(members).to.deep.equal([unconfirmed("a", "jo/bed")]);
    expect(superseded).to.deep.equal([lamp]);
    expect([...fake.entries.values()]).to.deep.equal([thing("kim/lamp")]);
  });

  it("is kept without its key when it could not be removed", async () => {
    const fake = new FakeThings().has(lamp);
    fake.failing.set("remove kim/lamp", fault);
    expect(await fake.bring([lamp], [bed])).to.deep.equal({
      members: [held("a", "jo/bed")],
      superseded: [lamp],
      failures: [{ key: "a", error: fault }],
    });
  });

  it("is kept without its key, too, where another that could not be removed has it", async () => {
    const desk = held("a", "kim/desk");
    const fake = new FakeThings().has(lamp, desk);
    fake.failing.set("remove kim/lamp", fault).set("remove kim/desk", fault);
    const { members, superseded } = await fake.bring([lamp, desk], []);
    expect([members, superseded]).to.deep.equal([[lamp], [desk]]);
  });
});
