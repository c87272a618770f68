import { expect } from "chai";
import { operations } from "../../bench/measurement.js";
import { readOptions } from "../../bench/options.js";

describe("the options of the bench", () => {
  it("measure everything in three rounds unless told otherwise", () => {
    expect(readOptions([])).to.deep.include({ action: "measure", quick: false, runs: 3, minutes: 60 });
  });

  it("take sizes, latencies and cases separated by commas", () => {
    const options = readOptions(["--n", "10,20", "--latency", "0", "--only", "bulk,empty-map"]);
    expect(options).to.have.deep.property("selection", {
      cases: ["bulk", "empty-map"],
      sizes: [10, 20],
      latencies: [0],
      operations,
      byHand: true,
    });
  });

  it("measure small sizes in one round, without the change of all, when it has to be quick", () => {
    const options = readOptions(["--quick"]);
    expect(options).to.deep.include({ quick: true, runs: 1, minutes: 2 });
    expect(options).to.have.nested.property("selection.operations").that.does.not.include("change");
  });

  it("refuse a case that does not exist, and name those that do", () => {
    expect(() => readOptions(["--only", "bulky"])).to.throw(/"bulky": choose from single, bulk/);
  });

  for (const [option, value] of [
    ["--n", "0"],
    ["--n", "1.5"],
    ["--runs", "2,3"],
    ["--latency", "-1"],
    ["--minutes", ""],
  ] as const) {
    it(`refuse ${option}=${value}`, () => {
      expect(() => readOptions([`${option}=${value}`])).to.throw(new RegExp(`^${option} takes`));
    });
  }
});
