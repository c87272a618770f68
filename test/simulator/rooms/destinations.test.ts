import { expect } from "chai";
import { startSimulator, type Simulator } from "../../../simulator/index.js";
import { ApiCaller } from "../api-caller.js";
import { charlie, euBucket, kim, kimsEuBucket, mainStorage, objectStorage, unknown } from "../sample-ids.js";

const path = "/api/Destinations";
const main = { UserID: charlie, AccountID: mainStorage, Destination: "main", PackageID: 27755 };
const kims = {
  ID: kimsEuBucket,
  UserID: kim,
  AccountID: objectStorage,
  Destination: "acme-backups-eu",
  PackageID: 30413,
};

describe("the simulator's user destinations", () => {
  let simulator: Simulator;
  let api: ApiCaller;
  beforeEach(async () => {
    simulator = await startSimulator();
    api = await ApiCaller.login(simulator);
  });
  afterEach(() => simulator.stop());

  const listOf = (user: number) => simulator.tenant.users[user]?.DestinationList ?? [];
  const message = async (method: string, body: object) => {
    const refused = await api.send(method, path, body);
    expect(refused.status).to.equal(400);
    return (refused.json() as { Message: string }).Message;
  };

  it("are assigned with an id that is not the account's DestinationID", async () => {
    const assigned = await api.send("POST", path, { ...main, AccountID: mainStorage.toUpperCase() });
    const reply = assigned.json() as { ID: string; AccountID: string };
    expect(reply).to.include({
      AccountID: mainStorage,
      AccountDisplayName: "Main storage",
      PackageID: 27755,
    });
    expect(reply.ID).to.equal(listOf(0)[0]?.ID).and.not.to.equal(euBucket);
  });

  it("take the package as a number or as a numeral", async () => {
    expect((await api.send("POST", path, { ...main, PackageID: "27755" })).status).to.equal(200);
    expect(listOf(0)[0]?.PackageID).to.equal(27755);
  });

  it("are answered in the form that the switch names", async () => {
    simulator.behaviour.duplicateAssignment = "accept";
    simulator.behaviour.createReplies = "empty";
    expect((await api.send("POST", path, main)).text).to.equal("");
    simulator.behaviour.createReplies = "id";
    expect((await api.send("POST", path, main)).json()).to.equal(listOf(0)[1]?.ID);
    simulator.behaviour.createReplies = "objectWithoutId";
    const reply = (await api.send("POST", path, main)).json();
    expect(reply).to.include({ Destination: "main" }).and.not.to.have.property("ID");
  });

  it("are refused for an unknown user, account, bucket or package", async () => {
    expect(await message("POST", { ...main, UserID: unknown })).to.equal("User not found.");
    expect(await message("POST", { ...main, AccountID: unknown })).to.equal("Account not found.");
    expect(await message("POST", { ...main, Destination: "Main" })).to.match(/not found on the account/);
    expect(await message("POST", { ...main, PackageID: 1 })).to.equal("Package not found.");
    expect(listOf(0)).to.deep.equal([]);
  });

  it("are assigned once only", async () => {
    await api.send("POST", path, main);
    expect(await message("POST", main)).to.match(/already assigned/);
  });

  it("change their package and their bucket", async () => {
    const changed = await api.send("PUT", path, { ...kims, Destination: "acme-backups-us" });
    expect([changed.status, changed.text]).to.deep.equal([200, ""]);
    expect(listOf(1)[0]).to.include({ ID: kimsEuBucket, Destination: "acme-backups-us", PackageID: 30413 });
  });

  it("are not changed by another user's id, to another account, or without a field", async () => {
    expect(await message("PUT", { ...kims, UserID: charlie })).to.equal("Destination not found.");
    expect(await message("PUT", { ...kims, AccountID: mainStorage })).to.match(/account can't be changed/);
    expect(await message("PUT", { ...kims, Destination: "no-such" })).to.match(/not found/);
    expect(await message("PUT", { ...kims, PackageID: undefined })).to.match(/invalid/);
    expect(listOf(1)[0]).to.include({ Destination: "acme-backups-eu", PackageID: 30412 });
  });

  it("are changed in the sent fields only when the switch makes them optional", async () => {
    simulator.behaviour.assignmentEditRequires = "ids";
    expect((await api.send("PUT", path, { ...kims, Destination: undefined })).status).to.equal(200);
    expect(listOf(1)[0]).to.include({ Destination: "acme-backups-eu", PackageID: 30413 });
  });

  it("are taken away by id and user, whatever the case of the query's name", async () => {
    expect((await api.call("DELETE", `${path}/${kimsEuBucket}`)).status).to.equal(400);
    expect((await api.call("DELETE", `${path}/${kimsEuBucket}?userId=${charlie}`)).status).to.equal(400);
    const taken = await api.call("DELETE", `${path}/${kimsEuBucket}?UserID=${kim}`);
    expect([taken.status, taken.text]).to.deep.equal([200, ""]);
    expect(listOf(1)).to.deep.equal([]);
    expect((await api.call("DELETE", `${path}/${kimsEuBucket}?userId=${kim}`)).status).to.equal(400);
  });

  it("are listed by the user's login, percent-encoded; 406 for an unknown one", async () => {
    Object.assign(simulator.tenant.users[1] ?? {}, { Email: "a/b +c@d" });
    const listed = await api.get(`${path}/${encodeURIComponent("a/b +c@d")}`);
    expect(listed.json()).to.have.length(1);
    expect((await api.get(`${path}/nobody`)).status).to.equal(406);
  });

  it("are listed without a login as the switch says", async () => {
    const provider = (await api.get(path)).json() as object[];
    expect(provider).to.have.length(4);
    expect(provider[0]).not.to.have.property("ID");
    simulator.behaviour.destinationsWithoutLogin = "allUsers";
    expect(((await api.get(path)).json() as { ID: string }[]).map(({ ID }) => ID)).to.deep.equal([
      kimsEuBucket,
    ]);
    simulator.behaviour.destinationsWithoutLogin = "absent";
    expect((await api.get(path)).status).to.equal(404);
  });

  it("stay hidden from every read for the set delay", async () => {
    simulator.behaviour.newObjectsAppearAfterMilliseconds = 3_600_000;
    await api.send("POST", path, main);
    expect((await api.get(`/api/Users/${charlie}`)).json()).to.have.deep.property("DestinationList", []);
    expect((await api.get(`${path}/user@company.com`)).json()).to.deep.equal([]);
    simulator.behaviour.newObjectsAppearAfterMilliseconds = 0;
    expect((await api.get(`${path}/user@company.com`)).json()).to.have.length(1);
  });
});
