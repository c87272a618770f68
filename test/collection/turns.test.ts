import { expect } from "chai";
import { CollectionTurns } from "../../provider/collection/turns.js";
import { NotAttemptedError } from "../../provider/errors.js";
import { rejectionOf } from "../rejection.js";
import { brokenService, lostAnswer, notFound, refusal, timeOut } from "../service/call-failures.js";
import { VirtualClock } from "../service/virtual-clock.js";

const works = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("The turns of a collection's writes", () => {
  for (const atOnce of [1, 3]) {
    it(`send at most ${String(atOnce)} at once when so many are allowed`, async () => {
      const clock = new VirtualClock();
      const turns = new CollectionTurns(atOnce);
      let [underWay, most] = [0, 0];
      const send = async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await clock.sleep(10);
        underWay -= 1;
      };
      await clock.until(Promise.all(works(7).map(() => turns.run(() => turns.send(send, 1)))));
      expect(most).to.equal(atOnce);
      expect(clock.sleeps).to.have.lengthOf(7);
    });
  }

  it("let nobody look before everything that can be sent has been, one round after the other", async () => {
    const clock = new VirtualClock();
    const turns = new CollectionTurns(2);
    const events: string[] = [];
    const round = async (sending: number) => {
      await turns.send(() => clock.sleep(10), sending);
      events.push(`sent ${String(sending)}`);
      await turns.look();
      events.push(`looked ${String(sending)}`);
    };
    const work = async () => {
      for (const sending of [1, 2, 3]) {
        await round(sending);
        await clock.sleep(500);
      }
    };
    await clock.until(Promise.all(works(3).map(() => turns.run(work))));
    expect(events).to.deep.equal(
      ["sent 1", "looked 1", "sent 2", "looked 2", "sent 3", "looked 3"].flatMap((event) => [
        event,
        event,
        event,
      ]),
    );
  });

  it("let look when the others have ended without a look, well or not", async () => {
    const clock = new VirtualClock();
    const turns = new CollectionTurns(4);
    const events: string[] = [];
    const proven = turns.run(async () => {
      await clock.sleep(10);
      events.push("proven");
    });
    const failed = rejectionOf(
      turns.run(async () => {
        await clock.sleep(20);
        events.push("failed");
        throw refusal();
      }),
    );
    const look = turns.run(async () => {
      await turns.look();
      events.push("looked");
    });
    await clock.until(Promise.all([proven, failed, look]));
    expect(events).to.deep.equal(["proven", "failed", "looked"]);
  });

  it("hand on what the work and the service answer", async () => {
    const turns = new CollectionTurns(1);
    expect(await turns.run(() => turns.send(() => Promise.resolve("id-1"), 1))).to.equal("id-1");
    const error = refusal();
    expect(await rejectionOf(turns.send(() => Promise.reject(error), 1))).to.equal(error);
  });
});

describe("A service that fails for one object after the other", () => {
  const failures = [brokenService, lostAnswer, timeOut];

  async function fail(turns: CollectionTurns, times: number, sending = 1): Promise<void> {
    for (const index of works(times)) {
      const error = failures[index % failures.length]?.() ?? brokenService();
      expect(await rejectionOf(turns.send(() => Promise.reject(error), sending))).to.equal(error);
    }
  }

  const send = (turns: CollectionTurns, sending = 1) => turns.send(() => Promise.resolve("sent"), sending);

  it("is given up after thirty-two failures in a row, and nothing new is sent", async () => {
    const turns = new CollectionTurns(4);
    await fail(turns, 31);
    expect(turns.givenUp).to.equal(false);
    await fail(turns, 1);
    expect(turns.givenUp).to.equal(true);
    const error = await rejectionOf(send(turns));
    expect(error).to.be.instanceOf(NotAttemptedError);
    expect(error.message).to.match(/^Not attempted, because the service failed 32 times in a row before: /);
    expect(await rejectionOf(send(turns))).to.be.instanceOf(NotAttemptedError);
  });

  it("still gets what was sent before and may have been lost", async () => {
    const turns = new CollectionTurns(4);
    await fail(turns, 32);
    await fail(turns, 1, 3);
    expect(await send(turns, 2)).to.equal("sent");
  });

  it("is no longer given up after a success", async () => {
    const turns = new CollectionTurns(4);
    await fail(turns, 32);
    await send(turns, 2);
    expect(turns.givenUp).to.equal(false);
    expect(await send(turns)).to.equal("sent");
  });

  it("is not given up when a success comes in between", async () => {
    const turns = new CollectionTurns(4);
    await fail(turns, 31);
    await send(turns);
    await fail(turns, 31);
    expect(await send(turns)).to.equal("sent");
  });

  for (const [what, failure] of [
    ["a refusal of one object", refusal],
    ["an object that is not found", notFound],
    ["a fault of this program", () => new TypeError("fault")],
  ] as const) {
    it(`is not given up for ${what}, which ends the row`, async () => {
      const turns = new CollectionTurns(4);
      await fail(turns, 31);
      await rejectionOf(turns.send(() => Promise.reject(failure()), 1));
      await fail(turns, 31);
      expect(await send(turns)).to.equal("sent");
    });
  }
});
