import { expect } from "chai";
import type { ResourceKind } from "../../provider/resource-type.js";
import { failureOf, inScene, type Held, type Scene } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";
import { declared, kinds } from "./declared-resources.js";

async function refreshed(scene: Scene, kind: ResourceKind, held: Held): Promise<Held> {
  const found = await scene.refresh(kind, held);
  if (found === undefined) {
    throw new Error("It was gone.");
  }
  return found;
}

/** What somebody does in the web console to make an object vanish. */
const vanish = {
  AccountDestination: (scene: Scene, { id }: Held) => scene.simulator.console.removeDestination(id),
  UserDestination: (scene: Scene, { id }: Held) => scene.simulator.console.unassignDestination(id),
} as const;

/** Changes one field behind Pulumi's back; the rest of the tenant has to survive its repair. */
const changeOutside = {
  AccountDestination: (scene: Scene, { id }: Held) =>
    scene.simulator.console.renameDestination(id, "By hand"),
  UserDestination: (scene: Scene, { id }: Held) =>
    scene.simulator.console.changeAssignment(id, { PackageID: 30413 }),
} as const;

describe("Drift", () => {
  for (const kind of ["AccountDestination", "UserDestination"] as const) {
    it(`F37: an ${kind} deleted outside is dropped by refresh, deleted without complaint and created again`, () =>
      inScene({}, async (scene) => {
        const held = await scene.create(kind, declared[kind]);
        vanish[kind](scene, held);
        await scene.restart();
        expect(await scene.refresh(kind, held)).to.equal(undefined);
        await scene.delete(kind, held);
        const again = await scene.create(kind, declared[kind]);
        expect(again.id).to.not.equal(held.id);
        expect(scene.writes().filter((write) => !write.startsWith("POST"))).to.deep.equal([]);
      }));

    it(`F38: an ${kind} changed outside shows so on refresh, and one write restores that field alone`, () =>
      inScene({}, async (scene) => {
        const held = await scene.create(kind, declared[kind]);
        const before = structuredClone(scene.simulator.tenant);
        changeOutside[kind](scene, held);
        await scene.restart();
        const seen = await refreshed(scene, kind, held);
        expect(seen.state).to.not.deep.equal(held.state);
        expect(await scene.preview(kind, seen, declared[kind])).to.deep.equal({
          changes: true,
          replaces: [],
        });
        scene.simulator.clearRequests();
        await scene.update(kind, seen, declared[kind]);
        expect(scene.writes()).to.have.length(1);
        expect(scene.simulator.tenant).to.deep.equal(before);
      }));
  }

  for (const kind of kinds) {
    it(`F39: fields and values that the API gained since are ignored by ${kind}, and nothing shows them as a difference`, () =>
      inScene({}, async (scene) => {
        const held = await scene.create(kind, declared[kind]);
        await scene.restart();
        const gained = { ImmutabilityPeriodDays: 30, Flags: [{ New: null }], Tier: "holographic" };
        const names = { AccountDisplayName: "Acme object storage", DestinationDisplayName: "EU bucket" };
        const [account] = scene.simulator.tenant.accounts;
        const Destinations = account?.Destinations.map((entry) => ({ ...entry, ...gained }));
        const users = scene.simulator.tenant.users.map((user) => ({
          ...user,
          ...gained,
          LicenseManagmentMode: "Quantum",
          DestinationList: user.DestinationList.map((entry) => ({ ...entry, ...names, ...gained })),
        }));
        const computers = scene.simulator.tenant.computers.map((pair) => ({ ...pair, ...gained }));
        const answers = {
          AccountDestination: { ...account, ...gained, Destinations, StorageType: "Holographic" },
          UserDestination: users[0],
          UserComputerData: computers.filter(({ UserID }) => UserID === sample.charlie),
          UserComputerDataPurge: computers.filter(({ UserID }) => UserID === sample.kim),
        };
        scene.simulator.faults.add({
          match: { method: "GET", path: "/api/" },
          kind: { status: 200, body: answers[kind] },
        });
        const seen = await refreshed(scene, kind, held);
        const settled = kind === "UserComputerDataPurge" ? { completed: true } : {};
        expect(seen.state).to.deep.equal({ ...held.state, ...settled });
        expect((await scene.preview(kind, seen, declared[kind])).changes).to.equal(false);
      }));
  }

  for (const use of ["refresh", "update", "delete"] as const) {
    it(`F40: an id that now means another bucket stops the ${use}, and nothing is written`, () =>
      inScene({}, async (scene) => {
        const kind = "AccountDestination";
        const held = await scene.create(kind, declared[kind]);
        const entry = scene.simulator.tenant.accounts[0]?.Destinations.find(
          ({ DestinationID }) => DestinationID === held.id,
        );
        Object.assign(entry ?? {}, { Destination: "somebody-elses" });
        await scene.restart();
        scene.simulator.clearRequests();
        const attempts = {
          refresh: () => scene.refresh(kind, held),
          update: () => scene.update(kind, held, { ...declared[kind], displayName: "Other" }),
          delete: () => scene.delete(kind, held),
        };
        const { message } = await failureOf(attempts[use]());
        expect(message).to.include('now belongs to bucket "somebody-elses"');
        expect(message).to.include("Nothing was changed");
        expect(scene.writes()).to.deep.equal([]);
      }));

    it(`F40: an assignment's id that now means another storage account stops the ${use}, and nothing is written`, () =>
      inScene({}, async (scene) => {
        const kind = "UserDestination";
        const held = await scene.create(kind, declared[kind]);
        Object.assign(scene.simulator.tenant.users[0]?.DestinationList[0] ?? {}, {
          AccountID: sample.fileShare,
        });
        await scene.restart();
        scene.simulator.clearRequests();
        const attempts = {
          refresh: () => scene.refresh(kind, held),
          update: () => scene.update(kind, held, { ...declared[kind], packageId: sample.otherPackageId }),
          delete: () => scene.delete(kind, held),
        };
        const { message } = await failureOf(attempts[use]());
        expect(message).to.include(`now belongs to storage account "${sample.fileShare}"`);
        expect(scene.writes()).to.deep.equal([]);
      }));
  }

  for (const kind of kinds) {
    it(`F41: refresh and then preview of the same program shows no change for ${kind}`, () =>
      inScene({}, async (scene) => {
        const held = await scene.create(kind, declared[kind]);
        await scene.restart();
        const seen = await refreshed(scene, kind, held);
        expect(await scene.preview(kind, seen, declared[kind])).to.deep.equal({
          changes: false,
          replaces: [],
        });
        expect(seen.id).to.equal(held.id);
      }));
  }
});
