import { expect } from "chai";
import { orderOf } from "../../bench/bench.js";
import { caseNames, operations } from "../../bench/measurement.js";
import { planOf } from "../../bench/plan.js";
import { TimeBudget } from "../../bench/time-budget.js";

const complete = {
  cases: caseNames,
  sizes: [100, 500, 2_000, 10_000],
  latencies: [0, 5, 50],
  operations,
  byHand: false,
};

describe("the plan of a bench run", () => {
  it("has for every case of ours its floor of the same size and engine", () => {
    const { rows } = planOf(complete);
    for (const { case: name, size, checkpoints } of rows) {
      if (name !== "single" && name !== "bulk" && name !== "hand-written") continue;
      const floor = name === "bulk" ? "empty-map" : "empty";
      const found = rows.some(
        (row) => row.case === floor && row.size === size && row.checkpoints === checkpoints,
      );
      expect(found, `${name}, n = ${size}`).to.equal(true);
    }
  });

  it("cuts the operations of 500 single resources and of their floor with checkpoints alike", () => {
    const { rows, omissions } = planOf(complete);
    const cut = rows.filter(({ case: name, size, checkpoints }) => {
      return (name === "single" || name === "empty") && size === 500 && checkpoints;
    });
    expect(cut.map((row) => `${row.case} ${row.latencyMilliseconds}`)).to.have.members([
      "single 0",
      "single 50",
      "empty 0",
    ]);
    for (const row of cut) expect(row.operations).to.deep.equal(["create", "no change"]);
    expect(omissions.some(({ what }) => what.includes("with checkpoints"))).to.equal(true);
  });

  it("has what the limits on time are about", () => {
    const { rows } = planOf(complete);
    const has = (name: string, size: number, latency: number) =>
      rows.some((row) => row.case === name && row.size === size && row.latencyMilliseconds === latency);
    expect(has("single", 500, 0) && has("single", 500, 50)).to.equal(true);
    expect(has("bulk", 10_000, 0) && has("bulk", 10_000, 50)).to.equal(true);
  });

  it("measures or names everything that was asked for", () => {
    const { rows, omissions } = planOf(complete);
    const text = omissions.map(({ what }) => what).join("\n");
    for (const size of [500, 2_000]) {
      const hasAll = [0, 5, 50].every((latency) =>
        rows.some((row) => row.case === "single" && row.size === size && row.latencyMilliseconds === latency),
      );
      expect(hasAll).to.equal(false);
      expect(text).to.match(
        new RegExp(`ingle resources.*${size.toLocaleString("en")}|${size.toLocaleString("en")} single`),
      );
    }
  });

  it("leaves nothing out for the sake of time when sizes or latencies are named", () => {
    const { rows } = planOf({
      cases: ["script", "single"],
      sizes: [500],
      latencies: [5, 50],
      operations,
      byHand: true,
    });
    expect(rows.map((row) => `${row.case} ${row.latencyMilliseconds}`)).to.deep.equal([
      "script 5",
      "single 5",
      "script 50",
      "single 50",
    ]);
    expect(rows[1]?.operations).to.have.length(5);
  });

  it("makes the calls alone only where the service answers at once, and names what that leaves out", () => {
    const { rows, omissions } = planOf({
      cases: ["calls"],
      sizes: [10],
      latencies: [0, 50],
      operations,
      byHand: false,
    });
    expect(rows.map((row) => row.latencyMilliseconds)).to.deep.equal([0]);
    expect(rows[0]?.operations).to.not.include("no change");
    expect(omissions.map(({ what }) => what)).to.have.members([
      "The calls alone at 50 ms",
      "The calls alone without change",
    ]);
  });

  it("plays every other round backwards", () => {
    const { rows } = planOf({
      cases: ["single", "empty"],
      sizes: [10],
      latencies: [0],
      operations,
      byHand: true,
    });
    expect(orderOf(rows, 2)).to.deep.equal([...rows].reverse());
    expect(orderOf(rows, 3)).to.deep.equal(rows);
  });
});

describe("the time of a bench run", () => {
  it("suffices for what would end in time by what it took before", () => {
    const budget = new TimeBudget<string>(1_000);
    budget.took("row", 400);
    budget.took("row", 300);
    expect(budget.sufficesFor("row", 600)).to.equal(true);
    expect(budget.sufficesFor("row", 601)).to.equal(false);
  });

  it("suffices for what was never done until it is over", () => {
    const budget = new TimeBudget<string>(1_000);
    expect(budget.sufficesFor("row", 999)).to.equal(true);
    expect(budget.sufficesFor("row", 1_000)).to.equal(false);
  });
});
