import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { parseTenantState, startSimulator, type Simulator } from "../../simulator/index.js";
import { resourceSteps } from "./harness/engine-events.js";
import { repositoryRoot } from "./harness/project-environment.js";
import { PulumiProject, type OperationResult, type ProgramFiles } from "./harness/pulumi-project.js";

const userId = "5f0c2a7e-91d4-4b63-8a1e-2c7d90b4e611";
const assignmentId = "73c5e0a8-2b9d-4f16-8c47-e6a1f3095bd2";
const writes = ["POST", "PUT", "DELETE"];

function filesOf(example: string): ProgramFiles {
  const folder = path.join(repositoryRoot(), "examples", example);
  const names = fs.readdirSync(folder).filter((name) => /\.(?:ts|json|yaml)$/.test(name));
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")]));
}

function succeeded(result: OperationResult): OperationResult {
  expect(result.exitCode, result.stdout + result.stderr).to.equal(0);
  return result;
}

/** The steps that changed something, in the engine's order. */
function operations(result: OperationResult): string[] {
  return resourceSteps(result.events)
    .filter(({ op }) => op !== "same")
    .map(({ op, urn }) => `${op} ${urn.split("::").at(-1) ?? ""}`);
}

/** The operations of the successful writes so far, logins left out. */
function writesTo(simulator: Simulator): string[] {
  return simulator.requests
    .filter(({ method, status }) => writes.includes(method) && status === 200)
    .map(({ operationId }) => operationId ?? "")
    .filter((operation) => operation !== "login");
}

