import { expect } from "chai";
import { judge, judgeMeasurements, ratiosOf } from "../../bench/limits.js";
import type { Measurement } from "../../bench/measurement.js";
import { measured, row } from "./measured.js";

const concurrency = { engine: 8, provider: 16 };

function verdict(measurements: readonly Measurement[], beginning: string): string | undefined {
  const found = judgeMeasurements(measurements, concurrency).find(({ what }) => what.startsWith(beginning));
  return found && `${found.verdict}: ${found.measured}`;
}

describe("a limit", () => {
  it("is kept by the value at the limit, and missed by any above", () => {
    expect(judge("calls", "3", 3, 3).verdict).to.equal("kept");
    expect(judge("calls", "3", 3.01, 3).verdict).to.equal("MISSED");
  });

  it("is neither when nothing was measured", () => {
    expect(judge("calls", "3", undefined, 3)).to.include({ verdict: "not measured", measured: "" });
  });
});

describe("the ratio of ours to the floor", () => {
  const [ours, floor] = [row("single", 500), row("empty", 500)];

  it("compares within a round only", () => {
    const measurements = [
      measured(ours, "create", { wallSeconds: 10 }, 1),
      measured(floor, "create", { wallSeconds: 5 }, 1),
      measured(ours, "create", { wallSeconds: 100 }, 2),
      measured(floor, "create", { wallSeconds: 100 }, 2),
    ];
    expect(ratiosOf(measurements, ours, floor, "create")).to.include({ minimum: 1, maximum: 2, count: 2 });
  });

  it("leaves out a round in which one of both failed", () => {
    const failed: Measurement = { row: floor, round: 1, operation: "create", outcome: { failure: "broken" } };
    expect(ratiosOf([measured(ours, "create", {}), failed], ours, floor, "create")).to.equal(undefined);
  });
});

describe("the limits on measurements", () => {
  it("judge calls by the worst round", () => {
    const ours = row("single", 100);
    const create = "API calls of `up` that creates n assignments, n resources";
    const within = [measured(ours, "create", { apiCalls: 103 })];
    expect(verdict(within, create)).to.equal("kept: n + 3");
    expect(verdict([...within, measured(ours, "create", { apiCalls: 104 }, 2)], create)).to.equal(
      "MISSED: n + 4",
    );
  });

  it("allow no call and no login without a change", () => {
    const unchanged = measured(row("bulk", 100), "no change", { apiCalls: 0, logins: 1 });
    expect(verdict([unchanged], "API calls and logins of `up` without changes, one resource")).to.equal(
      "MISSED: 1",
    );
  });

  it("judge the time of single resources at 0 ms by the median of the ratios", () => {
    const [ours, floor] = [row("single", 500), row("empty", 500)];
    const rounds = [11, 30, 11].flatMap((seconds, index) => [
      measured(ours, "create", { wallSeconds: seconds }, index + 1),
      measured(floor, "create", { wallSeconds: 10 }, index + 1),
    ]);
    expect(verdict(rounds, "Wall time of `up`, 500 resources at 0 ms")).to.equal("kept: 1.10 x");
  });

  it("judge single resources at 50 ms by what they take beyond the empty ones", () => {
    const [ours, floor] = [row("single", 500, 50), row("empty", 500)];
    // n x latency / parallelism = 500 x 0.05 s / 8 = 3.125 s
    const beyond = (seconds: number) => [
      measured(ours, "create", { wallSeconds: 20 + seconds }),
      measured(floor, "create", { wallSeconds: 20 }),
    ];
    const what = "What `up` of 500 resources takes beyond";
    expect(verdict(beyond(3.125), what)).to.equal("kept: 1.00 x");
    expect(verdict(beyond(4), what)).to.equal("MISSED: 1.28 x");
  });

  it("grant the bulk form the service's time by its own concurrency, and tell the worst place and how many keep the limit", () => {
    const [small, large, floor] = [row("bulk", 100), row("bulk", 1_600, 50), row("empty-map", 1_600)];
    const measurements = [
      measured(small, "create", { wallSeconds: 1 }),
      measured(row("empty-map", 100), "create", { wallSeconds: 1 }),
      // 5 s by the service: 1,600 x 0.05 s / 16
      measured(large, "create", { wallSeconds: 9 }),
      measured(floor, "create", { wallSeconds: 1 }),
    ];
    expect(verdict(measurements, "Wall time of `create` of the bulk form")).to.equal(
      "MISSED: 1.50 x (n = 1600, 50 ms), kept in 1 of 2 places",
    );
  });
});
