import { expect } from "chai";
import { allHeld, differs } from "../../provider/collection/shape.js";
import { comparison, declared, held } from "./things.js";

const holding = { members: [held("a", "kim/lamp")], superseded: [], connection: "login at address" };
const wanted = [declared("a", "kim/lamp")];

describe("What a collection holds", () => {
  it("is what stands under its key, then what lost its key", () => {
    const superseded = [held("a", "kim/desk")];
    expect(allHeld({ ...holding, superseded })).to.deep.equal([...holding.members, ...superseded]);
  });

  it("does not differ from what is declared when each object is held as declared", () => {
    expect(differs(holding, wanted, comparison)).to.equal(false);
  });

  it("differs when an object is held otherwise", () => {
    expect(differs(holding, [declared("a", "kim/lamp", 2)], comparison)).to.equal(true);
  });

  it("differs while something that lost its key has to be removed still", () => {
    const superseded = [held("a", "kim/desk")];
    expect(differs({ ...holding, superseded }, wanted, comparison)).to.equal(true);
  });
});
