import { expect } from "chai";
import { startSimulator, type Simulator } from "../../../simulator/index.js";
import { ApiCaller } from "../api-caller.js";
import { euBucket, fileShare, objectStorage, unknown, usBucket } from "../sample-ids.js";

const add = "/api/Accounts/AddDestination";
const edit = "/api/Accounts/EditDestination";
const removal = "/api/Accounts/RemoveDestination";
const target = { AccountID: objectStorage, Destination: "targetBucket", DestinationDisplayName: "Target" };

describe("the simulator's account destinations", () => {
  let simulator: Simulator;
  let api: ApiCaller;
  beforeEach(async () => {
    simulator = await startSimulator();
    api = await ApiCaller.login(simulator);
  });
  afterEach(() => simulator.stop());

  const destinations = () => simulator.tenant.accounts[0]?.Destinations ?? [];
  const message = async (method: string, path: string, body: object) => {
    const refused = await api.send(method, path, body);
    expect(refused.status).to.equal(400);
    return (refused.json() as { Message: string }).Message;
  };

  it("are added with an id of their own, and answered as an object", async () => {
    const reply = (await api.send("POST", add, target)).json() as { DestinationID: string };
    expect(reply).to.include(target);
    expect(destinations().at(-1)?.DestinationID).to.equal(reply.DestinationID);
  });

  it("are answered in the form that the switch names", async () => {
    const added = async (name: string) =>
      (await api.send("POST", add, { ...target, Destination: name })).text;
    simulator.behaviour.createReplies = "empty";
    expect(await added("one")).to.equal("");
    simulator.behaviour.createReplies = "id";
    expect(await added("two")).to.equal(JSON.stringify(destinations().at(-1)?.DestinationID));
    simulator.behaviour.createReplies = "objectWithoutId";
    expect(JSON.parse(await added("three"))).to.deep.equal({ ...target, Destination: "three" });
  });

  it("are not added to an unknown account or to a file share", async () => {
    expect(await message("POST", add, { ...target, AccountID: unknown })).to.equal("Account not found.");
    expect(await message("POST", add, { ...target, AccountID: fileShare })).to.match(/file share/);
  });

  it("are not added twice unless the switch says so; a bucket's name is compared exactly", async () => {
    await api.send("POST", add, target);
    expect(await message("POST", add, target)).to.match(/already exists/);
    expect((await api.send("POST", add, { ...target, Destination: "TARGETBUCKET" })).status).to.equal(200);
    simulator.behaviour.duplicateDestination = "accept";
    expect((await api.send("POST", add, target)).status).to.equal(200);
    expect(destinations()).to.have.length(5);
  });

  it("store a display name as sent, trimmed, or the switch's choice for an absent one", async () => {
    const stored = async (body: object) => {
      await api.send("POST", add, { AccountID: objectStorage, ...body });
      return destinations().at(-1)?.DestinationDisplayName;
    };
    expect(await stored({ Destination: "a", DestinationDisplayName: " A " })).to.equal(" A ");
    expect(await stored({ Destination: "b" })).to.equal(null);
    simulator.behaviour.displayNames = "trimmed";
    simulator.behaviour.absentDisplayName = "bucketName";
    expect(await stored({ Destination: "c", DestinationDisplayName: " C " })).to.equal("C");
    expect(await stored({ Destination: "d" })).to.equal("d");
  });

  it("are renamed, and can't be moved to another bucket", async () => {
    const eu = { DestinationID: euBucket, AccountID: objectStorage, Destination: "acme-backups-eu" };
    const renamed = await api.send("PUT", edit, { ...eu, DestinationDisplayName: "Cold" });
    expect([renamed.status, renamed.text]).to.deep.equal([200, ""]);
    expect(destinations()[0]?.DestinationDisplayName).to.equal("Cold");
    expect(await message("PUT", edit, { ...eu, Destination: "other" })).to.match(/bucket/);
    expect(await message("PUT", edit, { ...eu, DestinationID: unknown })).to.equal("Destination not found.");
  });

  it("are removed by id, or by account and bucket when those are unique", async () => {
    const us = { AccountID: objectStorage, Destination: "acme-backups-us" };
    expect(
      (await api.send("PUT", removal, { ...us, DestinationID: usBucket.toUpperCase() })).status,
    ).to.equal(200);
    expect(await message("PUT", removal, us)).to.equal("Destination not found.");
    simulator.behaviour.duplicateDestination = "accept";
    await api.send("POST", add, target);
    expect((await api.send("PUT", removal, target)).status).to.equal(200);
    await api.send("POST", add, target);
    await api.send("POST", add, target);
    expect(await message("PUT", removal, target)).to.match(/DestinationID is required/);
  });

  it("are removed by id only when the switch says so", async () => {
    simulator.behaviour.removalWithoutDestinationId = "refuse";
    const us = { AccountID: objectStorage, Destination: "acme-backups-us" };
    expect(await message("PUT", removal, us)).to.match(/DestinationID/);
  });

  it("are not removed while a user has them", async () => {
    const eu = { DestinationID: euBucket, AccountID: objectStorage, Destination: "acme-backups-eu" };
    expect(await message("PUT", removal, eu)).to.equal("Destination is in use.");
    expect(destinations()).to.have.length(2);
  });

  it("refuse with status 200 and an error inside when the switch says so", async () => {
    const eu = { AccountID: objectStorage, Destination: "acme-backups-eu" };
    simulator.behaviour.failureStyle = "200WithError";
    const refused = await api.send("PUT", removal, eu);
    expect([refused.status, refused.json()]).to.deep.equal([200, { Message: "Destination is in use." }]);
    simulator.behaviour.failureStyle = "200WithErrorMessage";
    expect((await api.send("PUT", removal, eu)).json()).to.deep.equal({
      ErrorMessage: "Destination is in use.",
    });
    expect(destinations()).to.have.length(2);
    expect((await api.get("/api/Destinations/nobody")).status).to.equal(406);
  });

  it("stay hidden from reads for the set delay", async () => {
    simulator.behaviour.newObjectsAppearAfterMilliseconds = 3_600_000;
    await api.send("POST", add, target);
    const read = async () => {
      const account = (await api.get(`/api/Accounts/${objectStorage}`)).json();
      return (account as { Destinations: { Destination: string }[] }).Destinations.map(
        (entry) => entry.Destination,
      );
    };
    expect(await read()).to.deep.equal(["acme-backups-eu", "acme-backups-us"]);
    simulator.behaviour.newObjectsAppearAfterMilliseconds = 0;
    expect(await read()).to.include("targetBucket");
  });
});
