import { expect } from "chai";
import { perTime } from "../../../bench/instructions/page.js";
import { collectedIn } from "../../../bench/instructions/valgrind.js";

describe("the count of instructions", () => {
  it("is taken from what callgrind prints", () => {
    expect(collectedIn("==1== Events    : Ir\n==1== Collected : 513515138\n==1== \n")).to.equal(513_515_138);
  });

  it("fails when callgrind counted nothing", () => {
    expect(() => collectedIn("==1== Aborted\n")).to.throw("valgrind counted nothing: ==1== Aborted");
  });

  it("of one time leaves out what both processes have", () => {
    expect(perTime(1_500, 2_000, 10)).to.equal(50);
  });
});
