import { expect } from "chai";
import { startSimulator, type Simulator } from "../../simulator/index.js";
import { ApiCaller } from "./api-caller.js";
import { charlie, euBucket, kim, kimsEuBucket, mainStorage, objectStorage, usBucket } from "./sample-ids.js";

describe("the simulator's web console", () => {
  let simulator: Simulator;
  beforeEach(async () => void (simulator = await startSimulator()));
  afterEach(() => simulator.stop());

  const assignments = (user: number) => simulator.tenant.users[user]?.DestinationList ?? [];

  it("assigns, changes and takes away a user's destination", () => {
    const main = { UserID: charlie, AccountID: mainStorage, Destination: "main", PackageID: 27755 };
    const id = simulator.console.assignDestination(main);
    expect(assignments(0)[0]).to.include({ ID: id, PackageID: 27755 });
    simulator.console.changeAssignment(id, { PackageID: 30413 });
    expect(assignments(0)[0]?.PackageID).to.equal(30413);
    simulator.console.changeAssignment(kimsEuBucket, { Destination: "acme-backups-us" });
    expect(assignments(1)[0]?.Destination).to.equal("acme-backups-us");
    simulator.console.unassignDestination(id);
    expect(assignments(0)).to.deep.equal([]);
    expect(() => simulator.console.unassignDestination(id)).to.throw("Destination not found.");
  });

  it("adds, renames and removes an account's destination, but none that a user has", () => {
    const id = simulator.console.addDestination({ AccountID: objectStorage, Destination: "new" });
    simulator.console.renameDestination(id, "New");
    expect(simulator.tenant.accounts[0]?.Destinations[2]).to.deep.include({ DestinationDisplayName: "New" });
    simulator.console.removeDestination(id);
    simulator.console.removeDestination(usBucket);
    expect(simulator.tenant.accounts[0]?.Destinations).to.have.length(1);
    expect(() => simulator.console.removeDestination(euBucket)).to.throw("Destination is in use.");
  });

  it("deletes users with or without their data", () => {
    simulator.console.deleteUser(kim, { keepData: true });
    expect(simulator.tenant.computers).to.have.length(4);
    simulator.console.deleteUser(charlie);
    expect(simulator.tenant.computers.map((pair) => pair.UserID)).to.deep.equal([kim, kim]);
  });

  it("adds and removes computer data", () => {
    const pair = { UserID: kim, DestinationId: "d", ComputerName: "laptop" };
    simulator.console.addComputerData(pair);
    simulator.console.addComputerData(pair);
    expect(simulator.tenant.computers).to.have.length(5);
    simulator.console.removeComputerData(pair);
    expect(simulator.tenant.computers).to.have.length(4);
    expect(() => simulator.console.removeComputerData(pair)).to.throw(/no such computer data/);
  });

  it("voids the tokens of a login whose password it changes, and of no other", async () => {
    const acme = await ApiCaller.login(simulator);
    const emea = await ApiCaller.login(simulator, { UserName: "emea-api", Password: "emea-password" });
    simulator.console.changePassword("acme-api", "fresh-password");
    expect((await acme.get("/api/Users")).status).to.equal(401);
    expect((await emea.get("/api/Users")).status).to.equal(200);
    const fresh = await ApiCaller.login(simulator, { UserName: "acme-api", Password: "fresh-password" });
    expect((await fresh.get("/api/Users")).status).to.equal(200);
    simulator.console.expireTokens();
    expect((await fresh.get("/api/Users")).status).to.equal(401);
    expect(() => simulator.console.changePassword("nobody", "password")).to.throw(/nobody/);
  });
});
