import { expect } from "chai";
import {
  ForbiddenError,
  NotFoundError,
  ProxyError,
  RequestRejectedError,
  type ServiceCallError,
  ServiceUnavailableError,
  ThrottledError,
  UnexpectedReplyError,
  UnsendableRequestError,
} from "../../provider/http/errors.js";
import { inTurn, json, LocalService, read, rejection, text, write, type Answer } from "./local-service.js";

describe("a call", () => {
  let service: LocalService;

  beforeEach(async () => {
    service = await LocalService.start();
  });

  afterEach(() => service.stop());

  it("sends the token, the client's name and a request id, and asks for JSON", async () => {
    service.answer = (response) => json(response, 200, { Total: 1 });
    const reply = await service.client().call({ ...read, query: { "user id": "a&b" } });
    const sent = service.calls[0];
    expect(reply.body).to.deep.equal({ Total: 1 });
    expect(sent?.url).to.equal("/api/Users?user%20id=a%26b");
    expect(sent?.headers).to.include({ authorization: "Bearer token-1", accept: "application/json" });
    expect(sent?.headers["user-agent"]).to.match(/^pulumi-msp360\/\d+\.\d+\.\d+/);
    expect(sent?.headers["x-request-id"]).to.equal(reply.requestId);
  });

  it("follows the path of the base address", async () => {
    service.answerLogin = (response) => json(response, 404, {});
    service.answer = (response) => json(response, 200, { access_token: "t" });
    await service.client({ apiUrl: `http://localhost:${service.port}/mbsapi/` }).call(read);
    expect(service.calls.map((call) => call.url)).to.deep.equal([
      "/mbsapi/api/Provider/Login",
      "/mbsapi/api/Users",
    ]);
  });

  it("keeps its connection for the next call", async () => {
    const client = service.client();
    await client.call(read);
    await client.call(read);
    expect(service.connections).to.equal(1);
  });

  it("is named in errors even when it has no name", async () => {
    service.answer = (response) => json(response, 400, {});
    const { message } = await rejection(
      service.client().call({ ...read, purpose: "\n" }),
      RequestRejectedError,
    );
    expect(message).to.match(/^Could not call the service: /);
  });

  it("lets a fault of the program itself through", async () => {
    await rejection(service.client().call({ ...write, body: { json: 1n } }), TypeError);
  });

  it("takes 407 for a proxy's refusal, by whatever way it comes", async () => {
    service.answer = (response) => json(response, 407, {});
    const error = await rejection(service.client().call(write), ProxyError);
    expect(error.effect).to.equal("none");
  });

  const bodies: readonly (readonly [name: string, answer: Answer, body: unknown])[] = [
    ["an empty reply as undefined", (response) => response.writeHead(200).end(), undefined],
    ["204 as undefined", (response) => response.writeHead(204).end(), undefined],
    ["the literal null as null", (response) => text(response, 200, "null", "application/json"), null],
    ["JSON that calls itself text", (response) => text(response, 200, '{"a":1}', "text/plain"), { a: 1 }],
    ["a bare string", (response) => json(response, 200, "5f0c2a7e"), "5f0c2a7e"],
  ];
  for (const [name, answer, body] of bodies) {
    it(`reads ${name}`, async () => {
      service.answer = answer;
      expect((await service.client().call(write)).body).to.deep.equal(body);
    });
  }

  it("encodes every path segment, and DELETE carries its body with type and length (F42)", async () => {
    const pairs = [{ DestinationId: "d", ComputerName: "Anna's Mac ü" }];
    await service.client().call({
      purpose: "purge",
      method: "DELETE",
      path: ["api", "Users", "a/b@c +%2F\r\nX: y", "Computers"],
      body: { json: pairs },
    });
    const sent = service.calls[0];
    expect(sent?.url).to.equal("/api/Users/a%2Fb%40c%20%2B%252F%0D%0AX%3A%20y/Computers");
    expect(JSON.parse(sent?.body ?? "")).to.deep.equal(pairs);
    expect(sent?.headers["content-type"]).to.equal("application/json");
    expect(sent?.headers["content-length"]).to.equal(String(Buffer.byteLength(sent?.body ?? "")));
  });

  for (const segment of ["", ".", "..", "\ud800"]) {
    it(`refuses the path segment ${JSON.stringify(segment)} and sends nothing (F42)`, async () => {
      const call = service.client().call({ ...read, path: ["api", "Users", segment] });
      const error = await rejection(call, UnsendableRequestError);
      expect(error).to.include({ effect: "none", path: `/api/Users/${segment}` });
      expect(error.message).to.match(
        /^Could not list users: .* cannot be part of an address\. Correct the value\.$/,
      );
      expect(service.logins).to.have.length(0);
    });
  }

  const statuses: readonly (readonly [
    number,
    abstract new (failure: never) => ServiceCallError,
    number,
    number,
    "none" | "unknown",
  ])[] = [
    [400, RequestRejectedError, 1, 1, "none"],
    [403, ForbiddenError, 1, 1, "none"],
    [404, NotFoundError, 1, 1, "none"],
    [406, RequestRejectedError, 1, 1, "none"],
    [409, RequestRejectedError, 1, 1, "none"],
    [422, RequestRejectedError, 1, 1, "none"],
    [429, ThrottledError, 8, 8, "none"],
    [500, ServiceUnavailableError, 4, 1, "unknown"],
    [501, ServiceUnavailableError, 1, 1, "none"],
    [502, ServiceUnavailableError, 4, 1, "unknown"],
    [503, ServiceUnavailableError, 4, 1, "unknown"],
    [504, ServiceUnavailableError, 4, 1, "unknown"],
  ] as const;
  for (const [status, type, reads, writes, effect] of statuses) {
    it(`ends as ${type.name} when ${status} stays: ${reads} reads, ${writes} writes (F19, F22, F23)`, async () => {
      service.answer = (response) => json(response, status, { Message: "The service's words." });
      const client = service.client();
      const readError = await rejection(client.call(read), type);
      expect(service.calls).to.have.length(reads);
      const writeError = await rejection(client.call(write), type);
      expect(service.calls).to.have.length(reads + writes);
      expect([readError.effect, writeError.effect, writeError.status]).to.deep.equal([
        "none",
        effect,
        status,
      ]);
      expect(writeError.message).to.match(
        new RegExp(`^Could not add destination "x" to account "y": .* \\(HTTP ${status}\\)\\. [A-Z]`),
      );
      expect(writeError.serviceMessage).to.equal("The service's words.");
    });
  }

  for (const status of [429, 500, 502, 503, 504]) {
    it(`survives one ${status} on a read (F22)`, async () => {
      service.answer = inTurn(
        (response) => json(response, status, {}),
        (response) => json(response, 200, [1]),
      );
      expect((await service.client().call(read)).body).to.deep.equal([1]);
      expect(service.calls).to.have.length(2);
    });
  }

  it("waits as long as Retry-After says, and repeats a throttled write (F18)", async () => {
    service.answer = inTurn(
      (response) => json(response, 429, {}, { "Retry-After": "7" }),
      (response) => json(response, 200, {}),
    );
    await service.client().call(write);
    expect(service.clock.waits).to.deep.equal([7500]);
  });

  it("gives up at once, saying so, when Retry-After goes beyond the time of the call (F18)", async () => {
    service.answer = (response) => json(response, 429, {}, { "Retry-After": "36000" });
    const error = await rejection(service.client().call(read), ThrottledError);
    expect(error.message).to.contain("asks to wait 10 hours");
    expect(service.calls).to.have.length(1);
  });

  it("asks a service that is down at most one and a half times per call (F25)", async () => {
    service.answer = (response) => json(response, 503, {});
    const client = service.client();
    const results = await Promise.allSettled(Array.from({ length: 40 }, () => client.call(read)));
    expect(results.every((result) => result.status === "rejected")).to.equal(true);
    expect(service.calls.length).to.be.at.most(60);
  });

  it("names the missing permission, where it is known", async () => {
    service.answer = (response) => json(response, 403, { Message: "Access denied." });
    const call = service
      .client()
      .call({ purpose: "purge", method: "DELETE", path: ["api", "Users", "u", "Computers"] });
    const error = await rejection(call, ForbiddenError);
    expect(error.permission).to.equal("DeleteDataFromStorage");
    expect(error.message).to.contain(
      "Access denied (HTTP 403). Give the API login the permission DeleteDataFromStorage",
    );
  });

  it("hands over the texts of each field", async () => {
    service.answer = (response) =>
      json(response, 400, { Message: "Invalid.", ModelState: { "m.PackageID": ["Required."] } });
    const error = await rejection(service.client().call(write), RequestRejectedError);
    expect(error.fieldErrors).to.deep.equal({ "m.PackageID": ["Required."] });
    expect(error.message).to.contain("m.PackageID: Required");
  });

  it("takes 200 with an error inside for a failure (F31)", async () => {
    service.answer = (response) => json(response, 200, { Message: "Destination is in use." });
    const error = await rejection(service.client().call(write), RequestRejectedError);
    expect(error.message).to.contain("Destination is in use (HTTP 200).");
  });

  it("takes 200 with an error without words for a failure, too (F31)", async () => {
    service.answer = inTurn(
      (response) => json(response, 200, { error: {} }),
      (response) => json(response, 200, { Message: "No. ." }),
    );
    const client = service.client();
    const error = await rejection(client.call(write), RequestRejectedError);
    expect(error.message).to.contain(
      "the service reported an error (HTTP 200). Correct the values and try again.",
    );
    expect(error.effect).to.equal("none");
    expect((await rejection(client.call(write), RequestRejectedError)).message).to.contain(
      ": No (HTTP 200).",
    );
  });

  it("does not take an unknown route for an object that is gone", async () => {
    service.answer = inTurn(
      (response) =>
        json(response, 404, { Message: "No HTTP resource was found that matches the request URI" }),
      (response) => text(response, 404, "<html><title>Not Found</title></html>"),
    );
    const client = service.client();
    await rejection(client.call(read), UnexpectedReplyError);
    await rejection(client.call(read), UnexpectedReplyError);
  });

  const unreadable: readonly (readonly [string, string, string, string])[] = [
    ["an HTML page", "<html><body>Sign in</body></html>", "text/html", "an HTML page"],
    ["invalid JSON", '{"a":', "application/json", "not valid JSON"],
    ["plain text", "OK then", "text/plain", "not valid JSON"],
  ];
  for (const [name, body, type, found] of unreadable) {
    it(`refuses ${name} with status 200, with a request id (F14)`, async () => {
      service.answer = (response) => {
        response.setHeader("X-Request-Id", "srv-77");
        text(response, 200, body, type);
      };
      const error = await rejection(service.client().call(write), UnexpectedReplyError);
      expect([error.requestId, error.effect, service.calls.length]).to.deep.equal(["srv-77", "unknown", 1]);
      expect(error.message).to.equal(
        `Could not add destination "x" to account "y": the reply of 127.0.0.1:${service.port} is ${found} (HTTP 200). ` +
          "Check msp360:apiUrl (MSP360_API_URL); it is request srv-77. It is not known whether the service carried it out.",
      );
    });
  }

  it("shortens the service's words to 200 characters on one line", async () => {
    service.answer = (response) => json(response, 400, { Message: `a\r\nb\u001b[31m ${"x".repeat(500)}` });
    const error = await rejection(service.client().call(write), RequestRejectedError);
    expect(error.serviceMessage)
      .to.have.length(200)
      .and.match(/^a b \[31m x+…$/);
  });

  it("logs each attempt with status, number and request id", async () => {
    service.answer = inTurn(
      (response) => json(response, 503, {}),
      (response) => json(response, 200, []),
    );
    const { requestId } = await service.client().call(read);
    expect(
      service.log.map(({ method, path, outcome, attempt }) => [method, path, outcome, attempt]),
    ).to.deep.equal([
      ["POST", "/api/Provider/Login", "200", 1],
      ["GET", "/api/Users", "503", 1],
      ["GET", "/api/Users", "200", 2],
    ]);
    expect(service.log[2]?.requestId).to.equal(requestId);
  });
});
