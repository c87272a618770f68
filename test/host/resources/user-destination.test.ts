import { expect } from "chai";
import { sample } from "../../support/samples.js";
import { failureOf, inScene, type Scene } from "../harness/scene.js";

const kind = "UserDestination";
const declared = {
  userId: sample.charlie,
  accountId: sample.account,
  destination: sample.europe,
  packageId: sample.packageId,
};

function assignments(scene: Scene, userId: string = sample.charlie) {
  return scene.simulator.tenant.users.find(({ ID }) => ID === userId)?.DestinationList ?? [];
}

describe("UserDestination over the dynamic-provider host", () => {
  for (const createReplies of ["object", "empty", "id", "objectWithoutId"] as const) {
    it(`knows the new assignment's id when create replies with ${createReplies}`, () =>
      inScene({ behaviour: { createReplies } }, async (scene) => {
        const held = await scene.create(kind, declared);
        expect(assignments(scene)).to.have.length(1);
        expect(held.id).to.equal(assignments(scene)[0]?.ID);
        expect(held.state).to.include({
          ...declared,
          accountDisplayName: "Acme object storage",
          displayName: "EU bucket",
        });
        expect(held.state).to.not.have.property("currentVolume");
        expect((await scene.preview(kind, held, declared)).changes).to.equal(false);
      }));
  }

  it("takes the new entry for its own where the service has two of the same", () =>
    inScene({ behaviour: { createReplies: "empty", duplicateAssignment: "accept" } }, async (scene) => {
      const gate = scene.simulator.faults.hold({ match: { method: "POST", path: "/api/Destinations" } });
      const creation = scene.create(kind, declared);
      await gate.arrived;
      const byHand = scene.simulator.console.assignDestination({
        UserID: sample.charlie,
        AccountID: sample.account,
        Destination: sample.unitedStates,
        PackageID: sample.packageId,
      });
      gate.release();
      const held = await creation;
      expect(held.id).to.not.equal(byHand);
      expect(assignments(scene).find(({ ID }) => ID === held.id)?.Destination).to.equal(sample.europe);
    }));

  it("accepts a numeric text as packageId and sends a number", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, { ...declared, packageId: "27755" });
      expect(held.state).to.include({ packageId: 27755 });
      const post = scene.simulator.requests.find(
        ({ method, path }) => method === "POST" && path === "/api/Destinations",
      );
      expect(JSON.parse(post?.requestBody ?? "")).to.include({ PackageID: 27755 });
    }));

  it("refuses an assignment that exists, and takes it over with adopt", () =>
    inScene({}, async (scene) => {
      const kims = { ...declared, userId: sample.kim };
      const failure = await failureOf(scene.create(kind, kims));
      expect(failure.message).to.match(/exists already: set adopt: true/);
      expect(scene.writes()).to.deep.equal([]);
      const held = await scene.create(kind, { ...kims, adopt: true });
      expect(held.id).to.equal("73c5e0a8-2b9d-4f16-8c47-e6a1f3095bd2");
      expect(assignments(scene, sample.kim)).to.have.length(1);
      expect(assignments(scene, sample.kim)[0]?.PackageID).to.equal(sample.packageId);
    }));

  it("changes package and bucket in place by one request with all five fields", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, declared);
      await scene.restart();
      const changed = { ...declared, destination: sample.unitedStates, packageId: sample.otherPackageId };
      expect(await scene.preview(kind, held, changed)).to.deep.equal({ changes: true, replaces: [] });
      const after = await scene.update(kind, held, changed);
      expect(after.state).to.include({ ...changed, displayName: "US bucket" });
      const put = scene.simulator.requests.find(({ method }) => method === "PUT");
      expect(JSON.parse(put?.requestBody ?? "")).to.deep.equal({
        ID: held.id,
        UserID: sample.charlie,
        AccountID: sample.account,
        Destination: sample.unitedStates,
        PackageID: sample.otherPackageId,
      });
      expect((await scene.preview(kind, after, changed)).changes).to.equal(false);
    }));

  it("replaces for another user or account", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, declared);
      expect((await scene.preview(kind, held, { ...declared, userId: sample.jane })).replaces).to.deep.equal([
        "userId",
      ]);
      expect((await scene.preview(kind, held, { ...declared, accountId: "x" })).replaces).to.deep.equal([
        "accountId",
      ]);
      const upperCase = { ...declared, userId: sample.charlie.toUpperCase() };
      expect((await scene.preview(kind, held, upperCase)).changes).to.equal(false);
    }));

  it("shows a package that was changed outside, and restores only that", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, declared);
      scene.simulator.console.changeAssignment(held.id, { PackageID: 30413 });
      await scene.restart();
      const refreshed = await scene.refresh(kind, held);
      expect(refreshed?.state).to.include({ packageId: 30413 });
      if (refreshed === undefined) {
        throw new Error("It was gone.");
      }
      expect((await scene.preview(kind, refreshed, declared)).changes).to.equal(true);
      await scene.update(kind, refreshed, declared);
      expect(assignments(scene)[0]?.PackageID).to.equal(sample.packageId);
    }));

  it("is gone on refresh after it was taken from the user, or the user was deleted", () =>
    inScene({}, async (scene) => {
      const first = await scene.create(kind, declared);
      const second = await scene.create(kind, { ...declared, userId: sample.jane });
      scene.simulator.console.unassignDestination(first.id);
      scene.simulator.console.deleteUser(sample.jane);
      await scene.restart();
      expect(await scene.refresh(kind, first)).to.equal(undefined);
      expect(await scene.refresh(kind, second)).to.equal(undefined);
      await scene.delete(kind, first);
      await scene.delete(kind, second);
    }));

  it("follows an assignment that was removed and assigned again by hand", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, declared);
      scene.simulator.console.unassignDestination(held.id);
      const again = scene.simulator.console.assignDestination({
        UserID: sample.charlie,
        AccountID: sample.account,
        Destination: sample.europe,
        PackageID: sample.packageId,
      });
      await scene.restart();
      expect((await scene.refresh(kind, held))?.id).to.equal(again);
    }));

  it("takes the destination from the user and leaves stored data alone", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, declared);
      const stored = scene.simulator.tenant.computers.length;
      await scene.restart();
      await scene.delete(kind, held);
      await scene.delete(kind, held);
      expect(assignments(scene)).to.have.length(0);
      expect(scene.simulator.tenant.computers).to.have.length(stored);
    }));

  it("says which user does not exist", () =>
    inScene({}, async (scene) => {
      const failure = await failureOf(scene.create(kind, { ...declared, userId: "nobody" }));
      expect(failure.message).to.include('User "nobody" does not exist');
    }));

  it("reads many users by one list", () =>
    inScene({}, async (scene) => {
      const users = [sample.charlie, sample.jane];
      const held = await Promise.all(users.map((userId) => scene.create(kind, { ...declared, userId })));
      await scene.restart();
      scene.simulator.clearRequests();
      await Promise.all(held.map((one) => scene.refresh(kind, one)));
      const reads = scene.simulator.requests.filter(({ method }) => method === "GET").map(({ path }) => path);
      expect(reads).to.deep.equal(["/api/Users"]);
    }));
});
