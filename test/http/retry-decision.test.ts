import { expect } from "chai";
import * as fc from "fast-check";
import {
  decideRetry,
  longestDelayMilliseconds,
  type RetryCause,
  type RetryCircumstances,
} from "../../provider/http/retry-decision.js";

const usual: RetryCircumstances = {
  cause: "status-503",
  verb: "read",
  attempt: 1,
  elapsedMilliseconds: 0,
  budgetMilliseconds: 300_000,
  retryAfterMilliseconds: undefined,
  quotaLeft: true,
  random: 0.5,
};

const rows: readonly (readonly [cause: RetryCause, reads: number, writes: number])[] = [
  ["connection-refused", 4, 4],
  ["name-not-found", 4, 4],
  ["unreachable", 4, 4],
  ["connection-reset", 4, 1],
  ["cut-off", 4, 1],
  ["timeout", 3, 1],
  ["status-408", 4, 1],
  ["status-429", 8, 8],
  ["status-500", 4, 1],
  ["status-502", 4, 1],
  ["status-503", 4, 1],
  ["status-504", 4, 1],
  ["status-501", 1, 1],
  ["status-400", 1, 1],
  ["status-401", 1, 1],
  ["status-403", 1, 1],
  ["status-404", 1, 1],
  ["status-409", 1, 1],
  ["status-422", 1, 1],
  ["status-302", 1, 1],
  ["certificate", 1, 1],
  ["proxy", 1, 1],
  ["too-large", 1, 1],
  ["closed", 1, 1],
  ["unknown-failure", 1, 1],
];

function attemptsOf(cause: RetryCause, verb: "read" | "write"): number {
  let attempt = 1;
  while (decideRetry({ ...usual, cause, verb, attempt }).retry) {
    attempt += 1;
  }
  return attempt;
}

describe("the retry decision", () => {
  for (const [cause, reads, writes] of rows) {
    it(`gives ${cause} ${reads} attempts for a read and ${writes} for a write (F11, F12, F18-F23)`, () => {
      expect([attemptsOf(cause, "read"), attemptsOf(cause, "write")]).to.deep.equal([reads, writes]);
    });
  }

  it("waits a random part of a base that doubles", () => {
    const delays = [1, 2, 3].map((attempt) => decideRetry({ ...usual, attempt }));
    expect(delays).to.deep.equal(
      [250, 500, 1000].map((delayMilliseconds) => ({ retry: true, delayMilliseconds, paid: true })),
    );
  });

  it("keeps the wait that the service asks for, and spreads the callers beyond it", () => {
    const decision = decideRetry({ ...usual, cause: "status-429", retryAfterMilliseconds: 7000 });
    expect(decision).to.deep.equal({ retry: true, delayMilliseconds: 7500, paid: false });
  });

  it("gives up when the wait asked for is longer than the time left (F18)", () => {
    const decision = decideRetry({ ...usual, cause: "status-429", retryAfterMilliseconds: 36_000_000 });
    expect(decision).to.deep.equal({ retry: false, because: "retry-after" });
  });

  it("gives up when the wait would end after the budget", () => {
    expect(decideRetry({ ...usual, elapsedMilliseconds: 299_750 })).to.deep.equal({
      retry: false,
      because: "budget",
    });
  });

  it("gives up when the quota is spent, but not when the service throttles (F25)", () => {
    expect(decideRetry({ ...usual, quotaLeft: false })).to.deep.equal({ retry: false, because: "quota" });
    expect(decideRetry({ ...usual, cause: "status-429", quotaLeft: false }).retry).to.equal(true);
  });

  it("never waits longer than its own ceiling or beyond the budget, whatever comes", () => {
    const circumstances = fc.record({
      cause: fc.constantFrom(...rows.map(([cause]) => cause)),
      verb: fc.constantFrom("read" as const, "write" as const),
      attempt: fc.integer({ min: 1, max: 20 }),
      elapsedMilliseconds: fc.nat(400_000),
      budgetMilliseconds: fc.nat(400_000),
      retryAfterMilliseconds: fc.option(fc.nat(100_000), { nil: undefined }),
      quotaLeft: fc.boolean(),
      random: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    });
    fc.assert(
      fc.property(circumstances, (given) => {
        const decision = decideRetry(given);
        if (decision.retry) {
          const floor = given.retryAfterMilliseconds ?? 0;
          expect(decision.delayMilliseconds).to.be.within(floor, floor + longestDelayMilliseconds);
          expect(given.elapsedMilliseconds + decision.delayMilliseconds).to.be.below(
            given.budgetMilliseconds,
          );
        }
      }),
    );
  });
});