describe("the examples on the real engine", () => {
  let simulator: Simulator;
  let project: PulumiProject;

  afterEach(async () => {
    // Both are ended even when one of them fails.
    await Promise.all([simulator.stop(), project.dispose()]);
  });

  describe("off-boarding", () => {
    beforeEach(async () => {
      simulator = await startSimulator();
      const env = {
        MSP360_API_URL: simulator.url,
        MSP360_LOGIN: "acme-api",
        MSP360_PASSWORD: "example-password",
      };
      project = await PulumiProject.create({ files: filesOf("off-boarding"), env });
    });

    const assignments = () => simulator.tenant.users.find(({ ID }) => ID === userId)?.DestinationList ?? [];

    async function moveTo(stage: string): Promise<OperationResult> {
      await project.setConfig("off-boarding:stage", stage);
      return project.up();
    }

    it("takes the assignment over, purges, shows that the purge is done, and only then unassigns", async () => {
      expect(operations(succeeded(await project.up()))).to.deep.equal(["create destination-of-leaver"]);
      expect(writesTo(simulator)).to.deep.equal([]);

      simulator.behaviour.purgedPairsVanishAfterMilliseconds = null;
      expect(operations(succeeded(await moveTo("leaving")))).to.deep.equal(["create data-of-leaver"]);
      expect(simulator.purged.map(({ ComputerName }) => ComputerName)).to.have.members([
        "nas-01",
        "Reception desk PC",
      ]);
      expect(assignments().map(({ ID }) => ID)).to.deep.equal([assignmentId]);
      expect((await project.run(["stack", "output", "purge"])).stdout.trim()).to.equal("ordered");

      simulator.behaviour.purgedPairsVanishAfterMilliseconds = 0;
      succeeded(await project.refresh());
      succeeded(await project.up());
      expect((await project.run(["stack", "output", "purge"])).stdout.trim()).to.equal("completed");

      succeeded(await moveTo("gone"));
      expect(assignments()).to.deep.equal([]);
      expect(writesTo(simulator)).to.deep.equal(["deleteUserComputerData", "deleteUserDestination"]);
    });

    it("unassigns nothing in the same step when the purge is refused", async () => {
      succeeded(await project.up());
      simulator.faults.add({
        match: { method: "DELETE", path: `/api/Users/${userId}/Computers` },
        times: "always",
        kind: { status: 400, body: { Message: "Not now." } },
      });
      const refused = await moveTo("gone");
      expect(refused.exitCode).to.not.equal(0);
      expect(refused.stdout + refused.stderr).to.contain("Not now");
      expect(assignments().map(({ ID }) => ID)).to.deep.equal([assignmentId]);
      expect(writesTo(simulator)).to.deep.equal([]);
    });

    it("by the other method protects the data first, and later purges it before it unassigns", async () => {
      await project.setConfig("off-boarding:method", "on-delete");
      succeeded(await project.up());

      const refused = await moveTo("gone");
      expect(refused.exitCode).to.not.equal(0);
      expect(refused.stdout + refused.stderr).to.contain("protect");
      expect(writesTo(simulator)).to.deep.equal([]);

      succeeded(await moveTo("leaving"));
      expect(operations(succeeded(await moveTo("gone")))).to.deep.equal([
        "delete data-of-leaver",
        "delete destination-of-leaver",
      ]);
      expect(writesTo(simulator)).to.deep.equal(["deleteUserComputerData", "deleteUserDestination"]);
      expect(assignments()).to.deep.equal([]);
    });
  });

  describe("many customers", () => {
    const files = filesOf("many-customers");
    const changed = (change: (text: string) => string): ProgramFiles => ({
      ...files,
      "customers.json": change(files["customers.json"] ?? ""),
    });

    beforeEach(async () => {
      simulator = await startSimulator({ tenant: parseTenantState(JSON.parse(files["tenant.json"] ?? "")) });
      const env = {
        MSP360_API_URL: simulator.url,
        MSP360_AMERICAS_PASSWORD: "example-password",
        MSP360_EMEA_PASSWORD: "emea-password",
      };
      project = await PulumiProject.create({ files, env });
    });

    it("gives every customer a bucket through the MBS account of the region, and takes all away again", async () => {
      succeeded(await project.up());
      for (const { Email, DestinationList } of simulator.tenant.users) {
        expect(DestinationList.map(({ Destination }) => Destination)).to.deep.equal([`${Email}-backups`]);
      }
      const buckets = simulator.requests.filter(({ operationId }) => operationId === "addAccountDestination");
      const byLogin = buckets.map(({ authorizedAs }) => authorizedAs).toSorted();
      expect(byLogin).to.deep.equal(["acme-api", "acme-api", "acme-api", "emea-api", "emea-api", "emea-api"]);
      expect(simulator.logins).to.equal(2);

      const again = await project.previewJson({ args: ["--expect-no-changes"] });
      expect(again.exitCode, again.stdout + again.stderr).to.equal(0);
      expect(JSON.stringify(await project.exportState())).to.not.contain("-password");

      succeeded(await project.destroy());
      expect(simulator.tenant.accounts.flatMap(({ Destinations }) => Destinations)).to.deep.equal([]);
    });

    it("changes only the customer whose entry changed", async () => {
      succeeded(await project.up());
      project.replaceProgram(changed((text) => text.replace("30413", "30412")));
      expect(operations(succeeded(await project.up()))).to.deep.equal(["update elm-architects-user"]);
    });

    it("names every fault of the list at once and sends nothing", async () => {
      project.replaceProgram(
        changed((text) =>
          text
            .replace('"userId": "1b', '"userID": "1b')
            .replace("fir-logistics-backups", "elm-architects-backups"),
        ),
      );
      const refused = await project.up();
      expect(refused.exitCode).to.not.equal(0);
      expect(refused.stdout + refused.stderr)
        .to.contain('Customer 2 ("birch-dental") has a property "userID", which no customer has.')
        .and.contain('Customer 2 ("birch-dental") needs a userId: the id of the backup user.')
        .and.contain('Customer 6 ("fir-logistics") has the same bucket as Customer 5 ("elm-architects")');
      expect(simulator.requests).to.deep.equal([]);
    });
  });
});
