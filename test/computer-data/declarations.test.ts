import { expect } from "chai";
import { Declarations } from "../../provider/computer-data/declarations.js";

const pair = (computerName: string, destinationId = "d-1") => ({ computerName, destinationId });

describe("Data that the program of a run declares", () => {
  it("is known by user, without regard to case, and by selection", () => {
    const declarations = new Declarations();
    declarations.add("U-1", [{ computerName: "a", destinationId: "D-1" }]);
    expect(declarations.has("u-1", pair("a"))).to.equal(true);
    expect(declarations.has("u-1", pair("b"))).to.equal(false);
    expect(declarations.has("u-1", pair("a", "d-2"))).to.equal(false);
    expect(declarations.has("u-2", pair("a"))).to.equal(false);
  });

  it("is all of a user's data when everything is selected", () => {
    const declarations = new Declarations();
    declarations.add("u-1", "all");
    expect(declarations.has("u-1", pair("c"))).to.equal(true);
  });
});
