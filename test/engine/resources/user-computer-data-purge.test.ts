import { expect } from "chai";
import { sample } from "../../support/samples.js";
import { Stack } from "../harness/stack.js";

const kind = "UserComputerDataPurge";
const args = { userId: sample.charlie, computers: [{ computerName: "Jane sales Acer" }] };

describe("UserComputerDataPurge on the real engine", () => {
  let stack: Stack;

  before(async () => {
    stack = await Stack.open({ behaviour: { purgedPairsVanishAfterMilliseconds: null } });
  });
  after(() => stack.close());

  const purged = () => stack.simulator.purged.map(({ ComputerName }) => ComputerName);

  it("purges when it is created, and not in a preview", async () => {
    stack.declare({ kind, args });
    expect(await stack.does("preview")).to.deep.equal(["create it"]);
    expect(purged()).to.deep.equal([]);
    expect(await stack.does("up")).to.deep.equal(["create it"]);
    expect(purged()).to.deep.equal(["Jane sales Acer"]);
  });

  it("is left alone by a preview and an up without a change", async () => {
    await stack.does("preview", { args: ["--expect-no-changes"] });
    expect(await stack.does("up")).to.deep.equal([]);
    expect(purged()).to.have.length(1);
  });

  it("is completed by a refresh once the service lists the data no more", async () => {
    await stack.does("refresh");
    expect((await stack.held(kind))?.outputs).to.include({ completed: false });
    stack.simulator.console.removeComputerData({
      UserID: sample.charlie,
      DestinationId: "b17266e7-8b8e-4c3f-b1bb-911b9e8sdf",
      ComputerName: "Jane sales Acer",
    });
    await stack.does("refresh");
    expect((await stack.held(kind))?.outputs).to.include({ completed: true });
    await stack.does("preview", { args: ["--expect-no-changes"] });
  });

  it("orders again for another selection, and not for another wait", async () => {
    stack.declare({ kind, args: { ...args, computers: "all" } });
    expect(await stack.does("up")).to.deep.equal([
      "create-replacement it",
      "replace it",
      "delete-replaced it",
    ]);
    expect(purged()).to.deep.equal(["Jane sales Acer", "Charlie Marketing MacBook"]);
    stack.declare({ kind, args: { ...args, computers: "all", waitSeconds: 1 } });
    expect(await stack.does("up")).to.deep.equal(["update it"]);
    expect(purged()).to.have.length(2);
  });

  it("is only forgotten by destroy, and a second destroy has nothing to do", async () => {
    stack.simulator.clearRequests();
    expect(await stack.does("destroy")).to.deep.equal(["delete it"]);
    expect(await stack.does("destroy")).to.deep.equal([]);
    expect(stack.simulator.requests).to.deep.equal([]);
  });

  it("purges nothing when a computer is misspelt", async () => {
    stack.declare({ kind, args: { userId: sample.kim, computers: [{ computerName: "nas-1" }] } });
    const output = await stack.fails("up");
    expect(output).to.include('computer "nas-1" (did you mean "nas-01"?)');
    expect(purged()).to.have.length(2);
  });
});
