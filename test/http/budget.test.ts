import { expect } from "chai";
import { Budget } from "../../provider/http/budget.js";
import { FakeClock } from "./local-service.js";

describe("the budget of a call", () => {
  it("is whole while the call queues, however long", () => {
    const clock = new FakeClock();
    const budget = new Budget(clock, 5);
    clock.time += 60_000;
    expect([budget.milliseconds, budget.elapsed, budget.remaining]).to.deep.equal([5_000, 0, 5_000]);
  });

  it("runs from the first attempt on, and later attempts change nothing", () => {
    const clock = new FakeClock();
    const budget = new Budget(clock, 5);
    clock.time = 1_000;
    budget.begin();
    clock.time = 3_000;
    budget.begin();
    expect([budget.elapsed, budget.remaining]).to.deep.equal([2_000, 3_000]);
  });

  it("is never below zero", () => {
    const clock = new FakeClock();
    const budget = new Budget(clock, 5);
    budget.begin();
    clock.time = 9_000;
    expect([budget.elapsed, budget.remaining]).to.deep.equal([9_000, 0]);
  });
});
