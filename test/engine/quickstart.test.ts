import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { startSimulator, type Simulator } from "../../simulator/index.js";
import { repositoryRoot } from "./harness/project-environment.js";
import { PulumiProject } from "./harness/pulumi-project.js";

/** What `pulumi up` in the repository's folder runs. */
function rootProject(): Record<string, string> {
  const names = ["Pulumi.yaml", "examples/quickstart/package.json", "examples/quickstart/index.ts"];
  return Object.fromEntries(
    names.map((name) => [name, fs.readFileSync(path.join(repositoryRoot(), name), "utf8")]),
  );
}

describe("the quickstart on the real engine", () => {
  let simulator: Simulator;
  let project: PulumiProject;

  before(async () => {
    simulator = await startSimulator();
    project = await PulumiProject.create({
      files: rootProject(),
      env: {
        MSP360_API_URL: simulator.url,
        MSP360_LOGIN: "acme-api",
        MSP360_PASSWORD: "example-password",
      },
    });
  });
  after(async () => {
    await simulator.stop();
    await project.dispose();
  });

  it("creates what it declares, in the order that the service needs", async () => {
    const { exitCode, stdout, stderr } = await project.up();
    expect(exitCode, stdout + stderr).to.equal(0);
    expect(stdout).to.include("Charlie Marketing MacBook");
    const writes = simulator.requests
      .filter(({ method }) => method === "POST")
      .map(({ path: where }) => where);
    expect(writes).to.deep.equal([
      "/api/Provider/Login",
      "/api/Accounts/AddDestination",
      "/api/Destinations",
    ]);
  });

  it("purges, unassigns and removes when it is destroyed, in this order", async () => {
    simulator.clearRequests();
    const { exitCode, stdout, stderr } = await project.destroy();
    expect(exitCode, stdout + stderr).to.equal(0);
    const writes = simulator.requests
      .filter(({ method, operationId }) => method !== "GET" && operationId !== "login")
      .map(({ operationId }) => operationId);
    expect(writes).to.deep.equal([
      "deleteUserComputerData",
      "deleteUserDestination",
      "removeAccountDestination",
    ]);
    expect(simulator.purged.map(({ ComputerName }) => ComputerName)).to.deep.equal([
      "Charlie Marketing MacBook",
    ]);
  });
});
