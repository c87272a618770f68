import { expect } from "chai";
import { startSimulator, type Simulator } from "../../simulator/index.js";
import { ApiCaller, call } from "./api-caller.js";

const credentials = { UserName: "acme-api", Password: "example-password" };
interface TokenResponse {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in?: number | string;
  readonly userName: string;
  readonly ".issued": string;
  readonly ".expires": string;
}

describe("the simulator's login", () => {
  let simulator: Simulator;
  beforeEach(async () => void (simulator = await startSimulator()));
  afterEach(() => simulator.stop());

  const logIn = (body: string, contentType = "application/json") =>
    call(simulator.url, "POST", "/api/Provider/Login", { body, headers: { "content-type": contentType } });

  it("answers with a token in the documented form", async () => {
    const reply = (await logIn(JSON.stringify(credentials))).json() as TokenResponse;
    expect(reply).to.include({ token_type: "bearer", expires_in: 1209599, userName: "acme-api" });
    const lifetime = Date.parse(reply[".expires"]) - Date.parse(reply[".issued"]);
    expect(lifetime / 1000).to.be.closeTo(1209599, 1);
  });

  it("reads form fields", async () => {
    const body = new URLSearchParams(credentials).toString();
    expect((await logIn(body, "application/x-www-form-urlencoded")).status).to.equal(200);
  });

  it("reads XML in the namespace of its own model", async () => {
    const body = `<ProviderController.LoginUserBindingModel xmlns="http://schemas.datacontract.org/2004/07/MBSAPImvc.Controllers">
      <Password>example-password</Password><UserName>acme-api</UserName></ProviderController.LoginUserBindingModel>`;
    expect((await logIn(body, "application/xml")).status).to.equal(200);
  });

  it("knows several logins that see the same tenant", async () => {
    const other = await ApiCaller.login(simulator, { UserName: "emea-api", Password: "emea-password" });
    expect((await other.get("/api/Users")).json()).to.have.length(3);
    expect(simulator.requests.at(-1)?.authorizedAs).to.equal("emea-api");
  });

  it("refuses wrong credentials with an OAuth error and without a token", async () => {
    const refused = await logIn(JSON.stringify({ ...credentials, Password: "wrong" }));
    expect(refused.status).to.equal(400);
    expect(refused.json()).to.deep.equal({
      error: "invalid_grant",
      error_description: "Login or secret not accepted.",
    });
  });

  it("refuses a login without a password", async () => {
    const refused = await logIn(JSON.stringify({ UserName: "acme-api" }));
    expect(refused.status).to.equal(400);
    expect(refused.json()).to.have.property("error", "invalid_request");
  });

  it("refuses calls without a token, and with one it never issued", async () => {
    const bare = await call(simulator.url, "GET", "/api/Users");
    expect(bare.status).to.equal(401);
    expect(bare.json()).to.have.property("Message");
    const headers = { authorization: "Bearer invented" };
    expect((await call(simulator.url, "GET", "/api/Users", { headers })).status).to.equal(401);
  });

  it("refuses a token that has expired", async () => {
    simulator.behaviour.tokenLifetimeSeconds = 0;
    const caller = await ApiCaller.login(simulator);
    expect((await caller.get("/api/Users")).status).to.equal(401);
  });

  it("keeps many tokens valid at once", async () => {
    const [one, other] = [await ApiCaller.login(simulator), await ApiCaller.login(simulator)];
    expect(one.token).not.to.equal(other.token);
    expect((await one.get("/api/Users")).status).to.equal(200);
    expect((await other.get("/api/Users")).status).to.equal(200);
  });

  it("carries expires_in as a text or not at all when the switch says so", async () => {
    simulator.behaviour.expiresIn = "string";
    expect(((await logIn(JSON.stringify(credentials))).json() as TokenResponse).expires_in).to.equal(
      "1209599",
    );
    simulator.behaviour.expiresIn = "absent";
    expect((await logIn(JSON.stringify(credentials))).json()).not.to.have.property("expires_in");
  });

  it("claims another lifetime and another time of day when the switches say so", async () => {
    Object.assign(simulator.behaviour, { reportedLifetimeSeconds: -5, clockOffsetSeconds: 3600 });
    const answered = await logIn(JSON.stringify(credentials));
    const reply = answered.json() as TokenResponse;
    expect(reply.expires_in).to.equal(-5);
    expect(Date.parse(reply[".issued"]) - Date.now()).to.be.within(3_590_000, 3_610_000);
    expect(Date.parse(answered.headers.get("date") ?? "") - Date.now()).to.be.within(3_590_000, 3_610_000);
    const headers = { authorization: `Bearer ${reply.access_token}` };
    expect((await call(simulator.url, "GET", "/api/Users", { headers })).status).to.equal(200);
  });
});
