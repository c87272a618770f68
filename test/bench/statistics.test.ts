import { expect } from "chai";
import { spreadOf } from "../../bench/statistics.js";

describe("the spread of values", () => {
  it("has the minimum, the median and the maximum of values in any order", () => {
    expect(spreadOf([10, 9, 100])).to.deep.equal({ minimum: 9, median: 10, maximum: 100, count: 3 });
  });

  it("has the mean of the two in the middle as the median of an even number", () => {
    expect(spreadOf([4, 1, 3, 100])?.median).to.equal(3.5);
  });

  it("does not exist for no values", () => {
    expect(spreadOf([])).to.equal(undefined);
  });

  it("leaves the values in their order", () => {
    const values = [3, 1, 2];
    spreadOf(values);
    expect(values).to.deep.equal([3, 1, 2]);
  });
});
