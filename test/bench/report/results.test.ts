import { expect } from "chai";
import { linesOf, plotSvg } from "../../../bench/report/plot.js";
import { resultsPage } from "../../../bench/report/results.js";
import { measured, row } from "../measured.js";

const single = (size: number, seconds: readonly number[]) =>
  seconds.map((wallSeconds, index) =>
    measured(row("single", size, 50), "create", { wallSeconds }, index + 1),
  );

describe("the page of results", () => {
  it("counts the limits that were missed, and names what was left out", () => {
    const page = resultsPage({
      circumstances: ["a machine"],
      measurements: [],
      limits: [
        { what: "calls", limit: "3", measured: "4", verdict: "MISSED" },
        { what: "logins", limit: "1", measured: "1", verdict: "kept" },
      ],
      omissions: [{ what: "10,000 single resources", reason: "they take hours" }],
      plot: undefined,
    });
    expect(page).to.contain("1 kept, 1 missed, 0 not measured");
    expect(page).to.contain("- 10,000 single resources: they take hours.");
  });
});

describe("the plot of cost against n", () => {
  it("has the median of each size, in the order of the sizes", () => {
    const rows = [...single(500, [20]), ...single(100, [4])];
    expect(linesOf(rows, "create", 50)[0]?.points).to.deep.equal([
      [100, 4],
      [500, 20],
    ]);
  });

  it("has no line for another latency, but the floors, which have none", () => {
    const floor = measured(row("empty", 100), "create", {});
    expect(linesOf([...single(100, [4]), floor], "create", 0).map((line) => line.case)).to.deep.equal([
      "empty",
    ]);
  });

  it("is an SVG", () => {
    expect(plotSvg(single(100, [4]), 50)).to.match(/^<svg[^]*<\/svg>$/);
  });
});
