import { expect } from "chai";
import * as v from "valibot";
import { mapOf, repetitions } from "../../provider/collection/inputs.js";
import { checkInputs, nameText, objectOf } from "../../provider/lifecycle/inputs.js";
import type { Properties } from "../../provider/lifecycle/lifecycle.js";
import { unknownMarkers } from "../host/unknown-markers.js";

const form = "{ owner, name }";
const entry = objectOf("a thing", form, {
  owner: nameText("an owner"),
  name: v.pipe(nameText("a name"), v.trim()),
});
const check = (things: unknown) => checkInputs({ things: mapOf(entry, form) }, { things });
const lamp = { owner: "kim", name: "lamp" };
const notKnown = unknownMarkers.string;

describe("The map of a collection", () => {
  it("passes with each entry as its schema makes it", () => {
    expect(check({ a: { ...lamp, name: " lamp " }, b: lamp })).to.deep.equal({
      inputs: { things: { a: lamp, b: lamp } },
      failures: [],
    });
    expect(check({})).to.deep.equal({ inputs: { things: {} }, failures: [] });
  });

  it("is required", () => {
    expect(check(undefined).failures).to.deep.equal([{ property: "things", reason: "is required" }]);
  });

  for (const [what, value] of [
    ["a text", "lamp"],
    ["a list", [lamp]],
    ["a number", 1],
  ] as const) {
    it(`is no map when it is ${what}`, () => {
      expect(check(value).failures).to.deep.equal([
        { property: "things", reason: "must be a map from keys of your choice to { owner, name }" },
      ]);
    });
  }

  it("is no map when it is null inside something else", () => {
    const [issue] = v.safeParse(mapOf(entry, form), null).issues ?? [];
    expect(issue?.message).to.match(/^must be a map /);
  });

  it("has all faults of all keys and entries told together, each where it is", () => {
    expect(check({ " ": lamp, "jane.sales": { owner: 1 }, c: "lamp" }).failures).to.deep.equal([
      { property: 'things[" "]', reason: "must not be empty: it is a key" },
      { property: 'things["jane.sales"].owner', reason: "must be an owner" },
      { property: 'things["jane.sales"].name', reason: "is required" },
      { property: "things.c", reason: "must be of the form { owner, name }" },
    ]);
  });

  it("passes with entries, or parts of them, that are not known yet", () => {
    const things = { a: notKnown, b: { ...lamp, owner: notKnown } };
    expect(check(things)).to.deep.equal({ inputs: { things }, failures: [] });
  });
});

describe("Entries that stand for the same object", () => {
  const naturalKey = ({ owner, name }: Properties) => `${String(owner)}/${String(name)}`;
  const of = (things: unknown) => repetitions("things", things, naturalKey);

  it("are told on each but the first, which they name", () => {
    const reason = 'stands for the same object as "a": remove one of them';
    expect(of({ a: lamp, b: { ...lamp, name: "desk" }, "c.d": lamp, e: lamp })).to.deep.equal([
      { property: 'things["c.d"]', reason },
      { property: 'things["e"]', reason },
    ]);
  });

  it("are none among those that are not known yet", () => {
    expect(of({ a: notKnown, b: notKnown, c: { ...lamp, owner: notKnown }, d: { ...lamp, owner: notKnown } }))
      .to.be.empty;
  });

  it("are none in a map that is not known yet", () => {
    expect(of(notKnown)).to.deep.equal([]);
    expect(of(undefined)).to.deep.equal([]);
    expect(of(null)).to.deep.equal([]);
  });
});
