import { expect } from "chai";
import { Stack } from "../engine/harness/stack.js";
import { sample } from "../support/samples.js";

const kind = "UserComputerData";
const all = { userId: sample.charlie, computers: "all", onDelete: "purge" } as const;
const [macBook, acer] = ["Charlie Marketing MacBook", "Jane sales Acer"];
const data = `{ userId: "${sample.charlie}", computers: "all", onDelete: "purge" }`;
const emea = `new msp360.Provider("emea", { login: "emea-api", passwordEnv: "EMEA_PASSWORD" })`;

/** What a program can say next without asking for a purge, and what the engine makes of it. */
const changes: Readonly<Record<string, { readonly program: string; readonly steps: readonly string[] }>> = {
  "it moves into a component by alias": {
    program: `
      const pulumi = require("@pulumi/pulumi");
      const customer = new pulumi.ComponentResource("acme:Customer", "customer");
      new msp360.UserComputerData("it", ${data}, {
        parent: customer, aliases: [{ parent: pulumi.rootStackResource }],
      });`,
    steps: ["create customer"],
  },
  "it moves into a component without an alias": {
    program: `
      const pulumi = require("@pulumi/pulumi");
      const customer = new pulumi.ComponentResource("acme:Customer", "customer");
      new msp360.UserComputerData("it", ${data}, { parent: customer });`,
    steps: ["create customer", "create it", "delete it"],
  },
  "it gets another name": {
    program: `new msp360.UserComputerData("renamed", ${data});`,
    steps: ["create renamed", "delete it"],
  },
  "it gets another name with an alias": {
    program: `new msp360.UserComputerData("renamed", ${data}, { aliases: [{ name: "it" }] });`,
    steps: [],
  },
  "it gets a provider of its own": {
    program: `new msp360.UserComputerData("it", ${data}, { provider: ${emea} });`,
    steps: [],
  },
};

describe("Replacements on the real engine", () => {
  let stack: Stack;

  beforeEach(async () => {
    stack = await Stack.open({ env: { EMEA_PASSWORD: "emea-password" } });
    stack.declare({ kind, args: all });
    await stack.does("up");
  });
  afterEach(() => stack.close());

  const purged = () => stack.simulator.purged.map(({ ComputerName }) => ComputerName);
  const urn = async () => (await stack.held(kind))?.urn ?? "";

  for (const [change, { program, steps }] of Object.entries(changes)) {
    it(`F61: nothing is purged when ${change}, and a destroy afterwards purges once`, async () => {
      stack.write(program);
      expect((await stack.does("up")).toSorted()).to.deep.equal(steps);
      expect(purged()).to.deep.equal([]);
      await stack.does("destroy");
      expect(purged()).to.deep.equal([macBook, acer]);
    });
  }

  for (const option of ["--replace", "--target-replace"]) {
    it(`F61: nothing is purged by a replacement that ${option} forces`, async () => {
      expect(await stack.does("up", { args: [option, await urn()] })).to.include("delete-replaced it");
      expect(purged()).to.deep.equal([]);
    });
  }

  it("F61: nothing is purged by a forced replacement whose delete comes first", async () => {
    stack.declare({ kind, args: all, options: "{ deleteBeforeReplace: true }" });
    const steps = await stack.does("up", { args: ["--replace", await urn()] });
    expect(steps).to.deep.equal(["delete-replaced it", "replace it", "create-replacement it"]);
    expect(purged()).to.deep.equal([]);
  });

  it("F61: nothing is purged when the provider is replaced or gets another name", async () => {
    const program = (name: string) => `
      const own = new msp360.Provider("${name}", { login: "emea-api", passwordEnv: "EMEA_PASSWORD" });
      new msp360.UserComputerData("it", ${data}, { provider: own });`;
    stack.write(program("emea"));
    await stack.does("up");
    const { deployment } = await stack.project.exportState();
    const provider = deployment.resources?.find(({ urn }) => urn.endsWith("::emea"))?.urn ?? "";
    await stack.does("up", { args: ["--replace", provider] });
    stack.write(program("europe"));
    await stack.does("up");
    expect(purged()).to.deep.equal([]);
    expect(await stack.held(kind)).to.not.equal(undefined);
  });

  it("F61: another user, from a state that retains, purges nothing of the old one, also when the new one is to be purged", async () => {
    stack.declare({ kind, args: { ...all, onDelete: "retain" } });
    await stack.does("up");
    stack.declare({ kind, args: { ...all, userId: sample.kim } });
    expect(await stack.does("up")).to.include("delete-replaced it");
    expect(purged()).to.deep.equal([]);
    await stack.does("destroy");
    expect(purged()).to.deep.equal(["Reception desk PC", "nas-01"]);
  });

  it("F61: after a refresh the preview of a removal names every computer, also one that came since", async () => {
    const late = { UserID: sample.charlie, DestinationId: "d-9", ComputerName: "laptop-of-monday" };
    stack.simulator.console.addComputerData(late);
    await stack.does("refresh");
    stack.declare();
    const { stdout, exitCode } = await stack.project.preview({ args: ["--diff"] });
    expect(exitCode, stdout).to.equal(0);
    const { document } = await stack.project.previewJson();
    const removal = document?.steps?.find(({ op }) => op === "delete");
    const { pairs } = removal?.oldState?.outputs as { readonly pairs: { computerName: string }[] };
    const names = [macBook, acer, late.ComputerName];
    for (const name of names) expect(stdout).to.include(name);
    expect(pairs.map(({ computerName }) => computerName)).to.deep.equal(names);
    expect(purged()).to.deep.equal([]);
    await stack.does("up");
    expect(purged()).to.deep.equal(names);
  });
});
