import { expect } from "chai";
import { NoAnswerError } from "../../provider/errors.js";
import { settle, type Write } from "../../provider/service/settled-write.js";
import { rejectionOf } from "../rejection.js";
import { brokenService, gatewayTimeOut, lostAnswer, refusal, timeOut } from "./call-failures.js";
import { VirtualClock } from "./virtual-clock.js";

type Step<Value> = Value | Error;

/** A write whose sendings and looks end as listed, in order; the last look repeats. */
class Script implements Write<string, string> {
  readonly events: string[] = [];
  readonly moments: number[] = [];

  constructor(
    private readonly sendings: Step<string>[],
    private readonly looks: Step<string | undefined>[] = [],
    readonly repeatable = false,
  ) {}

  send(): Promise<string> {
    this.events.push("send");
    const step = this.sendings.shift() ?? new Error("sent too often");
    return step instanceof Error ? Promise.reject(step) : Promise.resolve(step);
  }

  proof(reply: string): string | undefined {
    return reply === "" ? undefined : reply;
  }

  look(moment: number): Promise<string | undefined> {
    this.events.push("look");
    this.moments.push(moment);
    const step = this.looks.length > 1 ? this.looks.shift() : this.looks[0];
    return step instanceof Error ? Promise.reject(step) : Promise.resolve(step);
  }
}

const run = (script: Script, clock = new VirtualClock()) => clock.until(settle(script, clock));

describe("A write that is answered", () => {
  it("is done without a look when the reply proves it", async () => {
    const script = new Script(["id-1"]);
    expect(await run(script)).to.deep.equal({ kind: "done", seen: "id-1" });
    expect(script.events).to.deep.equal(["send"]);
  });

  for (const looks of [1, 2, 3, 6]) {
    it(`is done after an empty reply when its effect shows at look ${String(looks)}`, async () => {
      const script = new Script([""], [...Array<undefined>(looks - 1).fill(undefined), "id-1"]);
      expect(await run(script)).to.deep.equal({ kind: "done", seen: "id-1" });
      expect(script.events).to.deep.equal(["send", ...Array<string>(looks).fill("look")]);
    });
  }

  it("is accepted after an empty reply when its effect does not show in the time given", async () => {
    const clock = new VirtualClock();
    const script = new Script([""], [undefined]);
    expect(await run(script, clock)).to.deep.equal({ kind: "accepted" });
    expect(clock.sleeps).to.deep.equal([250, 500, 1_000, 2_000, 4_000]);
    expect(script.events.filter((event) => event === "send")).to.have.lengthOf(1);
  });

  it("is looked at as of after the answer", async () => {
    const clock = new VirtualClock();
    const script = new Script([""], [undefined, "id-1"]);
    const sentAt = clock.now();
    await run(script, clock);
    expect(script.moments).to.deep.equal([sentAt, sentAt + 250]);
  });

  for (const [what, cause] of [
    ["fails", lostAnswer()],
    ["is answered with nothing", new NoAnswerError("read it")],
  ] as const) {
    it(`is undecided when the look after an empty reply ${what}`, async () => {
      expect(await run(new Script([""], [cause]))).to.deep.equal({ kind: "undecided", cause });
    });
  }

  it("fails when the service refuses it, without a look", async () => {
    const error = refusal();
    const script = new Script([error]);
    expect(await rejectionOf(run(script))).to.equal(error);
    expect(script.events).to.deep.equal(["send"]);
  });

  it("fails on a fault of this program, without a look", async () => {
    const fault = new TypeError("fault");
    const script = new Script([fault]);
    expect(await rejectionOf(run(script))).to.equal(fault);
    expect(script.events).to.deep.equal(["send"]);
  });

  it("fails on a fault of this program in a look", async () => {
    const fault = new TypeError("fault");
    expect(await rejectionOf(run(new Script([""], [fault])))).to.equal(fault);
  });
});

describe("A write whose answer was lost", () => {
  for (const [what, failure] of [
    ["the connection broke", lostAnswer],
    ["the service failed", brokenService],
    ["it took too long", timeOut],
  ] as const) {
    it(`is not sent again when its effect is seen: ${what}`, async () => {
      const script = new Script([failure()], ["id-1"]);
      expect(await run(script)).to.deep.equal({ kind: "done", seen: "id-1" });
      expect(script.events).to.deep.equal(["send", "look"]);
    });
  }

  it("is looked at for as long as an effect may take to show before it is sent again", async () => {
    const script = new Script([lostAnswer(), "id-1"], [undefined]);
    expect(await run(script)).to.deep.equal({ kind: "done", seen: "id-1" });
    expect(script.events).to.deep.equal(["send", ...Array<string>(6).fill("look"), "send"]);
  });

  it("is looked at twice before it is sent again when sending it twice does no harm, also after a time-out", async () => {
    for (const failure of [lostAnswer, timeOut]) {
      const script = new Script([failure(), "id-1"], [undefined], true);
      expect(await run(script)).to.deep.equal({ kind: "done", seen: "id-1" });
      expect(script.events).to.deep.equal(["send", "look", "look", "send"]);
    }
  });

  it("is sent three times at most, and then undecided", async () => {
    const last = brokenService();
    const script = new Script([lostAnswer(), lostAnswer(), last], [undefined]);
    expect(await run(script)).to.deep.equal({ kind: "undecided", cause: last });
    expect(script.events.filter((event) => event === "send")).to.have.lengthOf(3);
    expect(script.events.at(-1)).to.equal("look");
  });

  it("is never sent again after a time-out, because the first one may still be under way", async () => {
    const cause = timeOut();
    const script = new Script([cause], [undefined]);
    expect(await run(script)).to.deep.equal({ kind: "undecided", cause });
    expect(script.events).to.deep.equal(["send", ...Array<string>(6).fill("look")]);
  });

  it("is never sent again after the time-out of a gateway, behind which the first one may still be under way", async () => {
    const script = new Script([gatewayTimeOut()], [undefined]);
    expect((await run(script)).kind).to.equal("undecided");
    expect(script.events.filter((event) => event === "send")).to.have.lengthOf(1);
  });

  it("is done after a time-out when its effect shows late", async () => {
    const script = new Script([timeOut()], [undefined, undefined, "id-1"]);
    expect(await run(script)).to.deep.equal({ kind: "done", seen: "id-1" });
  });

  it("is undecided and not sent again when the look fails", async () => {
    const cause = lostAnswer();
    const script = new Script([lostAnswer()], [cause]);
    expect(await run(script)).to.deep.equal({ kind: "undecided", cause });
    expect(script.events).to.deep.equal(["send", "look"]);
  });
});

describe("A refusal of a repeated write", () => {
  it("counts as done when the lost one took effect after all", async () => {
    const script = new Script([lostAnswer(), refusal()], [undefined, undefined, "id-1"], true);
    expect(await run(script)).to.deep.equal({ kind: "done", seen: "id-1" });
    expect(script.events).to.deep.equal(["send", "look", "look", "send", "look"]);
  });

  it("is the refusal when nothing shows", async () => {
    const error = refusal();
    expect(await rejectionOf(run(new Script([lostAnswer(), error], [undefined])))).to.equal(error);
  });

  it("leaves it undecided when the look fails, because the lost one may have taken effect", async () => {
    const cause = lostAnswer();
    const outcome = await run(new Script([lostAnswer(), refusal()], [undefined, undefined, cause], true));
    expect(outcome.kind).to.equal("undecided");
  });
});
