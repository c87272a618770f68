import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { providerText } from "../../provider/resource-type.js";
import { sampleTenant, type TenantState } from "../../simulator/index.js";
import { repositoryRoot } from "../engine/harness/project-environment.js";
import { failureOf, inScene, type Held } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";
import { declared, kinds, type SingleKind } from "./declared-resources.js";

/** One entry of `pulumi stack export`, as a released version wrote it. A new release adds a folder; none is ever edited. */
interface Fixture {
  readonly type: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

const fixtures = path.join(repositoryRoot(), "test", "upgrade", "fixtures");
const releases = fs.readdirSync(fixtures);

function fixture(release: string, kind: SingleKind): Fixture {
  return JSON.parse(fs.readFileSync(path.join(fixtures, release, `${kind}.json`), "utf8")) as Fixture;
}

/** The resource as the harness holds it, which adds the provider's text itself. */
function held({ id, inputs, outputs }: Fixture): Held {
  const without = (properties: Fixture["inputs"]) =>
    Object.fromEntries(Object.entries(properties).filter(([name]) => name !== "__provider"));
  return { id, inputs: without(inputs), state: without(outputs) };
}

/** The sample tenant with the objects that the states of a release know. */
function tenantOf(release: string): TenantState {
  const tenant = sampleTenant();
  const { destination, displayName } = declared.AccountDestination;
  tenant.accounts[0]?.Destinations.push({
    DestinationID: fixture(release, "AccountDestination").id,
    Destination: destination,
    DestinationDisplayName: displayName,
  });
  tenant.users[0]?.DestinationList.push({
    ID: fixture(release, "UserDestination").id,
    AccountID: sample.account,
    Destination: sample.europe,
    PackageID: sample.packageId,
  });
  tenant.computers = tenant.computers.filter(({ ComputerName }) => ComputerName !== "nas-01");
  return tenant;
}

const changed = {
  AccountDestination: { displayName: "Other" },
  UserDestination: { packageId: sample.otherPackageId },
  UserComputerData: { computers: [{ computerName: "Jane sales Acer" }] },
  UserComputerDataPurge: { waitSeconds: 7 },
} as const;

/** The writes that an update and then a delete of the state make. */
const writes = (id: string) => ({
  AccountDestination: ["PUT /api/Accounts/EditDestination", "PUT /api/Accounts/RemoveDestination"],
  UserDestination: ["PUT /api/Destinations", `DELETE /api/Destinations/${id}`],
  UserComputerData: [`DELETE /api/Users/${sample.charlie}/Computers`],
  UserComputerDataPurge: [],
});

describe("Upgrade", () => {
  for (const release of releases) {
    for (const kind of kinds) {
      it(`F54: the state of ${kind} that release ${release} wrote is read, compared, changed and deleted: no replacement, no difference`, () =>
        inScene({ tenant: tenantOf(release) }, async (scene) => {
          const stored = fixture(release, kind);
          expect(stored.outputs.__provider).to.equal(providerText(kind));
          expect(stored.inputs.__provider).to.equal(providerText(kind));
          expect(stored.type).to.equal(`pulumi-nodejs:dynamic/msp360:${kind}`);
          const old = held(stored);
          const same = { changes: false, replaces: [] };
          expect(await scene.preview(kind, old, declared[kind])).to.deep.equal(same);
          const seen = await scene.refresh(kind, old);
          expect(seen?.id).to.equal(stored.id);
          expect(seen?.state).to.deep.include({
            ...old.state,
            ...(kind === "UserComputerDataPurge" && { completed: true }),
          });
          expect(await scene.preview(kind, seen ?? old, declared[kind])).to.deep.equal(same);
          expect(scene.writes()).to.deep.equal([]);
          const other = { ...declared[kind], ...changed[kind] };
          expect(await scene.preview(kind, old, other)).to.deep.equal({ changes: true, replaces: [] });
          const after = await scene.update(kind, old, other);
          expect(after.state).to.deep.include(changed[kind]);
          await scene.restart();
          await scene.delete(kind, after);
          expect(scene.writes()).to.deep.equal(writes(stored.id)[kind]);
        }));
    }
  }

  it("F57: the state of a newer release is refused by every hook, in one sentence, and nothing is sent", () =>
    inScene({}, async (scene) => {
      for (const kind of kinds) {
        const old = held(fixture(releases[0] ?? "", kind));
        const newer = { ...old, state: { ...old.state, schemaVersion: 2 } };
        for (const attempt of [
          scene.preview(kind, newer, declared[kind]),
          scene.refresh(kind, newer),
          scene.update(kind, newer, declared[kind]),
          scene.delete(kind, newer),
        ]) {
          const { message } = await failureOf(attempt);
          expect(message).to.match(/newer pulumi-msp360 \(state version 2.*update the package/);
        }
      }
      expect(scene.simulator.requests).to.deep.equal([]);
    }));
});
