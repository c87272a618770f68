import { expect } from "chai";
import { spreadOf } from "../../../bench/statistics.js";
import { costTable, limitsTable, ratioTable, spreadText } from "../../../bench/report/tables.js";
import { measured, row } from "../measured.js";

const cellsOf = (table: string) =>
  table.split("\n").map((line) =>
    line
      .split("|")
      .map((cell) => cell.trim())
      .slice(1, -1),
  );

describe("the tables of the bench", () => {
  it("show minimum, median and maximum, or one value when they look the same", () => {
    expect(spreadText(spreadOf([1, 2, 3]), String)).to.equal("1 / 2 / 3");
    expect(spreadText(spreadOf([1.01, 1.02]), (value) => value.toFixed(1))).to.equal("1.0");
    expect(spreadText(undefined, String)).to.equal("");
  });

  it("show what an operation cost, with its unit, the smaller sizes first", () => {
    const figures = { wallSeconds: 2.04, apiCalls: 2_003, logins: 1, connections: 16, stateBytes: 1_234_567 };
    const table = costTable(
      [measured(row("single", 2_000, 50), "create", figures), measured(row("empty", 100), "create", {})],
      "create",
    );
    const [, , first, second] = cellsOf(table);
    expect(first?.slice(0, 3)).to.deep.equal(["floor: n empty resources", "100", "any"]);
    expect(second?.slice(1)).to.deep.equal(["2,000", "50", "", "2.0", "2,003", "1", "16", "", "1.23 MB"]);
  });

  it("show why something was not measured in the place of its figures", () => {
    const failed = {
      row: row("single", 10),
      round: 1,
      operation: "create" as const,
      outcome: { failure: "stopped | at the\nlimit" },
    };
    expect(costTable([failed], "create")).to.contain("stopped \\| at the limit");
  });

  it("show the ratio to the floor of the same size and engine only", () => {
    const ours = row("single", 10);
    const measurements = [
      measured(ours, "create", { wallSeconds: 3 }),
      measured(row("empty", 10), "create", { wallSeconds: 2 }),
    ];
    expect(cellsOf(ratioTable(measurements))[2]?.slice(4)).to.deep.equal(["1.50", "", "", "", ""]);
    const otherEngine = [
      measured(ours, "create", {}),
      measured(row("empty", 10, 0, { checkpoints: false }), "create", {}),
    ];
    expect(ratioTable(otherEngine)).to.equal("");
  });

  it("print a missed limit as missed", () => {
    const table = limitsTable([{ what: "calls", limit: "3", measured: "4", verdict: "MISSED" }]);
    expect(cellsOf(table).at(-1)).to.deep.equal(["calls", "3", "4", "MISSED"]);
  });
});
