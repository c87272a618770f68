import { expect } from "chai";
import { machineClock } from "../../provider/http/clock.js";

describe("the clock of the machine", () => {
  it("goes forward by at least the time that is waited", async () => {
    const begun = machineClock.now();
    await machineClock.sleep(20);
    // A timer may come a millisecond early by the finer clock.
    expect(machineClock.now() - begun).to.be.at.least(19);
  });

  it("ends a wait when its signal aborts", async () => {
    const aborting = new AbortController();
    const waiting = machineClock.sleep(60_000, aborting.signal).catch((error: unknown) => error);
    aborting.abort();
    expect(await waiting).to.have.property("name", "AbortError");
  });

  it("draws numbers from 0 to 1 that differ", () => {
    const drawn = Array.from({ length: 100 }, () => machineClock.random());
    expect(drawn.every((number) => number >= 0 && number < 1)).to.equal(true);
    expect(new Set(drawn).size).to.be.above(1);
  });
});
