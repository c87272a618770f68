import { expect } from "chai";
import * as v from "valibot";
import { valid } from "../../simulator/valid.js";

const schema = v.object({ name: v.string(), size: v.optional(v.number(), 1) });

describe("a value that the simulator is given", () => {
  it("is passed on as its schema makes it", () => {
    expect(valid("The thing", schema, { name: "a", other: 2 })).to.deep.equal({ name: "a", size: 1 });
  });

  it("is refused with every fault and its place", () => {
    expect(() => valid("The thing", schema, { name: 1, size: "2" })).to.throw(
      /^The thing is not valid: name: .*; size: /,
    );
    expect(() => valid("The thing", schema, null)).to.throw("The thing is not valid: the whole: ");
  });
});
