import { expect } from "chai";
import { startSimulator, type Simulator } from "../../../simulator/index.js";
import { ApiCaller } from "../api-caller.js";
import { charlie, kim, kimsEuBucket, objectStorage, unknown } from "../sample-ids.js";

interface User {
  readonly ID: string;
  readonly Email: string;
  readonly DestinationList: readonly { readonly ID: string; readonly DestinationDisplayName: string }[];
}

describe("the simulator's users", () => {
  let simulator: Simulator;
  let api: ApiCaller;
  beforeEach(async () => {
    simulator = await startSimulator();
    api = await ApiCaller.login(simulator);
  });
  afterEach(() => simulator.stop());

  const newUser = { Email: "new.user", Enabled: true, Password: "secret-password" };

  it("are listed with their destinations and the display names of the account", async () => {
    const users = (await api.get("/api/Users")).json() as User[];
    expect(users.map((user) => user.Email)).to.deep.equal(["user@company.com", "ops.kim", "jane.sales"]);
    expect(users[1]?.DestinationList).to.deep.equal([
      {
        ID: kimsEuBucket,
        CurrentVolume: 18450,
        PackageID: 30412,
        AccountID: objectStorage,
        AccountDisplayName: "Acme object storage",
        Destination: "acme-backups-eu",
        DestinationDisplayName: "EU bucket",
      },
    ]);
  });

  it("are read by id, in any case of the id and of the path", async () => {
    expect(((await api.get(`/api/users/${kim.toUpperCase()}`)).json() as User).Email).to.equal("ops.kim");
  });

  it("answer null for an unknown id, or 404 when the switch says so", async () => {
    const answered = await api.get(`/api/Users/${unknown}`);
    expect([answered.status, answered.text]).to.deep.equal([200, "null"]);
    simulator.behaviour.unknownId = "404";
    expect((await api.get(`/api/Users/${unknown}`)).status).to.equal(404);
  });

  it("are created with destinations, and the reply is the id as a bare text", async () => {
    const destination = { AccountID: objectStorage, Destination: "acme-backups-us", PackageID: "30412" };
    const created = await api.send("POST", "/api/Users", { ...newUser, DestinationList: [destination] });
    const user = (await api.get(`/api/Users/${created.json() as string}`)).json() as User;
    expect(user.Email).to.equal("new.user");
    expect(user.DestinationList[0]?.DestinationDisplayName).to.equal("US bucket");
  });

  it("are not created twice with one login: 200 with a text that is no id", async () => {
    const refused = await api.send("POST", "/api/Users", { ...newUser, Email: "OPS.KIM" });
    expect(refused.status).to.equal(200);
    expect(refused.json()).to.match(/already exists/);
    expect(simulator.tenant.users).to.have.length(3);
  });

  it("are not created with a destination that does not exist", async () => {
    const destination = { AccountID: objectStorage, Destination: "no-such-bucket", PackageID: 30412 };
    const refused = await api.send("POST", "/api/Users", { ...newUser, DestinationList: [destination] });
    expect(refused.json()).to.match(/not found/);
    expect(simulator.tenant.users).to.have.length(3);
  });

  it("are changed in the properties that were sent, and only in those", async () => {
    const changed = await api.send("PUT", "/api/Users", { ID: kim, Enabled: false, LastName: "Nowak" });
    expect([changed.status, changed.text]).to.deep.equal([200, ""]);
    expect(simulator.tenant.users[1]).to.include({ Enabled: false, LastName: "Nowak", FirstName: "Kim" });
    const refused = await api.send("PUT", "/api/Users", { ID: kim, Enabled: true, Email: "jane.sales" });
    expect(refused.status).to.equal(400);
  });

  it("are deleted with their data", async () => {
    expect((await api.call("DELETE", `/api/Users/${kim}`)).text).to.equal("");
    expect(simulator.tenant.users.map((user) => user.ID)).not.to.include(kim);
    expect(simulator.tenant.computers.map((pair) => pair.UserID)).not.to.include(kim);
    expect(simulator.purged).to.have.length(2);
  });

  it("are deleted without their data by /Account", async () => {
    expect((await api.call("DELETE", `/api/Users/${charlie}/Account`)).status).to.equal(200);
    expect(simulator.tenant.users).to.have.length(2);
    expect(simulator.tenant.computers).to.have.length(4);
  });

  it("give 400 when one is deleted who is not there", async () => {
    const refused = await api.call("DELETE", `/api/Users/${unknown}`);
    expect(refused.status).to.equal(400);
    expect(refused.json()).to.deep.equal({ Message: "User not found." });
  });
});
