import { expect } from "chai";
import { Budget } from "../../provider/http/budget.js";
import { Limiter, type LimiterSettings } from "../../provider/http/limiter.js";
import type { Outcome, WireReply } from "../../provider/http/transport.js";
import { FakeClock } from "./local-service.js";

function reply(status: number, headers: Record<string, string> = {}): WireReply {
  return { kind: "reply", status, headers, text: "", fromProxy: false };
}

const good = () => Promise.resolve(reply(200));
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Attempts that are under way until a test ends them. */
class HeldAttempts {
  readonly begun: string[] = [];
  readonly #ends: ((outcome: Outcome) => void)[] = [];

  /** An attempt that stays under way. */
  named(name: string): () => Promise<Outcome> {
    return () => {
      this.begun.push(name);
      return new Promise((resolve) => this.#ends.push(resolve));
    };
  }

  /** Ends the oldest of those under way, and lets everything happen that follows from it. */
  async end(outcome: Outcome): Promise<void> {
    this.#ends.shift()?.(outcome);
    await nextTurn();
  }
}

describe("the limiter", () => {
  const clock = new FakeClock();
  const closing = new AbortController();
  const budget = () => new Budget(clock, 300);
  const turn = () => ({ budget: budget(), repeated: false });
  const limiterOf = (settings: Partial<LimiterSettings>) =>
    new Limiter({
      ...{ maxConcurrency: 16, requestsPerSecond: undefined, clock, closed: closing.signal },
      ...settings,
    });

  it("lets no more attempts run at once than allowed, and all of them in the end", async () => {
    const limiter = limiterOf({ maxConcurrency: 3 });
    let running = 0;
    let most = 0;
    const attempts = Array.from({ length: 20 }, () =>
      limiter.run(turn(), async () => {
        running += 1;
        most = Math.max(most, running);
        await nextTurn();
        running -= 1;
        return reply(200);
      }),
    );
    await Promise.all(attempts);
    expect(most).to.equal(3);
  });

  it("gives the turn back when an attempt fails", async () => {
    const limiter = limiterOf({ maxConcurrency: 1 });
    const failing = limiter.run(turn(), () => Promise.reject(new Error("failed")));
    await failing.catch((error: unknown) => error);
    expect(await limiter.run(turn(), good)).to.include({ status: 200 });
  });

  it("starts attempts no faster than the rate, beginning at once (F20)", async () => {
    const limiter = limiterOf({ requestsPerSecond: 200 });
    const starts: number[] = [];
    const attempt = () => {
      starts.push(performance.now());
      return good();
    };
    await Promise.all(Array.from({ length: 21 }, () => limiter.run(turn(), attempt)));
    // Twenty intervals of 5 ms; only too early would be wrong, so a slow machine does no harm.
    expect((starts[20] ?? 0) - (starts[0] ?? 0)).to.be.at.least(95);
  });

  for (const [what, outcome, places] of [
    ["halves the places at a 429", reply(429), 4],
    ["halves the places at a 503", reply(503), 4],
    ["halves the places when an attempt times out", { kind: "timeout", code: undefined, detail: "" }, 4],
    ["keeps the places at a 500", reply(500), 8],
    ["keeps the places at a 404", reply(404), 8],
    ["keeps the places at a 503 of a proxy", { ...reply(503), fromProxy: true }, 8],
    ["keeps the places when the connection is refused", refused(), 8],
  ] as const satisfies readonly (readonly [string, Outcome, number])[]) {
    it(what, async () => {
      const limiter = limiterOf({ maxConcurrency: 8 });
      await limiter.run(turn(), () => Promise.resolve(outcome));
      expect(limiter.places).to.equal(places);
    });
  }

  it("keeps the places when the time of a call ran out before it was sent", async () => {
    const limiter = limiterOf({ maxConcurrency: 8 });
    const spent = new Budget(clock, 0);
    const late = { kind: "timeout", code: undefined, detail: "the time of the call ran out" } as const;
    await limiter.run({ budget: spent, repeated: true }, () => Promise.resolve(late));
    expect(limiter.places).to.equal(8);
  });

  it("gives out no place that was taken away, until so many have ended", async () => {
    const limiter = limiterOf({ maxConcurrency: 4 });
    const held = new HeldAttempts();
    const runs = Array.from({ length: 8 }, (_, index) => limiter.run(turn(), held.named(`${index + 1}`)));
    await nextTurn();
    await held.end(reply(429));
    await held.end(reply(500));
    expect(held.begun).to.deep.equal(["1", "2", "3", "4"]);
    await held.end(reply(500));
    expect(held.begun).to.have.length(5);
    for (let left = 5; left > 0; left -= 1) {
      await held.end(reply(500));
    }
    await Promise.all(runs);
  });

  it("earns the places back by answers, never more than there were", async () => {
    const limiter = limiterOf({ maxConcurrency: 4 });
    await limiter.run(turn(), () => Promise.resolve(reply(429)));
    expect(limiter.places).to.equal(2);
    const attempts = (count: number) =>
      Promise.all(
        Array.from({ length: count }, () =>
          limiter.run(turn(), async () => {
            await nextTurn();
            return reply(200);
          }),
        ),
      );
    await attempts(3);
    expect(limiter.places).to.equal(3);
    await attempts(20);
    expect(limiter.places).to.equal(4);
  });

  it("earns nothing back by failures of the server", async () => {
    const limiter = limiterOf({ maxConcurrency: 4 });
    await limiter.run(turn(), () => Promise.resolve(reply(429)));
    await Promise.all(
      [500, 502, 500, 504, 500].map((status) =>
        limiter.run(turn(), async () => {
          await nextTurn();
          return reply(status);
        }),
      ),
    );
    expect(limiter.places).to.equal(2);
  });

  it("lets a call that was sent before go ahead of new ones", async () => {
    const limiter = limiterOf({ maxConcurrency: 1 });
    const held = new HeldAttempts();
    const runs = [
      limiter.run(turn(), held.named("first")),
      limiter.run(turn(), held.named("new")),
      limiter.run({ budget: budget(), repeated: true }, held.named("repeated")),
    ];
    await nextTurn();
    for (let left = 3; left > 0; left -= 1) {
      await held.end(reply(200));
    }
    await Promise.all(runs);
    expect(held.begun).to.deep.equal(["first", "repeated", "new"]);
  });
});

function refused(): Outcome {
  return { kind: "connection-refused", code: "ECONNREFUSED", detail: "" };
}
