import { expect } from "chai";
import { sample } from "../../support/samples.js";
import { Stack } from "../harness/stack.js";

const kind = "UserComputerData";
const all = { userId: sample.charlie, computers: "all", onDelete: "purge" };
const [macBook, acer] = ["Charlie Marketing MacBook", "Jane sales Acer"];

describe("UserComputerData on the real engine", () => {
  let stack: Stack;

  beforeEach(async () => {
    stack = await Stack.open();
    stack.declare({ kind, args: all });
    expect(await stack.does("up")).to.deep.equal(["create it"]);
  });
  afterEach(() => stack.close());

  const purged = () => stack.simulator.purged.map(({ ComputerName }) => ComputerName);

  it("is left alone by a preview and an up without a change, without any call", async () => {
    stack.simulator.clearRequests();
    await stack.does("preview", { args: ["--expect-no-changes"] });
    expect(await stack.does("up")).to.deep.equal([]);
    expect(stack.simulator.requests).to.deep.equal([]);
  });

  it("changes its selection and what destroying does in place, and purges nothing", async () => {
    stack.declare({ kind, args: { ...all, computers: [{ computerName: acer }] } });
    expect(await stack.does("up")).to.deep.equal(["update it"]);
    stack.declare({ kind, args: { ...all, onDelete: "retain" } });
    expect(await stack.does("up")).to.deep.equal(["update it"]);
    stack.declare({ kind, args: { ...all, onDelete: "retain", userId: sample.kim } });
    expect(await stack.does("up")).to.deep.equal([
      "create-replacement it",
      "replace it",
      "delete-replaced it",
    ]);
    expect(await stack.does("destroy")).to.deep.equal(["delete it"]);
    expect(purged()).to.deep.equal([]);
  });

  it("names in a preview what a removal will purge, and purges it by destroy, once", async () => {
    await stack.does("refresh");
    await stack.does("preview", { args: ["--expect-no-changes"] });
    const preview = await stack.project.run(["destroy", "--preview-only", "--diff"], {});
    expect(preview.stdout).to.include(macBook).and.include(acer);
    stack.declare();
    const { document } = await stack.project.previewJson();
    const removal = document?.steps?.find(({ op }) => op === "delete");
    expect(JSON.stringify(removal?.oldState?.outputs)).to.include(macBook).and.include(acer);
    expect(purged()).to.deep.equal([]);
    expect(await stack.does("destroy")).to.deep.equal(["delete it"]);
    expect(purged()).to.deep.equal([macBook, acer]);
    expect(await stack.does("destroy")).to.deep.equal([]);
  });

  it("refuses another user at preview while the state says purge", async () => {
    stack.declare({ kind, args: { ...all, userId: sample.kim } });
    expect(await stack.fails("preview")).to.match(
      /userId.*cannot change while the state says onDelete: "purge"/s,
    );
  });

  it("never purges by a forced replacement, and says so", async () => {
    const result = await stack.project.up({ args: ["--replace", (await stack.held(kind))?.urn ?? ""] });
    expect(result.exitCode, result.stdout).to.equal(0);
    expect(result.stdout).to.match(/warning: .*is not purged/);
    expect(purged()).to.deep.equal([]);
  });

  it("purges nothing when the resource gets another name in the program", async () => {
    stack.declare({ kind, name: "renamed", args: all });
    expect((await stack.does("up")).toSorted()).to.deep.equal(["create renamed", "delete it"]);
    expect(purged()).to.deep.equal([]);
  });

  it("purges nothing that a resource which stays declares", async () => {
    const one = { kind, name: "one", args: { ...all, computers: [{ computerName: acer }] } } as const;
    stack.declare({ kind, args: all }, one);
    expect(await stack.does("up")).to.deep.equal(["create one"]);
    stack.declare({ kind, args: all });
    expect(await stack.does("up")).to.deep.equal(["delete one"]);
    expect(purged()).to.deep.equal([]);
  });

  it("is purged by a destroy that runs the program, too", async () => {
    expect(await stack.does("destroy", { args: ["--run-program"] })).to.deep.equal(["delete it"]);
    expect(purged()).to.deep.equal([macBook, acer]);
  });

  it("shows on refresh what came and what went outside", async () => {
    const [first] = stack.simulator.tenant.computers;
    if (first === undefined) {
      throw new Error("The sample tenant has no computers.");
    }
    stack.simulator.console.removeComputerData({ ...first });
    stack.simulator.console.addComputerData({ ...first, ComputerName: "nas-02" });
    await stack.does("refresh");
    const pairs = (await stack.held(kind))?.outputs?.pairs as { computerName: string }[];
    expect(pairs.map(({ computerName }) => computerName)).to.deep.equal([acer, "nas-02"]);
    await stack.does("preview", { args: ["--expect-no-changes"] });
  });

  it("purges the data of a user who was deleted in the meantime", async () => {
    stack.simulator.console.deleteUser(sample.charlie, { keepData: true });
    await stack.does("refresh");
    expect(await stack.does("destroy")).to.deep.equal(["delete it"]);
    expect(purged()).to.deep.equal([macBook, acer]);
  });
});
