import { expect } from "chai";
import { ServiceUnavailableError } from "../../provider/http/errors.js";
import { RetryQuota } from "../../provider/http/retry-quota.js";
import { AttemptsOver, reply } from "./attempts-over.js";
import { json, LocalService, read } from "./local-service.js";

function repetitionsIn(quota: RetryQuota): number {
  let repetitions = 0;
  for (; quota.left; repetitions += 1) {
    quota.spend();
  }
  return repetitions;
}

describe("the retry quota", () => {
  it("gives ten repetitions to begin with", () => {
    expect(repetitionsIn(new RetryQuota())).to.equal(10);
  });

  it("gives one more for every two successes", () => {
    const quota = new RetryQuota();
    repetitionsIn(quota);
    quota.refill();
    expect(quota.left).to.equal(false);
    quota.refill();
    expect(repetitionsIn(quota)).to.equal(1);
  });

  it("never saves up more than ten", () => {
    const quota = new RetryQuota();
    Array.from({ length: 50 }, () => quota.refill());
    expect(repetitionsIn(quota)).to.equal(10);
  });

  it("is paid by repetitions alone, earned by successes, and not touched by a service that throttles", async () => {
    let answers = [429, 429, 429, 200, 200];
    const over = new AttemptsOver(() => reply(answers.shift() ?? 503));
    await over.run("read");
    await over.run("read");
    const sent = over.limits.length;
    const conclusions = [];
    for (let call = 0; call < 12; call += 1) {
      conclusions.push((await over.run("read")).givingUp);
    }
    expect(over.limits).to.have.length(sent + 12 + 10);
    expect(conclusions.slice(0, 3)).to.deep.equal(["attempts", "attempts", "attempts"]);
    expect(new Set(conclusions.slice(3))).to.deep.equal(new Set(["quota"]));
    answers = [200, 200];
    await over.run("read");
    await over.run("read");
    expect((await over.run("read")).attempts).to.equal(2);
  });
});

describe("an outage", () => {
  let service: LocalService;

  beforeEach(async () => {
    service = await LocalService.start();
  });

  afterEach(() => service.stop());

  for (const [when, login] of [
    ["from the login on", 503],
    ["after the login", 200],
  ] as const) {
    for (const calls of [20, 100]) {
      it(`${when} is answered with at most 1.5 requests for each of ${calls} calls in a row (F25)`, async () => {
        service.answer = (response) => json(response, 503, {});
        if (login !== 200) {
          service.answerLogin = service.answer;
        }
        const client = service.client();
        for (let call = 0; call < calls; call += 1) {
          const error = await client.call(read).catch((reason: unknown) => reason);
          expect(error).to.be.instanceOf(ServiceUnavailableError);
        }
        const requests = (login === 200 ? 0 : service.logins.length) + service.calls.length;
        expect(requests).to.equal(calls + 10);
        expect(requests).to.be.at.most(1.5 * calls);
      });
    }
  }

  it("that comes and goes is answered with at most 1.5 requests for each call and ten besides (F25)", async () => {
    // Three calls in four meet a service that is down.
    service.answer = (response, _received, index) => json(response, index % 4 === 0 ? 200 : 503, []);
    const client = service.client();
    const calls = 200;
    for (let call = 0; call < calls; call += 1) {
      await client.call(read).catch((reason: unknown) => reason);
    }
    expect(service.calls.length).to.be.within(calls + 10, 1.5 * calls + 10);
  });
});
