import { expect } from "chai";
import fs from "node:fs";
import path from "node:path";
import { PulumiProject } from "./harness/pulumi-project.js";
import { repositoryRoot } from "./harness/project-environment.js";

const pack = path.join(repositoryRoot(), "examples", "policy-pack");

const program = (body: string) => `
  const pulumi = require("@pulumi/pulumi");
  const msp360 = require("pulumi-msp360");
  const unknownYet = new msp360.AccountDestination("fresh", { accountId: "acc-1", destination: "fresh" }).destinationId;
  ${body}`;

const assignment = (name: string, packageId: string) =>
  `new msp360.UserDestination("${name}", { userId: "user-1", accountId: "acc-1", destination: "b", packageId: ${packageId} });`;

describe("the example policy pack on the real engine", () => {
  const projects: PulumiProject[] = [];

  afterEach(async () => {
    await Promise.all(projects.splice(0).map((project) => project.dispose()));
  });

  const preview = async (body: string, configuration: object = {}) => {
    const project = await PulumiProject.create({ files: { "index.js": program(body) } });
    projects.push(project);
    const file = path.join(project.folder, ".tmp", "policy-config.json");
    fs.writeFileSync(file, JSON.stringify(configuration));
    const result = await project.preview({
      args: ["--policy-pack", pack, "--policy-pack-config", file],
    });
    const violations = result.events
      .map((event) => event["policyEvent"] as { policyName: string; enforcementLevel: string } | undefined)
      .filter((event) => event !== undefined)
      .map(({ policyName, enforcementLevel }) => `${enforcementLevel} ${policyName}`);
    return { ...result, violations, output: result.stdout + result.stderr };
  };

  it("lets a preview pass that keeps the rules", async () => {
    const result = await preview(
      `${assignment("a", "26")}
       new msp360.UserComputerData("a-data", { userId: "user-1", computers: "all", onDelete: "purge" }, { protect: true });`,
      { "msp360-allowed-packages": { allowedPackageIds: [26] } },
    );
    expect(result.exitCode, result.output).to.equal(0);
    expect(result.violations).to.deep.equal([]);
  });

  it("warns of a violation that is advisory, and goes on", async () => {
    const result = await preview(assignment("a", "27"), {
      "msp360-allowed-packages": { enforcementLevel: "advisory", allowedPackageIds: [26] },
    });
    expect(result.exitCode, result.output).to.equal(0);
    expect(result.violations).to.deep.equal(["advisory msp360-allowed-packages"]);
    expect(result.output).to.contain(
      "Package 27 limits the storage but is not an allowed one (allowed are 26)",
    );
  });

  it("refuses violations that are mandatory, each with its reason", async () => {
    const result = await preview(
      `${assignment("a", "27")}
       new msp360.UserComputerData("d", { userId: "user-1", computers: "all", onDelete: "purge" }, { deleteBeforeReplace: true });
       new msp360.UserComputerDataPurge("p", { userId: "user-1", computers: [{ computerName: "PC-1", destinationId: "d-1" }] }, { protect: true });`,
      { "msp360-allowed-packages": { allowedPackageIds: [26] } },
    );

    expect(result.exitCode).to.not.equal(0);
    expect(result.violations).to.have.members([
      "mandatory msp360-allowed-packages",
      "mandatory msp360-replacements-keep-data",
      "mandatory msp360-purges-need-consent",
      "mandatory msp360-purges-need-consent",
    ]);
    expect(result.output).to.contain('of computer "PC-1" of user "user-1" for good');
  });

  it("refuses two resources that stand for the same object", async () => {
    const result = await preview(`${assignment("a", "26")} ${assignment("b", "26")}`, {
      "msp360-unique-natural-keys": { enforcementLevel: "mandatory" },
    });

    expect(result.exitCode).to.not.equal(0);
    expect(result.violations).to.deep.equal(["mandatory msp360-unique-natural-keys"]);
  });

  it("holds nothing against values that are unknown during preview", async () => {
    const result = await preview(
      `for (const name of ["x", "y"]) {
         new msp360.UserDestination(name, {
           userId: unknownYet, accountId: unknownYet, destination: unknownYet, packageId: unknownYet });
         new msp360.UserComputerData(name, { userId: unknownYet, computers: "all", onDelete: "purge" });
         new msp360.UserComputerData(name + "-list", {
           userId: "user-1", onDelete: "retain",
           computers: [{ computerName: unknownYet, destinationId: "d-1" }, { computerName: "PC-1", destinationId: unknownYet }] });
       }`,
      { "msp360-allowed-packages": { allowedPackageIds: [] } },
    );
    expect(result.exitCode, result.output).to.equal(0);
    expect(result.violations).to.deep.equal([]);
  });

  it("refuses a configuration that does not fit the rule's schema, and a name that it does not have", async () => {
    const wrong = await preview("", { "msp360-allowed-packages": { allowedPackageIds: "26" } });
    expect(wrong.exitCode).to.not.equal(0);
    expect(wrong.output).to.contain("allowedPackageIds: Invalid type");

    const misspelt = await preview("", { "msp360-allowed-packages": { allowedPackageId: [26] } });
    expect(misspelt.exitCode).to.not.equal(0);
    expect(misspelt.output).to.contain('did you mean "allowedPackageIds"?');
  });

  it("accepts the configuration that the example shows", async () => {
    const shown = fs.readFileSync(path.join(pack, "policy-config.json"), "utf8");
    const result = await preview(assignment("a", "27755"), JSON.parse(shown) as object);
    expect(result.exitCode, result.output).to.equal(0);
    expect(result.violations).to.deep.equal([]);
  });
});
