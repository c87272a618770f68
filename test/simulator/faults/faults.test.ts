import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { expect } from "chai";
import { startSimulator, type FaultKind, type Simulator } from "../../../simulator/index.js";
import { ApiCaller } from "../api-caller.js";
import { objectStorage } from "../sample-ids.js";

const add = "/api/Accounts/AddDestination";
const users = { method: "GET", path: "/api/users" };

describe("the simulator's faults", () => {
  let simulator: Simulator;
  let api: ApiCaller;
  beforeEach(async () => {
    simulator = await startSimulator();
    api = await ApiCaller.login(simulator);
  });
  afterEach(() => simulator.stop());

  const addBucket = () => api.send("POST", add, { AccountID: objectStorage, Destination: "targetBucket" });
  const isAdded = () => simulator.tenant.accounts[0]?.Destinations.length === 3;
  const failure = (answer: Promise<unknown>) =>
    answer.then(
      () => "answered",
      () => "cut",
    );

  it("answer with a status, a body and headers, once, instead of the operation", async () => {
    const kind = { status: 503, body: { Message: "Later." }, headers: { "Retry-After": "7" } };
    simulator.faults.add({ match: { method: "post", path: add }, kind });
    const answered = await addBucket();
    expect([answered.status, answered.json()]).to.deep.equal([503, { Message: "Later." }]);
    expect(answered.headers.get("retry-after")).to.equal("7");
    expect(isAdded()).to.equal(false);
    expect((await addBucket()).status).to.equal(200);
    expect(simulator.requests.map(({ status }) => status)).to.deep.equal([200, 503, 200]);
  });

  it("answer with a status after the operation was carried out", async () => {
    simulator.faults.add({
      match: { path: add },
      effect: "after",
      kind: { status: 500, body: "oops", contentType: "text/plain" },
    });
    const answered = await addBucket();
    expect([answered.status, answered.text]).to.deep.equal([500, "oops"]);
    expect(answered.headers.get("content-type")).to.equal("text/plain");
    expect(isAdded()).to.equal(true);
  });

  it("cut the connection before or after the operation", async () => {
    simulator.faults.add({ match: { path: add }, kind: { reset: "beforeEffect" } });
    expect(await failure(addBucket())).to.equal("cut");
    expect(isAdded()).to.equal(false);
    simulator.faults.add({ match: { path: add }, kind: { reset: "afterEffect" } });
    expect(await failure(addBucket())).to.equal("cut");
    expect(isAdded()).to.equal(true);
    expect(simulator.requests.at(-1)?.status).to.equal(null);
  });

  it("cut the answer short, also an empty one", async () => {
    const kind: FaultKind = { truncate: true };
    simulator.faults.add({ match: users, kind });
    const sent = request(`${simulator.url}/api/Users`, {
      headers: { authorization: `Bearer ${api.token}` },
    }).end();
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    const chunks: Buffer[] = [];
    answer.on("data", (chunk: Buffer) => chunks.push(chunk));
    await new Promise((resolve) => answer.on("error", resolve));
    const received = Buffer.concat(chunks).length;
    expect(received).to.be.greaterThan(0).and.lessThan(Number(answer.headers["content-length"]));
    simulator.behaviour.createReplies = "empty";
    simulator.faults.add({ match: { path: add }, kind });
    expect(await failure(addBucket())).to.equal("cut");
    expect(isAdded()).to.equal(true);
  });

  it("send a gateway's HTML page", async () => {
    simulator.faults.add({ match: users, kind: { html: true } });
    const page = await api.get("/api/Users");
    expect(page.status).to.equal(502);
    expect(page.headers.get("content-type")).to.equal("text/html");
    simulator.faults.add({ match: users, kind: { html: true, status: 200 } });
    expect((await api.get("/api/Users")).text).to.match(/^<html>/);
  });

  it("answer 200 with an error inside", async () => {
    simulator.faults.add({ match: { path: add }, kind: { errorInside: { ErrorCode: -6, Message: "No." } } });
    const answered = await addBucket();
    expect([answered.status, answered.json()]).to.deep.equal([200, { ErrorCode: -6, Message: "No." }]);
    expect(isAdded()).to.equal(false);
  });

  it("empty the answer of an operation that was carried out", async () => {
    simulator.faults.add({ match: { path: add }, kind: { emptyBody: true } });
    const answered = await addBucket();
    expect([answered.status, answered.text]).to.deep.equal([200, ""]);
    expect(isAdded()).to.equal(true);
  });

  it("send the head of an answer and nothing more", async () => {
    simulator.faults.add({ match: users, kind: { stall: "afterHeaders" } });
    const headers = { authorization: `Bearer ${api.token}` };
    const controller = new AbortController();
    const response = await fetch(`${simulator.url}/api/Users`, { headers, signal: controller.signal });
    expect(response.status).to.equal(200);
    const body = response.text().catch((error: unknown) => (error as Error).name);
    controller.abort();
    expect(await body).to.equal("AbortError");
  });

  it("answer later", async () => {
    simulator.faults.add({ match: users, kind: { delayMilliseconds: 60 } });
    expect((await api.get("/api/Users")).status).to.equal(200);
    expect(simulator.requests.at(-1)?.durationMilliseconds).to.be.at.least(55);
  });

  it("hold a request before the operation until the gate is released", async () => {
    const gate = simulator.faults.hold({ match: { path: add } });
    const adding = addBucket();
    await gate.arrived;
    expect((await api.get("/api/Users")).status).to.equal(200);
    expect(isAdded()).to.equal(false);
    gate.release();
    expect((await adding).status).to.equal(200);
  });

  it("hold a request between the operation and its answer", async () => {
    const gate = simulator.faults.hold({ match: { path: add }, effect: "after" });
    const adding = addBucket();
    await gate.arrived;
    expect(isAdded()).to.equal(true);
    gate.release();
    expect((await adding).status).to.equal(200);
  });

  it("let through a request that comes to a gate already released", async () => {
    simulator.faults.hold({ match: users }).release();
    expect((await api.get("/api/Users")).status).to.equal(200);
  });

  it("judge the token when a held request goes on", async () => {
    const gate = simulator.faults.hold({ match: users });
    const reading = api.get("/api/Users");
    await gate.arrived;
    simulator.console.expireTokens();
    gate.release();
    expect((await reading).status).to.equal(401);
  });

  it("happen after so many requests, so many times, to paths that a pattern matches", async () => {
    simulator.faults.add({ match: { path: /\/users$/i }, skip: 1, times: 2, kind: { status: 503 } });
    const statuses: number[] = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await api.get("/api/Users")).status);
    expect(statuses).to.deep.equal([200, 503, 503, 200]);
  });

  it("happen in the order in which they were added, one for each request, until taken away", async () => {
    const always = simulator.faults.add({ match: users, times: "always", kind: { status: 500 } });
    simulator.faults.add({ match: users, kind: { status: 503 } });
    expect((await api.get("/api/Users")).status).to.equal(500);
    expect((await api.get("/api/Users")).status).to.equal(500);
    expect(always.met).to.equal(2);
    always.remove();
    expect((await api.get("/api/Users")).status).to.equal(503);
    expect((await api.get("/api/Packages")).status).to.equal(200);
  });

  it("name those that were not met", async () => {
    simulator.faults.add({ match: users, times: 2, kind: { status: 503 } });
    simulator.faults.add({ match: { path: "/api/Never" }, times: "always", kind: { emptyBody: true } });
    await api.get("/api/Users");
    expect(simulator.faults.unused()).to.have.length(2);
    expect(() => simulator.faults.expectAllUsed()).to.throw(
      /503.*GET \/api\/users, 2 times.*\/api\/Never, always/,
    );
    await api.get("/api/Users");
    expect(simulator.faults.unused()).to.have.length(1);
    simulator.faults.clear();
    simulator.faults.expectAllUsed();
  });
});
