import { expect } from "chai";
import { sample } from "../../support/samples.js";
import { Stack } from "../harness/stack.js";

const kind = "UserDestination";
const args = {
  userId: sample.charlie,
  accountId: sample.account,
  destination: sample.europe,
  packageId: sample.packageId,
};

describe("UserDestination on the real engine", () => {
  let stack: Stack;

  before(async () => {
    stack = await Stack.open({ behaviour: { createReplies: "empty" } });
  });
  after(() => stack.close());

  const assigned = (userId: string) =>
    stack.simulator.tenant.users.find(({ ID }) => ID === userId)?.DestinationList ?? [];

  it("is created by up", async () => {
    stack.declare({ kind, args });
    expect(await stack.does("up")).to.deep.equal(["create it"]);
    const held = await stack.held(kind);
    expect(held?.id).to.equal(assigned(sample.charlie)[0]?.ID);
    expect(held?.outputs).to.include({ ...args, displayName: "EU bucket" });
  });

  it("is left alone by a preview and an up without a change, without any call", async () => {
    stack.simulator.clearRequests();
    expect(await stack.does("preview", { args: ["--expect-no-changes"] })).to.deep.equal([]);
    expect(await stack.does("up")).to.deep.equal([]);
    expect(stack.simulator.requests).to.deep.equal([]);
  });

  it("gets another package and bucket in place", async () => {
    stack.declare({ kind, args: { ...args, packageId: "30412", destination: sample.unitedStates } });
    expect(await stack.does("up")).to.deep.equal(["update it"]);
    expect(assigned(sample.charlie)[0]).to.include({ PackageID: 30412, Destination: sample.unitedStates });
  });

  it("is replaced for another user, the new one first", async () => {
    stack.simulator.clearRequests();
    stack.declare({ kind, args: { ...args, userId: sample.jane } });
    expect(await stack.does("up")).to.deep.equal([
      "create-replacement it",
      "replace it",
      "delete-replaced it",
    ]);
    const writes = stack.simulator.requests.filter(({ path }) => path.startsWith("/api/Destinations"));
    expect(writes.map(({ method }) => method)).to.deep.equal(["POST", "DELETE"]);
    expect(assigned(sample.charlie)).to.deep.equal([]);
    expect(assigned(sample.jane)).to.have.length(1);
  });

  it("shows on refresh what was changed outside, and up restores it", async () => {
    stack.simulator.console.changeAssignment((await stack.held(kind))?.id ?? "", { PackageID: 30413 });
    await stack.does("refresh");
    expect((await stack.held(kind))?.outputs).to.include({ packageId: 30413 });
    expect(await stack.does("up")).to.deep.equal(["update it"]);
    expect(assigned(sample.jane)[0]?.PackageID).to.equal(sample.packageId);
  });

  it("is dropped by refresh after it vanished, and created again", async () => {
    stack.simulator.console.unassignDestination((await stack.held(kind))?.id ?? "");
    await stack.does("refresh");
    expect(await stack.held(kind)).to.equal(undefined);
    expect(await stack.does("up")).to.deep.equal(["create it"]);
  });

  it("is removed by destroy also when it is gone already, and a second destroy has nothing to do", async () => {
    stack.simulator.console.unassignDestination((await stack.held(kind))?.id ?? "");
    expect(await stack.does("destroy")).to.deep.equal(["delete it"]);
    expect(await stack.does("destroy")).to.deep.equal([]);
  });

  it("is refused when it exists, and taken over with adopt, which can go later", async () => {
    const kims = { ...args, userId: sample.kim, packageId: 30412 };
    stack.declare({ kind, args: kims });
    expect(await stack.fails("up")).to.include("exists already: set adopt: true");
    stack.simulator.clearRequests();
    stack.declare({ kind, args: { ...kims, adopt: true } });
    expect(await stack.does("up")).to.deep.equal(["create it"]);
    stack.declare({ kind, args: kims });
    expect(await stack.does("up")).to.deep.equal([]);
    expect(
      stack.simulator.requests.filter(
        ({ method, operationId }) => method !== "GET" && operationId !== "login",
      ),
    ).to.deep.equal([]);
    await stack.does("destroy");
  });

  it("stays when a resource of another name takes it over in the same up", async () => {
    stack.declare({ kind, args });
    await stack.does("up");
    const id = (await stack.held(kind))?.id;
    stack.declare({ kind, name: "renamed", args: { ...args, adopt: true } });
    expect((await stack.does("up")).toSorted()).to.deep.equal(["create renamed", "delete it"]);
    expect(assigned(sample.charlie).map(({ ID }) => ID)).to.deep.equal([id]);
    expect((await stack.held(kind))?.id).to.equal(id);
  });
});
