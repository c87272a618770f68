import { inspect } from "node:util";
import { expect } from "chai";
import {
  AuthenticationError,
  ForbiddenError,
  ServiceCallError,
  ServiceUnavailableError,
  TimeoutError,
} from "../../provider/http/errors.js";
import { readToken } from "../../provider/http/login.js";
import {
  inTurn,
  json,
  LocalService,
  password,
  read,
  rejection,
  text,
  tokenReply,
  write,
  type Answer,
} from "./local-service.js";

const denied = { Message: "Authorization has been denied for this request." };

describe("the login", () => {
  let service: LocalService;

  beforeEach(async () => {
    service = await LocalService.start();
  });

  afterEach(() => service.stop());

  it("sends the credentials as JSON, once for many calls at the same time (F4)", async () => {
    const client = service.client();
    await Promise.all(Array.from({ length: 50 }, () => client.call(read)));
    expect(service.calls).to.have.length(50);
    expect(service.logins).to.have.length(1);
    expect(service.logins[0]?.headers["content-type"]).to.equal("application/json");
    expect(JSON.parse(service.logins[0]?.body ?? "")).to.deep.equal({
      UserName: "api-login",
      Password: password,
    });
  });

  it("is not sent before a call is due", () => {
    service.client();
    expect(service.logins).to.have.length(0);
  });

  for (const [status, body] of [
    [415, { Message: "The request entity's media type is not supported." }],
    [400, { Message: "Unsupported media type." }],
    [400, { error: "UnsupportedMediaFormat" }],
  ] as const) {
    it(`goes as a form where the service answers JSON with ${status}, from then on at once`, async () => {
      service.answerLogin = (response, received, index) =>
        received.headers["content-type"] === "application/json"
          ? json(response, status, body)
          : json(response, 200, tokenReply(`token-${index}`));
      service.answer = inTurn(
        (response) => json(response, 200, []),
        (response) => json(response, 401, denied),
        (response) => json(response, 200, []),
      );
      const client = service.client();
      await client.call(read);
      await client.call(read);
      const types = service.logins.map((login) => login.headers["content-type"]);
      expect(types).to.deep.equal([
        "application/json",
        ...Array<string>(2).fill("application/x-www-form-urlencoded"),
      ]);
      expect(Object.fromEntries(new URLSearchParams(service.logins[1]?.body))).to.deep.equal({
        UserName: "api-login",
        Password: password,
      });
    });
  }

  it("is repeated once when 50 calls meet an expired token, and each call once (F3, F4)", async () => {
    service.answer = (response, received) =>
      received.headers.authorization === "Bearer token-1"
        ? json(response, 401, denied)
        : json(response, 200, [1]);
    const client = service.client({ maxConcurrency: 50 });
    const replies = await Promise.all(Array.from({ length: 50 }, () => client.call(write)));
    expect(replies.every((reply) => reply.status === 200)).to.equal(true);
    expect(service.logins).to.have.length(2);
    expect(service.calls.length).to.be.at.most(100);
  });

  it("gives up at a second 401, without a loop (F6)", async () => {
    service.answer = (response) => json(response, 401, denied);
    const error = await rejection(service.client().call(write), AuthenticationError);
    expect([error.status, error.effect]).to.deep.equal([401, "none"]);
    expect([service.logins.length, service.calls.length]).to.deep.equal([2, 2]);
  });

  it("is tried once with a wrong password, however many calls there are (F2)", async () => {
    service.answerLogin = (response, received) =>
      json(response, 400, { error: "invalid_grant", error_description: `Not accepted: ${received.body}` });
    const client = service.client();
    const call = () => rejection(client.call(read), AuthenticationError);
    const errors = [...(await Promise.all(Array.from({ length: 20 }, call))), await call(), await call()];
    expect(service.logins).to.have.length(1);
    expect(new Set(errors.map((error) => error.message)).size).to.equal(1);
    expect(errors[21]?.message).to.match(
      /^Could not log in to 127\.0\.0\.1:\d+ as "api-login": Not accepted/,
    );
    for (const name of ["msp360:login", "MSP360_LOGIN", "msp360:password", "MSP360_PASSWORD", "(HTTP 400)"]) {
      expect(errors[21]?.message).to.contain(name);
    }
    expect(inspect(errors, { depth: 8 }))
      .to.not.contain(password)
      .and.not.contain(JSON.stringify(password).slice(1, -1));
  });

  it("is not tried again where API access is off", async () => {
    service.answerLogin = (response) => json(response, 403, { Message: "API access is disabled." });
    const client = service.client();
    await rejection(client.call(read), ForbiddenError);
    const error = await rejection(client.call(read), ForbiddenError);
    expect(error.message).to.contain("API access is disabled (HTTP 403).");
    expect(service.logins).to.have.length(1);
  });

  it("fails with status and type when the reply holds no token, and tries anew at the next call (F5)", async () => {
    service.answerLogin = inTurn(
      (response) => text(response, 200, "<html>Maintenance</html>"),
      (response) => json(response, 200, { userName: "x" }),
      (response) => json(response, 200, tokenReply("good")),
    );
    const client = service.client();
    const page = await rejection(client.call(read), AuthenticationError);
    expect(page.message).to.contain("the reply holds no token (text/html) (HTTP 200).");
    await rejection(client.call(read), AuthenticationError);
    expect((await client.call(read)).status).to.equal(200);
  });

  it("is retried when throttled or failing, still as one (F21)", async () => {
    service.answerLogin = inTurn(
      (response) => json(response, 429, {}, { "Retry-After": "2" }),
      (response) => json(response, 503, {}),
      (response) => json(response, 200, tokenReply("good")),
    );
    const client = service.client();
    await Promise.all(Array.from({ length: 20 }, () => client.call(read)));
    expect(service.logins).to.have.length(3);
  });

  it("can succeed at a later call after the service was down", async () => {
    service.answerLogin = (response, _received, index) =>
      index <= 4 ? json(response, 503, {}) : json(response, 200, tokenReply("good"));
    const client = service.client();
    await rejection(client.call(read), ServiceUnavailableError);
    expect((await client.call(read)).status).to.equal(200);
  });

  for (const [answer, sentence] of [
    [
      (response) => response.writeHead(400).end(),
      "login or password not accepted (HTTP 400). Check msp360:login (MSP360_LOGIN) and msp360:password " +
        "(MSP360_PASSWORD): API credentials from the web console, not a console login.",
    ],
    [
      (response) => json(response, 401, { Message: "Not valid. ." }),
      "Not valid (HTTP 401). Check msp360:login (MSP360_LOGIN) and msp360:password (MSP360_PASSWORD): API credentials " +
        "from the web console, not a console login.",
    ],
    [
      (response) => response.writeHead(403).end(),
      "forbidden (HTTP 403). Switch API access on in the web console, for this machine's address too.",
    ],
    [
      (response) => json(response, 403, { Message: "Media type unsupported." }),
      "Media type unsupported (HTTP 403). Switch API access on in the web console, for this machine's address too.",
    ],
    [
      (response) => response.writeHead(200).end(),
      "the reply holds no token (no Content-Type) (HTTP 200). Check msp360:apiUrl (MSP360_API_URL).",
    ],
  ] as const satisfies readonly (readonly [Answer, string])[]) {
    it(`that fails says why and what to do: ${sentence.slice(0, 40)}`, async () => {
      service.answerLogin = answer;
      const error = await rejection(service.client().call(read), ServiceCallError);
      expect(error.message).to.equal(
        `Could not log in to 127.0.0.1:${service.port} as "api-login": ${sentence}`,
      );
      expect(error).to.include({ method: "POST", path: "/api/Provider/Login", effect: "none" });
      expect(service.logins).to.have.length(1);
    });
  }

  it("that gets no answer has had no effect, and says nothing of one", async () => {
    service.answerLogin = () => undefined;
    const error = await rejection(service.client({ timeoutSeconds: 0.1 }).call(write), TimeoutError);
    expect(error.effect).to.equal("none");
    expect(error.message).to.not.contain("not known");
  });

  it("that fails bears the request id that the service named, else the one that was sent", async () => {
    service.answerLogin = inTurn(
      (response) => json(response, 200, {}, { "X-Request-Id": "srv-1" }),
      (response) => json(response, 200, {}),
    );
    const client = service.client();
    expect((await rejection(client.call(read), AuthenticationError)).requestId).to.equal("srv-1");
    const { requestId } = await rejection(client.call(read), AuthenticationError);
    expect(requestId)
      .to.match(/^[0-9a-f]{8}$/)
      .and.equal(service.logins[1]?.headers["x-request-id"]);
    expect(service.logins[1]?.headers.accept).to.equal("application/json");
  });

  const lifetimes: readonly (readonly [unknown, number])[] = [
    [1209599, 1209299],
    ["1209599", 1209299],
    [60, 48],
    [null, 3300],
    [-1, 3300],
    [0, 3300],
    ["soon", 3300],
  ];
  for (const [lifetime, seconds] of lifetimes) {
    it(`is renewed after ${seconds} s for an expires_in of ${JSON.stringify(lifetime)} (F8)`, async () => {
      service.answerLogin = (response, _received, index) =>
        json(response, 200, tokenReply(`token-${index}`, lifetime));
      const client = service.client();
      await client.call(read);
      service.clock.time += seconds * 1000 - 1;
      await client.call(read);
      expect(service.logins).to.have.length(1);
      service.clock.time += 1;
      await client.call(read);
      expect(service.logins).to.have.length(2);
      expect(service.calls[2]?.headers.authorization).to.equal("Bearer token-2");
    });
  }

  it("takes no token that could not go into a header", () => {
    expect(readToken('{"access_token":"a\\r\\nX: y"}')).to.equal(undefined);
    expect(readToken('{"access_token":""}')).to.equal(undefined);
    expect(readToken('{"access_token":"a b"}')).to.equal(undefined);
    for (const text of ["", "null", '"access_token"', "access_token", "7"]) {
      expect(readToken(text)).to.equal(undefined);
    }
    expect(readToken('{"Access_Token":"abc"}')).to.deep.equal({ value: "abc", lifetimeSeconds: 3600 });
  });
});
