import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";

import { Stack } from "../engine/harness/stack.js";
import { declared, type SingleKind } from "../faults/declared-resources.js";
import { sample } from "../support/samples.js";
import { kindsOf, releasedState, releases, tenantOf } from "./released-states.js";

const changed: Readonly<Partial<Record<SingleKind, Readonly<Record<string, unknown>>>>> = {
  AccountDestination: { displayName: "Other" },
  UserDestination: { packageId: sample.otherPackageId },
  UserComputerData: { computers: [{ computerName: "Jane sales Acer" }] },
  UserComputerDataPurge: { waitSeconds: 7 },
};

for (const release of releases) {
  describe(`A stack that release ${release} wrote, on the real engine`, () => {
    const kinds = kindsOf(release);
    let stack: Stack;

    before(async () => {
      stack = await Stack.open({ tenant: tenantOf(release) });
      await importReleased(stack, release);
    });
    after(() => stack.close());

    const declare = (changes: typeof changed) =>
      stack.declare(
        ...kinds.map((kind) => ({ kind, name: kind, args: { ...declared[kind], ...changes[kind] } })),
      );
    const each = (operation: string) => kinds.map((kind) => `${operation} ${kind}`).toSorted();
    const heldIds = async () => Promise.all(kinds.map(async (kind) => (await stack.held(kind))?.id));
    const releasedIds = kinds.map((kind) => releasedState(release, kind).id);
    const writes = () =>
      stack.simulator.requests
        .filter(({ method, operationId }) => method !== "GET" && operationId !== "login")
        .map(({ method, path: called }) => `${method} ${called}`)
        .toSorted();

    it("F54: shows no difference to the same program, and asks the service nothing", async () => {
      declare({});
      expect(await stack.does("preview", { args: ["--expect-no-changes"] })).to.deep.equal([]);
      expect(await stack.does("up", { args: ["--expect-no-changes"] })).to.deep.equal([]);
      expect(stack.simulator.requests).to.deep.equal([]);
      expect(await heldIds()).to.deep.equal(releasedIds);
    });

    it("F54: is refreshed without losing or replacing anything, and shows no difference afterwards", async () => {
      expect((await stack.does("refresh")).toSorted()).to.deep.equal(each("refresh"));
      expect(await stack.does("preview", { args: ["--expect-no-changes"] })).to.deep.equal([]);
      expect(await heldIds()).to.deep.equal(releasedIds);
      expect(writes()).to.deep.equal([]);
    });

    it("F54: is changed in place, all resources together", async () => {
      declare(changed);
      expect((await stack.does("up")).toSorted()).to.deep.equal(each("update"));
      expect(await heldIds()).to.deep.equal(releasedIds);
      expect(writes()).to.deep.equal(["PUT /api/Accounts/EditDestination", "PUT /api/Destinations"]);
      expect(await stack.does("preview", { args: ["--expect-no-changes"] })).to.deep.equal([]);
    });

    it("F54: is destroyed, which removes what it made and purges what it selects", async () => {
      stack.simulator.clearRequests();
      expect((await stack.does("destroy")).toSorted()).to.deep.equal(each("delete"));
      expect(writes()).to.deep.equal([
        `DELETE /api/Destinations/${releasedState(release, "UserDestination").id}`,
        `DELETE /api/Users/${sample.charlie}/Computers`,
        "PUT /api/Accounts/RemoveDestination",
      ]);
      expect(stack.simulator.purged.map(({ ComputerName }) => ComputerName)).to.deep.equal([
        "Jane sales Acer",
      ]);
    });
  });
}

/** Puts what a release wrote into a stack, with the stack's own resource and the provider's that it belongs to. */
async function importReleased({ project }: Stack, release: string): Promise<void> {
  const states = kindsOf(release).map((kind) => releasedState(release, kind));
  const [reference = ""] = states.map(({ provider }) => provider);
  const end = reference.lastIndexOf("::");
  const document = await project.exportState();
  const resources = [
    {
      urn: `urn:pulumi:${project.stack}::${project.name}::pulumi:pulumi:Stack::${project.name}-${project.stack}`,
      custom: false,
      type: "pulumi:pulumi:Stack",
    },
    {
      urn: reference.slice(0, end),
      id: reference.slice(end + 2),
      custom: true,
      type: "pulumi:providers:pulumi-nodejs",
    },
    ...states,
  ];
  const file = path.join(project.folder, ".released.json");
  fs.writeFileSync(file, JSON.stringify({ ...document, deployment: { ...document.deployment, resources } }));
  const { exitCode, stdout, stderr } = await project.run(["stack", "import", "--file", file]);
  expect(exitCode, stdout + stderr).to.equal(0);
}
