import { expect } from "chai";
import { sample } from "../../support/samples.js";
import { Stack } from "../harness/stack.js";

const kind = "AccountDestination";
const args = { accountId: sample.account, destination: "bucket-one", displayName: "One" };

describe("AccountDestination on the real engine", () => {
  let stack: Stack;

  before(async () => {
    stack = await Stack.open();
  });
  after(() => stack.close());

  const buckets = () =>
    stack.simulator.tenant.accounts[0]?.Destinations.map(({ Destination }) => Destination) ?? [];

  it("is created by up", async () => {
    stack.declare({ kind, args });
    expect(await stack.does("up")).to.deep.equal(["create it"]);
    expect(buckets()).to.include("bucket-one");
    expect((await stack.held(kind))?.outputs).to.include({ ...args, schemaVersion: 1 });
  });

  it("is left alone by a preview and an up without a change, without any call", async () => {
    stack.simulator.clearRequests();
    expect(await stack.does("preview", { args: ["--expect-no-changes"] })).to.deep.equal([]);
    expect(await stack.does("up")).to.deep.equal([]);
    expect(stack.simulator.requests).to.deep.equal([]);
  });

  it("gets another display name in place", async () => {
    stack.declare({ kind, args: { ...args, displayName: "Two" } });
    expect(await stack.does("up")).to.deep.equal(["update it"]);
    expect((await stack.held(kind))?.outputs).to.include({ displayName: "Two" });
  });

  it("is replaced for another bucket, the new one first", async () => {
    stack.simulator.clearRequests();
    stack.declare({ kind, args: { ...args, destination: "bucket-two" } });
    expect(await stack.does("up")).to.deep.equal([
      "create-replacement it",
      "replace it",
      "delete-replaced it",
    ]);
    const writes = stack.simulator.requests
      .filter(({ path }) => /Destination$/.test(path))
      .map(({ path }) => path);
    expect(writes).to.deep.equal(["/api/Accounts/AddDestination", "/api/Accounts/RemoveDestination"]);
    expect(buckets()).to.include("bucket-two").and.not.include("bucket-one");
  });

  it("shows on refresh what was changed outside, and up restores it", async () => {
    const id = (await stack.held(kind))?.id ?? "";
    stack.simulator.console.renameDestination(id, "By hand");
    expect(await stack.does("refresh")).to.deep.equal(["refresh it"]);
    expect((await stack.held(kind))?.outputs).to.include({ displayName: "By hand" });
    expect(await stack.does("up")).to.deep.equal(["update it"]);
    expect(await stack.does("refresh")).to.deep.equal(["refresh it"]);
    await stack.does("preview", { args: ["--expect-no-changes"] });
  });

  it("is dropped by refresh after it vanished, and created again", async () => {
    stack.simulator.console.removeDestination((await stack.held(kind))?.id ?? "");
    await stack.does("refresh");
    expect(await stack.held(kind)).to.equal(undefined);
    expect(await stack.does("up")).to.deep.equal(["create it"]);
  });

  it("is not removed while a user has it, and the message names who", async () => {
    const byHand = stack.simulator.console.assignDestination({
      UserID: sample.jane,
      AccountID: sample.account,
      Destination: "bucket-two",
      PackageID: sample.packageId,
    });
    const output = await stack.fails("destroy");
    expect(output).to.include(`is still assigned to "jane.sales" (id ${sample.jane})`);
    expect(output).to.not.match(/^\s+at /m);
    expect(buckets()).to.include("bucket-two");
    stack.simulator.console.unassignDestination(byHand);
  });

  it("is removed by destroy, and a second destroy has nothing to do", async () => {
    expect(await stack.does("destroy")).to.deep.equal(["delete it"]);
    expect(buckets()).to.not.include("bucket-two");
    stack.simulator.clearRequests();
    expect(await stack.does("destroy")).to.deep.equal([]);
    expect(stack.simulator.requests).to.deep.equal([]);
  });

  it("moves its users to the new bucket before the old one is removed", async () => {
    const program = (bucket: string) => `
      const bucket = new msp360.AccountDestination("bucket", { accountId: "${sample.account}", destination: "${bucket}" });
      new msp360.UserDestination("user", {
        userId: "${sample.charlie}", packageId: ${String(sample.packageId)},
        accountId: bucket.accountId, destination: bucket.destination,
      });`;
    stack.write(program("old"));
    await stack.does("up");
    stack.simulator.clearRequests();
    stack.write(program("new"));
    await stack.does("up");
    const writes = stack.simulator.requests
      .filter(({ method, operationId }) => method !== "GET" && operationId !== "login")
      .map(({ method, path }) => `${method} ${path}`);
    expect(writes).to.deep.equal([
      "POST /api/Accounts/AddDestination",
      "PUT /api/Destinations",
      "PUT /api/Accounts/RemoveDestination",
    ]);
    expect((await stack.does("destroy")).toSorted()).to.deep.equal(["delete bucket", "delete user"]);
  });
});
