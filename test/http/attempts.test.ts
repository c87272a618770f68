import { expect } from "chai";
import { requestIdOf } from "../../provider/http/attempts.js";
import { Redactor } from "../../provider/http/redaction.js";
import { attemptDuration, AttemptsOver, failure, reply } from "./attempts-over.js";
import { rejection } from "./local-service.js";

describe("the attempts of a call", () => {
  it("end with the first success, and tell how many there were", async () => {
    const over = new AttemptsOver((attempt) => reply(attempt < 3 ? 503 : 200));
    expect(await over.run("read")).to.deep.equal({
      outcome: reply(200),
      attempts: 3,
      givingUp: undefined,
      retryAfterMilliseconds: undefined,
    });
    expect(over.clock.waits).to.deep.equal([250, 500]);
  });

  it("ask for a turn each, as a call that was sent before from the second on", async () => {
    const over = new AttemptsOver((attempt) => reply(attempt < 3 ? 503 : 200));
    await over.run("read");
    expect(over.repeated).to.deep.equal([false, true, true]);
  });

  for (const [authorization, shown] of [
    [{ Authorization: "Bearer token" }, "named by the service"],
    [{}, "request-1"],
  ] as const) {
    const whose =
      "Authorization" in authorization ? "the service's id" : "of a login only the id that was sent";
    it(`are logged with ${whose}`, async () => {
      const over = new AttemptsOver(() => reply(200, { "x-request-id": "named by the service" }));
      await over.run("read", undefined, authorization);
      expect(over.log.map(({ requestId }) => requestId)).to.deep.equal([shown.replaceAll(" ", "")]);
    });
  }

  it("without a reply are logged with the id that was sent", async () => {
    const over = new AttemptsOver(() => failure("closed"));
    await over.run("read", undefined, { Authorization: "Bearer token" });
    expect(over.log.map(({ requestId }) => requestId)).to.deep.equal(["request-1"]);
  });

  for (const [status, givingUp] of [
    [199, "not-repeatable"],
    [200, undefined],
    [299, undefined],
    [300, "not-repeatable"],
  ] as const) {
    it(`take status ${status} for ${givingUp === undefined ? "a success" : "none"}`, async () => {
      expect((await new AttemptsOver(() => reply(status)).run("read")).givingUp).to.equal(givingUp);
    });
  }

  it("do not repeat what a proxy refused, whatever its status", async () => {
    const over = new AttemptsOver(() => ({ ...reply(503), fromProxy: true }));
    expect(await over.run("read")).to.include({ attempts: 1, givingUp: "not-repeatable" });
  });

  it("tell the wait that the service asked for when it goes beyond the budget", async () => {
    const over = new AttemptsOver(() => reply(503, { "retry-after": "301" }));
    const { givingUp, retryAfterMilliseconds } = await over.run("read");
    expect([givingUp, retryAfterMilliseconds]).to.deep.equal(["retry-after", 301_000]);
  });

  it("have each the time of an attempt, and never more than the call has left", async () => {
    const over = new AttemptsOver(() => failure("timeout"), { timeoutSeconds: 1 });
    await over.run("read", 1.5);
    // The first attempt and the wait of 250 ms are gone from the time of the call.
    expect(over.limits.slice(0, 2)).to.deep.equal([1_000, 1_000]);
    expect(over.limits[2]).to.equal(1_500 - 250 - 500 - 2 * attemptDuration);
  });

  it("end as a time-out, without sending, when the time of the call is over", async () => {
    const over = new AttemptsOver(() => reply(200));
    const { outcome } = await over.run("read", 0);
    expect(outcome).to.deep.equal({
      kind: "timeout",
      code: undefined,
      detail: "the time of the call ran out",
    });
    expect(over.limits).to.deep.equal([]);
  });

  it("are not begun once the client is closed", async () => {
    const over = new AttemptsOver(() => reply(200));
    over.closing.abort();
    const { outcome } = await over.run("read");
    expect(outcome).to.deep.equal({ kind: "closed", code: undefined, detail: "the client was closed" });
    expect([over.limits, over.log]).to.deep.equal([[], []]);
  });

  it("end at once when the client is closed during a wait", async () => {
    const over = new AttemptsOver(() => reply(503));
    over.clock.sleep = () => {
      over.closing.abort();
      return Promise.reject(new DOMException("aborted", "AbortError"));
    };
    expect((await over.run("read")).outcome.kind).to.equal("closed");
    expect(over.limits).to.have.length(1);
  });

  it("do not hide a clock that fails", async () => {
    const over = new AttemptsOver(() => reply(503));
    over.clock.sleep = () => Promise.reject(new RangeError("no time"));
    await rejection(over.run("read"), RangeError);
  });

  it("are logged one by one, with what came of each, and without secrets", async () => {
    const outcomes = [reply(503), failure("connection-reset", "E-s3cret"), failure("cut-off"), reply(204)];
    const over = new AttemptsOver((attempt) => outcomes[attempt - 1] ?? reply(200));
    await over.run("read");
    const entry = {
      method: "GET",
      path: "/api/Things?q=***",
      requestId: "request-1",
      milliseconds: attemptDuration,
    };
    expect(over.log).to.deep.equal(
      ["503", "E-***", "cut-off", "204"].map((outcome, index) => ({ ...entry, outcome, attempt: index + 1 })),
    );
  });
});

describe("the request id of a reply", () => {
  const redactor = new Redactor();
  redactor.add("s3cret");

  for (const [sent, shown] of [
    ["abc-1", "abc-1"],
    ["a b\u0007c\u00e4d", "abcd"],
    ["x".repeat(80), "x".repeat(64)],
    ["id-s3cret", "id-***"],
    ["\u00e4", undefined],
    ["", undefined],
  ] as const) {
    it(`${JSON.stringify(sent.slice(0, 12))} is shown as ${JSON.stringify(shown?.slice(0, 12))}`, () => {
      expect(requestIdOf(reply(200, { "x-request-id": sent }), redactor)).to.equal(shown);
    });
  }

  it("is none when the service named none", () => {
    expect(requestIdOf(reply(200), redactor)).to.equal(undefined);
  });
});
