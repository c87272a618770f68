import { expect } from "chai";
import { allHeld, differenceOf } from "../../provider/collection/shape.js";
import { comparison, declared, held } from "./things.js";

const holding = { members: [held("a", "kim/lamp")], superseded: [], connection: "login at address" };
const wanted = [declared("a", "kim/lamp")];

describe("What a collection holds", () => {
  it("is what stands under its key, then what lost its key", () => {
    const superseded = [held("a", "kim/desk")];
    expect(allHeld({ ...holding, superseded })).to.deep.equal([...holding.members, ...superseded]);
  });

  it("does not differ from what is declared when each object is held as declared", () => {
    expect(differenceOf(holding, wanted, comparison)).to.deep.equal({ changes: false, replaces: [] });
  });

  it("differs when an object is held otherwise", () => {
    const difference = differenceOf(holding, [declared("a", "kim/lamp", 2)], comparison);
    expect(difference).to.deep.equal({ changes: true, replaces: [] });
  });

  it("differs beyond the inputs while something that lost its key has to be removed still", () => {
    const superseded = [held("a", "kim/desk")];
    const difference = differenceOf({ ...holding, superseded }, wanted, comparison);
    expect(difference).to.deep.equal({ changes: true, replaces: [], beyondInputs: true });
  });
});
