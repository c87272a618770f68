import { expect } from "chai";
import { DynamicHost } from "../host/harness/dynamic-host.js";
import { failureOf, inScene, login, password } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";
import { declared, kinds } from "./declared-resources.js";

const bucket = declared.AccountDestination;

describe("Concurrency and races", () => {
  it("F33: the very first calls of a process, several of each kind at once, are all configured, by one login", () =>
    inScene({}, async (scene) => {
      // The host hands a provider on to a second call while it still waits for the configuration by the first.
      const second = {
        AccountDestination: { ...bucket, destination: "second-bucket" },
        UserDestination: { ...declared.UserDestination, userId: sample.jane },
        UserComputerData: { ...declared.UserComputerData, userId: sample.kim },
        UserComputerDataPurge: {
          ...declared.UserComputerDataPurge,
          userId: sample.charlie,
          computers: "all",
        },
      } as const;
      const created = await Promise.all(
        kinds.flatMap((kind) => [
          scene.host.create(kind, declared[kind]),
          scene.host.create(kind, second[kind]),
        ]),
      );
      expect(new Set(created.map(({ id }) => id)).size).to.equal(2 * kinds.length);
      expect(scene.simulator.logins).to.equal(1);
      expect(scene.simulator.requests.every(({ status }) => status === 200)).to.equal(true);
    }));

  it("F34: of two programs that create one object at the same moment one wins, and the other is told of adopt", () =>
    inScene({}, async (scene) => {
      const config = {
        "msp360:apiUrl": scene.simulator.url,
        "msp360:login": login,
        "msp360:password": password,
      };
      const other = await DynamicHost.start({ config });
      try {
        const gate = scene.simulator.faults.hold({
          match: { method: "POST", path: "/api/Accounts/AddDestination" },
        });
        const first = scene.host.create("AccountDestination", bucket);
        await gate.arrived;
        const winner = await other.create("AccountDestination", bucket);
        gate.release();
        const failure = await failureOf(first);
        expect(failure.message).to.match(/^Destination "new-bucket" .* exists already: set adopt: true/);
        const buckets = scene.simulator.tenant.accounts[0]?.Destinations ?? [];
        const made = buckets.filter(({ Destination }) => Destination === bucket.destination);
        expect(made.map(({ DestinationID }) => DestinationID)).to.deep.equal([winner.id]);
      } finally {
        await other.stop();
      }
    }));

  it("F34: of two programs that create one object one after the other the second is told of adopt, and sends nothing", () =>
    inScene({}, async (scene) => {
      await scene.create("UserDestination", declared.UserDestination);
      await scene.restart();
      scene.simulator.clearRequests();
      const failure = await failureOf(scene.create("UserDestination", declared.UserDestination));
      expect(failure.message).to.include("exists already: set adopt: true");
      expect(scene.writes()).to.deep.equal([]);
    }));

  for (const createReplies of ["object", "empty"] as const) {
    it(`F35: twenty destinations of one storage account, created, changed and removed together, lose no update (${createReplies} replies)`, () =>
      inScene({ behaviour: { createReplies } }, async (scene) => {
        const kind = "AccountDestination";
        const names = Array.from({ length: 20 }, (_, index) => `bucket-${String(index)}`);
        const args = (destination: string, displayName: string) => ({
          accountId: sample.account,
          destination,
          displayName,
        });
        const shown = () =>
          (scene.simulator.tenant.accounts[0]?.Destinations ?? [])
            .filter(({ Destination }) => names.includes(Destination))
            .map(({ Destination, DestinationDisplayName }) => [Destination, DestinationDisplayName])
            .toSorted();
        const held = await Promise.all(names.map((name) => scene.create(kind, args(name, name))));
        expect(shown()).to.deep.equal(names.map((name) => [name, name]).toSorted());
        const changed = await Promise.all(
          held.map((one, index) => scene.update(kind, one, args(names[index] ?? "", "New"))),
        );
        expect(shown()).to.deep.equal(names.map((name) => [name, "New"]).toSorted());
        await scene.restart();
        await Promise.all(changed.map((one) => scene.delete(kind, one)));
        expect(shown()).to.deep.equal([]);
      }));
  }

  it("F36: a read that follows a write in one run never shows a value from before it", () =>
    inScene({}, async (scene) => {
      const kind = "UserDestination";
      const held = await scene.create(kind, declared.UserDestination);
      expect((await scene.refresh(kind, held))?.state).to.include({ packageId: sample.packageId });
      const changed = { ...declared.UserDestination, packageId: sample.otherPackageId };
      const after = await scene.update(kind, held, changed);
      expect((await scene.refresh(kind, after))?.state).to.include({ packageId: sample.otherPackageId });
      const back = await scene.update(kind, after, declared.UserDestination);
      expect((await scene.refresh(kind, back))?.state).to.include({ packageId: sample.packageId });
    }));

  it("F36: a list that was read before a write and arrives after it does not bring the old value back", () =>
    inScene({}, async (scene) => {
      const kind = "UserDestination";
      const held = await scene.create(kind, declared.UserDestination);
      const unassigned = await scene.create("AccountDestination", bucket);
      await scene.restart();
      await scene.refresh(kind, held);
      const list = { method: "GET", path: /^\/api\/Users$/ };
      const gate = scene.simulator.faults.hold({ match: list, effect: "after" });
      const removal = scene.delete("AccountDestination", unassigned);
      await gate.arrived;
      const changed = { ...declared.UserDestination, packageId: sample.otherPackageId };
      const after = await scene.update(kind, held, changed);
      gate.release();
      await removal;
      expect((await scene.refresh(kind, after))?.state).to.include({ packageId: sample.otherPackageId });
    }));
});
