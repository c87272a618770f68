import { expect } from "chai";
import { Budget } from "../../provider/http/budget.js";
import type { Clock } from "../../provider/http/clock.js";
import { Limiter } from "../../provider/http/limiter.js";
import type { WireReply } from "../../provider/http/transport.js";

/** A clock that stands still until a test moves it. */
class StandingClock implements Clock {
  time = 1_000;
  readonly #sleepers: { readonly until: number; readonly wake: () => void }[] = [];

  get sleepers(): number {
    return this.#sleepers.length;
  }

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((wake, reject) => {
      this.#sleepers.push({ until: this.time + milliseconds, wake });
      signal?.addEventListener("abort", () => reject(new Error("aborted")));
    });
  }

  /** Moves on, wakes who is due, and lets everything happen that follows from it. */
  async forward(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const sleeper of this.#sleepers.filter(({ until }) => until <= this.time)) {
      this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
      sleeper.wake();
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function reply(status: number, headers: Record<string, string> = {}): WireReply {
  return { kind: "reply", status, headers, text: "", fromProxy: false };
}

describe("a pause that the service asks for", () => {
  let clock: StandingClock;
  let closing: AbortController;
  let limiter: Limiter;
  let sent: string[];

  beforeEach(() => {
    clock = new StandingClock();
    closing = new AbortController();
    limiter = new Limiter({ maxConcurrency: 1, requestsPerSecond: undefined, clock, closed: closing.signal });
    sent = [];
  });

  /** Sends a request when its turn has come, to which the service gives this reply. */
  async function request(name: string, answer = reply(200), budget = new Budget(clock, 300)): Promise<void> {
    void limiter.run({ budget, repeated: false }, () => {
      sent.push(name);
      return Promise.resolve(answer);
    });
    await clock.forward(0);
  }

  /** The time of a call whose first attempt has begun, with so many seconds left. */
  function begun(secondsLeft: number): Budget {
    let spent = 0;
    const budget = new Budget({ now: () => clock.now() + spent, sleep: () => Promise.resolve() }, 300);
    budget.begin();
    spent = (300 - secondsLeft) * 1_000;
    return budget;
  }

  for (const status of [429, 503]) {
    it(`holds every request that is not sent yet after a ${status}, and lets them go in their order at its end`, async () => {
      await request("throttled", reply(status, { "retry-after": "2" }));
      await request("a");
      await request("b");
      await clock.forward(1_999);
      expect(sent).to.deep.equal(["throttled"]);
      await clock.forward(1);
      expect(sent).to.deep.equal(["throttled", "a", "b"]);
    });
  }

  it("holds those that were queueing for a place when it was asked for", async () => {
    await Promise.all([request("throttled", reply(429, { "retry-after": "2" })), request("a"), request("b")]);
    expect(sent).to.deep.equal(["throttled"]);
    await clock.forward(2_000);
    expect(sent).to.deep.equal(["throttled", "a", "b"]);
  });

  it("costs one timer, however many wait", async () => {
    await request("throttled", reply(429, { "retry-after": "2" }));
    await request("a");
    await request("b");
    expect(clock.sleepers).to.equal(1);
  });

  it("is made longer by a later reply, and not shorter", async () => {
    await request("throttled", reply(429, { "retry-after": "5" }));
    await request("hasty", reply(429, { "retry-after": "1" }), begun(3));
    await request("a");
    await clock.forward(4_999);
    expect(sent).to.deep.equal(["throttled", "hasty"]);
    await clock.forward(1);
    expect(sent).to.deep.equal(["throttled", "hasty", "a"]);
  });

  it("is waited out anew by all when it was made longer meanwhile", async () => {
    await request("throttled", reply(429, { "retry-after": "2" }));
    await request("a");
    await request("hasty", reply(429, { "retry-after": "10" }), begun(1));
    await clock.forward(2_000);
    expect(sent).to.deep.equal(["throttled", "hasty"]);
    await clock.forward(8_000);
    expect(sent).to.deep.equal(["throttled", "hasty", "a"]);
  });

  for (const secondsLeft of [99, 100]) {
    it(`keeps no place from a call with ${secondsLeft} s of 100 left: that one goes and hears for itself`, async () => {
      await request("throttled", reply(429, { "retry-after": "100" }));
      await request("patient");
      await request("hasty", reply(200), begun(secondsLeft));
      expect(sent).to.deep.equal(["throttled", "hasty"]);
    });
  }

  for (const seconds of ["300", "36000"]) {
    it(`is not made longer by one of ${seconds} s, for which the time of a call would not suffice`, async () => {
      await request("throttled", reply(429, { "retry-after": "2" }));
      await request("hasty", reply(429, { "retry-after": seconds }), begun(1));
      await request("a");
      expect(sent).to.deep.equal(["throttled", "hasty"]);
      await clock.forward(2_000);
      expect(sent).to.deep.equal(["throttled", "hasty", "a"]);
    });
  }

  it("is waited out before the turn that the rate gives, so that nobody takes one in vain", async () => {
    limiter = new Limiter({ maxConcurrency: 1, requestsPerSecond: 0.001, clock, closed: closing.signal });
    await Promise.all([request("throttled", reply(429, { "retry-after": "2" })), request("a")]);
    expect(sent).to.deep.equal(["throttled"]);
    expect(clock.sleepers).to.equal(1);
  });

  it("does not spend the time of calls that were never sent", async () => {
    await request("throttled", reply(429, { "retry-after": "2" }));
    const budget = new Budget(clock, 300);
    await request("a", reply(200), budget);
    await clock.forward(1_000);
    expect(budget.elapsed).to.equal(0);
  });

  for (const [what, answer] of [
    ["longer than the time of a call", reply(429, { "retry-after": "36000" })],
    ["named by another status", reply(500, { "retry-after": "2" })],
    ["named by a proxy", { ...reply(503, { "retry-after": "2" }), fromProxy: true }],
    ["of no length", reply(429, { "retry-after": "0" })],
    ["not named", reply(429)],
  ] as const) {
    it(`is none when it is ${what}`, async () => {
      await request("refused", answer);
      await request("a");
      expect(sent).to.deep.equal(["refused", "a"]);
    });
  }

  for (const seconds of [100, 200]) {
    it(`ends for all when pauses of ${seconds} and 200 s without an answer in between add up to the time of a call`, async () => {
      await request("first", reply(429, { "retry-after": `${seconds}` }));
      await request("second", reply(429, { "retry-after": "200" }));
      await request("third");
      await clock.forward(seconds * 1_000);
      expect(sent).to.deep.equal(["first", "second", "third"]);
    });
  }

  it("ends for all, too, when failures of the server come in between, which are no answers", async () => {
    await request("first", reply(429, { "retry-after": "200" }));
    await request("failing", reply(500));
    await request("second", reply(429, { "retry-after": "200" }));
    await request("third");
    await clock.forward(200_000);
    expect(sent).to.deep.equal(["first", "failing", "second", "third"]);
  });

  it("may come as often as the service likes when it answers in between", async () => {
    await request("first", reply(429, { "retry-after": "200" }));
    await request("answered");
    await request("second", reply(429, { "retry-after": "200" }));
    await request("third");
    await clock.forward(200_000);
    expect(sent).to.deep.equal(["first", "answered", "second"]);
    await clock.forward(200_000);
    expect(sent).to.deep.equal(["first", "answered", "second", "third"]);
  });

  it("ends at once when the client is closed", async () => {
    await request("throttled", reply(429, { "retry-after": "2" }));
    await request("a");
    closing.abort();
    await clock.forward(0);
    expect(sent).to.deep.equal(["throttled", "a"]);
  });
});
