import { expect } from "chai";
import { NetworkError, TimeoutError, UnexpectedReplyError } from "../../provider/http/errors.js";
import { inTurn, json, LocalService, read, rejection, write, type Answer } from "./local-service.js";

describe("a call over a bad network", () => {
  let service: LocalService;

  beforeEach(async () => {
    service = await LocalService.start();
  });

  afterEach(() => service.stop());

  const cutOff: Answer = (response) => {
    response.writeHead(200, { "Content-Length": "1000" });
    response.write('{"a":', () => response.destroy());
  };

  it("reads again after a reply that was cut off, but does not write again (F12, F14)", async () => {
    service.answer = inTurn(cutOff, (response) => json(response, 200, [1]), cutOff);
    const client = service.client();
    expect((await client.call(read)).body).to.deep.equal([1]);
    const error = await rejection(client.call(write), UnexpectedReplyError);
    expect([error.effect, service.calls.length]).to.deep.equal(["unknown", 3]);
  });

  it("reads again after a reset, but does not write again (F11, F12)", async () => {
    const reset: Answer = (response) => response.socket?.resetAndDestroy();
    service.answer = inTurn(reset, (response) => json(response, 200, [1]), reset);
    const client = service.client();
    expect((await client.call(read)).body).to.deep.equal([1]);
    const error = await rejection(client.call(write), NetworkError);
    expect([error.effect, service.calls.length]).to.deep.equal(["unknown", 3]);
    expect(error.message).to.contain("It is not known whether the service carried it out.");
  });

  it("tells a refused connection from an unknown name, both without effect (F10)", async () => {
    const closed = await LocalService.start();
    const { port } = closed;
    await closed.stop();
    const refused = await rejection(
      service.client({ apiUrl: `http://127.0.0.1:${port}` }).call(write),
      NetworkError,
    );
    expect(refused.message).to.match(
      /^Could not log in .* refused the connection \(ECONNREFUSED\), after 4 attempts\. Check/,
    );
    const unknown = await rejection(
      service.client({ apiUrl: "https://no-such-host.invalid" }).call(write),
      NetworkError,
    );
    expect(unknown.message).to.match(/the name of no-such-host\.invalid was not found/);
    expect([refused.effect, unknown.effect]).to.deep.equal(["none", "none"]);
  });

  const stalls: readonly (readonly [string, Answer])[] = [
    ["never answers", () => undefined],
    [
      "stalls after the headers",
      (response) => response.writeHead(200, { "Content-Length": "10" }).flushHeaders(),
    ],
    [
      "drips",
      (response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(" "), 5);
        response.on("close", () => clearInterval(timer));
      },
    ],
  ];
  for (const [name, answer] of stalls) {
    it(`ends an attempt when the service ${name}, and destroys the socket (F13)`, async () => {
      const closings: Promise<unknown>[] = [];
      service.answer = (response, received, index) => {
        closings.push(new Promise((resolve) => response.on("close", resolve)));
        answer(response, received, index);
      };
      const client = service.client({ timeoutSeconds: 0.1 });
      const readError = await rejection(client.call(read), TimeoutError);
      expect([service.calls.length, readError.effect]).to.deep.equal([3, "none"]);
      const writeError = await rejection(client.call(write), TimeoutError);
      expect([service.calls.length, writeError.effect]).to.deep.equal([4, "unknown"]);
      expect(writeError.cause).to.include({ message: "no complete reply in 100 ms", code: "timeout" });
      await Promise.all(closings);
    });
  }

  it("leaves no timer behind when the reply has come, so that the process can end", async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const client = service.client();
    // The connection that is kept has a timer of its own.
    await client.call(read);
    const before = timers();
    await client.call(read);
    await client.call(read);
    expect(timers()).to.equal(before);
  });

  it("holds the time of the call as a whole, also within an attempt (F13)", async () => {
    service.answer = () => undefined;
    const error = await rejection(service.client({}, { budgetSeconds: 0.1 }).call(read), TimeoutError);
    expect(error.message).to.contain("no complete reply in time");
  });

  it("stops reading a reply of more than 50 MB (F15)", async () => {
    const chunk = Buffer.alloc(1024 * 1024, 32);
    service.answer = (response) => {
      const pump = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on("drain", pump);
      pump();
    };
    const error = await rejection(service.client().call(read), UnexpectedReplyError);
    expect(error.message).to.contain("larger than 50 MB");
    expect(service.calls).to.have.length(1);
  });

  it("does not follow a redirect, and sends the token nowhere else (F9)", async () => {
    const elsewhere = await LocalService.start();
    service.answer = (response) =>
      response.writeHead(302, { Location: `http://127.0.0.1:${elsewhere.port}/x?token=1` }).end();
    const error = await rejection(service.client().call(read), UnexpectedReplyError);
    expect(error.message).to.contain(
      `a redirect to 127.0.0.1:${elsewhere.port}, which is not followed (HTTP 302)`,
    );
    expect(elsewhere.calls).to.have.length(0);
    await elsewhere.stop();
  });

  it("ends when the client is closed, and makes no call afterwards (F59)", async () => {
    const client = service.client();
    service.answer = () => client.close();
    const error = await rejection(client.call(read), NetworkError);
    expect(error.message).to.contain("the client was closed");
    expect(error.cause).to.include({ message: "the client was closed", code: "closed" });
    await rejection(client.call(read), NetworkError);
    expect(service.calls).to.have.length(1);
  });
});
