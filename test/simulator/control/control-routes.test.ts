import { expect } from "chai";
import {
  sampleTenant,
  startSimulator,
  type LoggedRequest,
  type Simulator,
  type TenantState,
} from "../../../simulator/index.js";
import { ApiCaller, call } from "../api-caller.js";
import { charlie, kim, kimsEuBucket, mainStorage } from "../sample-ids.js";

describe("the simulator's control routes", () => {
  let simulator: Simulator;
  let api: ApiCaller;
  beforeEach(async () => {
    simulator = await startSimulator();
    api = await ApiCaller.login(simulator);
  });
  afterEach(() => simulator.stop());

  const control = (method: string, path: string, body?: unknown) =>
    call(
      simulator.url,
      method,
      `/simulator/${path}`,
      body === undefined ? {} : { body: JSON.stringify(body) },
    );

  it("show the requests since a sequence number, clear them, and are not among them", async () => {
    await api.get("/api/Users");
    const later = (await control("GET", "requests?since=1")).json() as LoggedRequest[];
    expect(later.map(({ path }) => path)).to.deep.equal(["/api/Users"]);
    await control("DELETE", "requests");
    expect((await control("GET", "requests")).json()).to.deep.equal([]);
  });

  it("show and replace the state, and refuse one that is not valid", async () => {
    const state = (await control("GET", "state")).json() as TenantState;
    expect(state).to.deep.equal(sampleTenant());
    await control("PUT", "state", { ...state, users: [] });
    expect((await api.get("/api/Users")).json()).to.deep.equal([]);
    const refused = await control("PUT", "state", { ...state, users: "none" });
    expect(refused.status).to.equal(400);
    expect((refused.json() as { Message: string }).Message).to.match(/users: /);
  });

  it("show the switches and set those that are sent", async () => {
    simulator.behaviour.singleReadAs = "arrayOfOne";
    expect((await control("PATCH", "behaviour", { createReplies: "empty" })).status).to.equal(200);
    const behaviour = (await control("GET", "behaviour")).json();
    expect(behaviour).to.include({ createReplies: "empty", singleReadAs: "arrayOfOne" });
    expect((await control("PATCH", "behaviour", { createReply: "empty" })).status).to.equal(400);
    expect((await control("PATCH", "behaviour", { latencyMilliseconds: "1" })).status).to.equal(400);
    expect((await control("PATCH", "behaviour")).status).to.equal(400);
  });

  it("add faults, tell those that were not met, and take them away", async () => {
    const fault = { match: { method: "GET", pathPattern: "/users$" }, kind: { status: 503 } };
    expect((await control("POST", "faults", fault)).status).to.equal(200);
    expect(((await control("GET", "faults")).json() as { unused: object[] }).unused).to.have.length(1);
    expect((await api.get("/api/Users")).status).to.equal(503);
    expect((await control("GET", "faults")).json()).to.deep.equal({ unused: [] });
    await control("POST", "faults", { match: { path: "/api/Packages" }, kind: { html: true } });
    await control("DELETE", "faults");
    expect((await api.get("/api/Packages")).status).to.equal(200);
    expect((await control("POST", "faults", { match: {}, kind: { explode: true } })).status).to.equal(400);
  });

  it("release a gate by its name", async () => {
    await control("POST", "faults", { match: { path: "/api/Users" }, kind: { hold: "the door" } });
    const reading = api.get("/api/Users");
    while (simulator.faults.unused().length > 0) await new Promise(setImmediate);
    expect((await control("POST", `gates/${encodeURIComponent("the door")}`)).status).to.equal(200);
    expect((await reading).status).to.equal(200);
    expect((await control("POST", "gates/other")).status).to.equal(400);
  });

  it("call each method of the web console", async () => {
    const result = async (method: string, ...values: unknown[]) => {
      const answered = await control("POST", `console/${method}`, values);
      expect(answered.status, `${method}: ${answered.text}`).to.equal(200);
      return (answered.json() as { result: string }).result;
    };
    const main = { UserID: charlie, AccountID: mainStorage, Destination: "main", PackageID: 27755 };
    const assigned = await result("assignDestination", main);
    await result("changeAssignment", assigned, { PackageID: 30413 });
    await result("unassignDestination", assigned);
    const added = await result("addDestination", { AccountID: mainStorage, Destination: "more" });
    await result("renameDestination", added, "More");
    await result("removeDestination", added);
    const pair = { UserID: kim, DestinationId: "d", ComputerName: "c" };
    await result("addComputerData", pair);
    await result("removeComputerData", pair);
    await result("changePassword", "acme-api", "fresh-password");
    await result("expireTokens");
    await result("deleteUser", charlie);
    expect(simulator.tenant.users).to.have.length(2);
    expect((await control("GET", "purged")).json()).to.have.length(2);
  });

  it("take a single argument without a list, and refuse wrong ones", async () => {
    expect((await control("POST", "console/unassignDestination", kimsEuBucket)).status).to.equal(200);
    const twice = await control("POST", "console/unassignDestination", kimsEuBucket);
    expect([twice.status, twice.json()]).to.deep.equal([400, { Message: "Destination not found." }]);
    expect((await control("POST", "console/unassignDestination", [5])).status).to.equal(400);
    expect((await control("POST", "console/constructor", [])).status).to.equal(404);
    expect((await control("GET", "toString")).status).to.equal(404);
    expect((await call(simulator.url, "PUT", "/simulator/state", { body: "{" })).status).to.equal(400);
  });
});
