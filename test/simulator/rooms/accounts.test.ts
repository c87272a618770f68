import { expect } from "chai";
import { startSimulator, type Simulator } from "../../../simulator/index.js";
import { ApiCaller } from "../api-caller.js";
import { fileShare, objectStorage, unknown } from "../sample-ids.js";

interface Account {
  readonly AccountID: string;
  readonly StorageType: string;
  readonly Destinations: readonly { readonly Destination: string; readonly AccountID: string }[];
}

describe("the simulator's storage accounts", () => {
  let simulator: Simulator;
  let api: ApiCaller;
  beforeEach(async () => {
    simulator = await startSimulator();
    api = await ApiCaller.login(simulator);
  });
  afterEach(() => simulator.stop());

  it("are listed with their destinations", async () => {
    const accounts = (await api.get("/api/Accounts")).json() as Account[];
    expect(accounts.map((account) => account.Destinations.length)).to.deep.equal([2, 1, 1]);
    expect(accounts[0]?.Destinations[0]?.AccountID).to.equal(objectStorage);
  });

  it("are read by id as an object, or as a list of one when the switch says so", async () => {
    const path = `/api/Accounts/${objectStorage.toUpperCase()}`;
    expect(((await api.get(path)).json() as Account).AccountID).to.equal(objectStorage);
    simulator.behaviour.singleReadAs = "arrayOfOne";
    expect(((await api.get(path)).json() as Account[])[0]?.AccountID).to.equal(objectStorage);
  });

  it("answer null for an unknown id, or 404 when the switch says so", async () => {
    expect((await api.get(`/api/Accounts/${unknown}`)).text).to.equal("null");
    simulator.behaviour.unknownId = "404";
    expect((await api.get(`/api/Accounts/${unknown}`)).status).to.equal(404);
  });

  const settings = { AmazonS3: { AccessKey: "key", SecretKey: "hidden-secret" } };

  it("are created by the number or the name of their kind, and forget the secrets", async () => {
    const create = async (Type: number | string) => {
      const body = { DisplayName: "New", Type, AccountSettings: settings };
      return (await api.send("POST", "/api/Accounts", body)).json() as string;
    };
    for (const type of [0, "AmazonS3"]) {
      const account = (await api.get(`/api/Accounts/${await create(type)}`)).json() as Account;
      expect(account.StorageType).to.equal("AmazonS3");
    }
    expect(JSON.stringify([simulator.tenant, simulator.requests])).not.to.include("hidden-secret");
  });

  it("of the file share kind have their folder as the only destination", async () => {
    const share = { DisplayName: "Share", Type: 21, AccountSettings: { FS: { Path: "/backup" } } };
    simulator.behaviour.createReplies = "empty";
    expect((await api.send("POST", "/api/Accounts", share)).text).to.equal("");
    expect(simulator.tenant.accounts.at(-1)?.Destinations[0]?.Destination).to.equal("/backup");
    const wrong = await api.send("POST", "/api/Accounts", { ...share, AccountSettings: settings });
    expect(wrong.status).to.equal(400);
  });

  it("include a file share in the sample tenant", () => {
    const share = simulator.tenant.accounts.find(({ AccountID }) => AccountID === fileShare);
    expect(share?.StorageType).to.equal("File share");
  });
});
