import { expect } from "chai";
import { changesNothing, planChanges, type Declared, type Member } from "../../provider/collection/plan.js";
import { comparison, declared, held, unconfirmed, type Thing } from "./things.js";

const nothing = { keep: [], change: [], create: [], remove: [] };

const plan = (before: readonly Member<Thing>[], after: readonly Declared<Thing>[]) =>
  planChanges(before, after, comparison);

describe("The plan for a collection", () => {
  it("keeps what is held as declared", () => {
    const [one, wanted] = [held("a", "kim/lamp"), declared("a", "kim/lamp")];
    expect(plan([one], [wanted])).to.deep.equal({ ...nothing, keep: [{ declared: wanted, held: one }] });
  });

  it("knows an object by what makes it unique, whatever its key", () => {
    const [lamp, desk] = [held("a", "kim/lamp"), held("b", "kim/desk")];
    const [wantedLamp, wantedDesk] = [declared("b", "kim/lamp"), declared("a", "kim/desk")];
    expect(plan([lamp, desk], [wantedLamp, wantedDesk])).to.deep.equal({
      ...nothing,
      keep: [
        { declared: wantedLamp, held: lamp },
        { declared: wantedDesk, held: desk },
      ],
    });
  });

  it("changes in place what is held otherwise, under another key, too", () => {
    const [one, wanted] = [held("a", "kim/lamp"), declared("z", "kim/lamp", 2)];
    expect(plan([one], [wanted])).to.deep.equal({ ...nothing, change: [{ declared: wanted, held: one }] });
  });

  it("changes in place what becomes another object under the same key, where the kind allows it", () => {
    const [one, wanted] = [held("a", "kim/lamp"), declared("a", "kim/desk")];
    expect(plan([one], [wanted])).to.deep.equal({ ...nothing, change: [{ declared: wanted, held: one }] });
  });

  it("creates one and removes the other where the kind allows no change in place", () => {
    const [one, wanted] = [held("a", "kim/lamp"), declared("a", "jo/lamp")];
    expect(plan([one], [wanted])).to.deep.equal({
      ...nothing,
      create: [{ ...wanted, unconfirmed: false }],
      remove: [one],
    });
  });

  it("creates under a new key and removes under an old one, whatever could become of what", () => {
    const [one, wanted] = [held("a", "kim/lamp"), declared("b", "kim/desk")];
    expect(plan([one], [wanted])).to.deep.equal({
      ...nothing,
      create: [{ ...wanted, unconfirmed: false }],
      remove: [one],
    });
  });

  it("creates beside an object that keeps its place under another key", () => {
    const lamp = held("a", "kim/lamp");
    const [wantedDesk, wantedLamp] = [declared("a", "kim/desk"), declared("b", "kim/lamp")];
    expect(plan([lamp], [wantedDesk, wantedLamp])).to.deep.equal({
      ...nothing,
      keep: [{ declared: wantedLamp, held: lamp }],
      create: [{ ...wantedDesk, unconfirmed: false }],
    });
  });

  it("completes what is not confirmed, even when it is held as declared", () => {
    const wanted = declared("b", "kim/lamp");
    expect(plan([unconfirmed("a", "kim/lamp")], [wanted])).to.deep.equal({
      ...nothing,
      create: [{ ...wanted, unconfirmed: true }],
    });
  });

  it("does not make another object of what is not confirmed: it may not be there", () => {
    const [one, wanted] = [unconfirmed("a", "kim/lamp"), declared("a", "kim/desk")];
    expect(plan([one], [wanted])).to.deep.equal({
      ...nothing,
      create: [{ ...wanted, unconfirmed: false }],
      remove: [one],
    });
  });

  it("takes the first of two that are held with the same natural key, and removes the other", () => {
    const [one, other] = [held("a", "kim/lamp"), { ...held("b", "kim/lamp"), id: "another" }];
    const wanted = declared("a", "kim/lamp");
    expect(plan([one, other], [wanted])).to.deep.equal({
      ...nothing,
      keep: [{ declared: wanted, held: one }],
      remove: [other],
    });
  });

  it("makes of the first of two that are held under one key what it becomes, and removes the other", () => {
    const [one, other] = [held("a", "kim/lamp"), held("a", "kim/desk")];
    const wanted = declared("a", "kim/bed");
    expect(plan([one, other], [wanted])).to.deep.equal({
      ...nothing,
      change: [{ declared: wanted, held: one }],
      remove: [other],
    });
  });

  it("uses no object twice", () => {
    const one = held("a", "kim/lamp");
    const [first, second] = [declared("a", "kim/lamp"), declared("b", "kim/lamp")];
    expect(plan([one], [first, second])).to.deep.equal({
      ...nothing,
      keep: [{ declared: first, held: one }],
      create: [{ ...second, unconfirmed: false }],
    });
  });
});

describe("A plan changes", () => {
  const one = held("a", "kim/lamp");
  const wanted = declared("a", "kim/lamp");
  const pair = { declared: wanted, held: one };
  const renamed = { declared: declared("b", "kim/lamp"), held: one };

  it("nothing when all is kept under its key", () => {
    expect(changesNothing({ ...nothing, keep: [pair, pair] })).to.equal(true);
    expect(changesNothing(nothing)).to.equal(true);
  });

  for (const [what, step] of [
    ["a change", { change: [pair] }],
    ["a creation", { create: [{ ...wanted, unconfirmed: true }] }],
    ["a removal", { remove: [one] }],
    ["a new key, which the state has to learn", { keep: [pair, renamed] }],
  ] as const) {
    it(`something with ${what}`, () => {
      expect(changesNothing({ ...nothing, ...step })).to.equal(false);
    });
  }
});
