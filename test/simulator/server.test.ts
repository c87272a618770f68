import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:https";
import { createConnection } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { sampleTenant, startSimulator, type Simulator } from "../../simulator/index.js";
import { ApiCaller, call } from "./api-caller.js";
import { charlie, kim } from "./sample-ids.js";

describe("the simulator", () => {
  let simulator: Simulator;
  beforeEach(async () => void (simulator = await startSimulator()));
  afterEach(() => simulator.stop());

  it("answers 404 with a Message for an unknown route, and 405 for an unknown method", async () => {
    const lost = await call(simulator.url, "GET", "/api/NoSuch");
    expect(lost.status).to.equal(404);
    expect(lost.json()).to.have.property("Message");
    expect((await call(simulator.url, "PATCH", "/api/Users")).status).to.equal(405);
    expect((await call(simulator.url, "GET", "/api/Users/%zz")).status).to.equal(404);
  });

  it("serves the API under the console's prefix too", async () => {
    const api = await ApiCaller.login(simulator);
    expect((await api.get("/mbsapi/api/Packages")).status).to.equal(200);
  });

  it("logs each request with what it was and what became of it", async () => {
    const api = await ApiCaller.login(simulator);
    await api.call("DELETE", `/API/Destinations/abc?UserID=${kim}`);
    const [, entry] = simulator.requests;
    expect(entry).to.include({
      sequence: 2,
      method: "DELETE",
      path: "/API/Destinations/abc",
      operationId: "deleteUserDestination",
      status: 400,
      contentType: null,
      requestBody: "",
      authorizedAs: "acme-api",
    });
    expect(entry?.query).to.deep.equal({ UserID: kim });
    expect(entry?.durationMilliseconds).to.be.greaterThan(0);
    expect(Date.parse(entry?.startedAt ?? "")).to.be.closeTo(Date.now(), 60_000);
    expect(simulator.logins).to.equal(1);
  });

  it("keeps bodies as they were sent, but no password and no token", async () => {
    const api = await ApiCaller.login(simulator);
    const body = ` [{"DestinationId": "d", "ComputerName": "c"}]`;
    await api.call("DELETE", `/api/Users/${charlie}/Computers`, { body });
    const user = { Email: "new", Enabled: true, Password: "hidden-password" };
    await api.send("POST", "/api/Users", user);
    await api.send("POST", "/api/Provider/Logn", { UserName: "acme-api", Password: "example-password" });
    const bodies = simulator.requests.map(({ requestBody }) => requestBody);
    expect(bodies).to.deep.equal(["[redacted]", body, "[redacted]", "[redacted]"]);
    for (const secret of ["hidden-password", "example-password", api.token]) {
      expect(JSON.stringify(simulator.requests)).not.to.include(secret);
    }
  });

  it("counts requests by method and path, and forgets them on request", async () => {
    const api = await ApiCaller.login(simulator);
    await api.get("/api/Users");
    await api.get("/api/Users/x");
    expect(simulator.count()).to.equal(3);
    expect(simulator.count({ method: "get", path: "/API/users" })).to.equal(2);
    expect(simulator.count({ path: /Users$/g })).to.equal(1);
    simulator.clearRequests();
    await api.get("/api/Users");
    expect(simulator.requests.map(({ sequence }) => sequence)).to.deep.equal([4]);
  });

  it("numbers connections, and can cut them all", async () => {
    const api = await ApiCaller.login(simulator);
    const before = simulator.connections;
    const socket = createConnection(simulator.port, "127.0.0.1");
    const closed = once(socket, "close");
    socket.write("GET /api/Users HTTP/1.1\r\nHost: x\r\n\r\n");
    await once(socket, "data");
    expect(simulator.connections).to.equal(before + 1);
    expect(simulator.requests.at(-1)?.connection).to.equal(before + 1);
    simulator.closeConnections();
    await closed;
    expect((await api.get("/api/Users")).status).to.equal(200);
  });

  it("answers after the set latency", async () => {
    simulator.behaviour.latencyMilliseconds = 60;
    await call(simulator.url, "GET", "/api/Users");
    expect(simulator.requests[0]?.durationMilliseconds).to.be.at.least(55);
  });

  it("answers 429 with Retry-After beyond the set rate, also to logins", async () => {
    const api = await ApiCaller.login(simulator);
    simulator.behaviour.requestsPerSecond = 2;
    const answers = await Promise.all(Array.from({ length: 5 }, () => api.get("/api/Users")));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 200, 429, 429, 429]);
    const throttled = await call(simulator.url, "POST", "/api/Provider/Login");
    expect(throttled.status).to.equal(429);
    expect(throttled.headers.get("retry-after")).to.equal("1");
  });

  it("copies the tenant it is given, and shows the live one", async () => {
    const tenant = sampleTenant();
    const other = await startSimulator({ tenant });
    try {
      other.tenant.users.pop();
      expect(tenant.users).to.have.length(3);
      const api = await ApiCaller.login(other);
      expect((await api.get("/api/Users")).json()).to.have.length(2);
    } finally {
      await other.stop();
    }
  });

  it("refuses to start with a wrong tenant, a wrong switch or a port that is taken", async () => {
    const reason = async (started: Promise<Simulator>): Promise<string> =>
      started.then(
        () => "started",
        (error: unknown) => (error as Error).message,
      );
    const tenant = { ...sampleTenant(), users: [{ ID: "x" }] } as never;
    expect(await reason(startSimulator({ tenant }))).to.match(/users\.0\.Email/);
    const behaviour = { createReplies: "nothing" } as never;
    expect(await reason(startSimulator({ behaviour }))).to.match(/createReplies/);
    expect(await reason(startSimulator({ port: simulator.port }))).to.match(/EADDRINUSE/);
  });

  it("stops at once while a call waits and a connection is idle, and can be stopped twice", async () => {
    simulator.behaviour.latencyMilliseconds = 3_600_000;
    const waiting = call(simulator.url, "GET", "/api/Users").catch(() => "cut");
    while (simulator.requests.length === 0) await new Promise(setImmediate);
    await simulator.stop();
    await simulator.stop();
    expect(await waiting).to.equal("cut");
  });

  it("speaks HTTPS with a given certificate", async () => {
    const folder = mkdtempSync(join(tmpdir(), "msp360-simulator-"));
    const [keyFile, certFile] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    try {
      const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "1"];
      const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", keyFile];
      execFileSync("openssl", ["req", "-x509", ...key, "-out", certFile, ...subject], { stdio: "pipe" });
      const tls = { key: readFileSync(keyFile, "utf8"), cert: readFileSync(certFile, "utf8") };
      const secure = await startSimulator({ tls });
      try {
        const sent = request(`${secure.url}/api/Users`, { ca: tls.cert, agent: false }).end();
        const [answer] = (await once(sent, "response")) as [{ statusCode: number }];
        expect(secure.url).to.match(/^https:/);
        expect(answer.statusCode).to.equal(401);
        expect(secure.requests[0]?.connection).to.equal(1);
      } finally {
        await secure.stop();
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
