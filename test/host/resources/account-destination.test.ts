import { expect } from "chai";
import { HostError } from "../harness/dynamic-host.js";
import { sample } from "../../support/samples.js";
import { failureOf, inScene, type Scene } from "../harness/scene.js";

const kind = "AccountDestination";
const declared = { accountId: sample.account, destination: "new-bucket", displayName: "New bucket" };

function entries(scene: Scene, bucket: string = declared.destination) {
  return scene.simulator.tenant.accounts
    .flatMap(({ Destinations }) => Destinations)
    .filter(({ Destination }) => Destination === bucket);
}

describe("AccountDestination over the dynamic-provider host", () => {
  for (const createReplies of ["object", "empty", "id", "objectWithoutId"] as const) {
    it(`knows the new destination's id when create replies with ${createReplies}`, () =>
      inScene({ behaviour: { createReplies } }, async (scene) => {
        const held = await scene.create(kind, declared);
        expect(entries(scene)).to.have.length(1);
        expect(held.id).to.equal(entries(scene)[0]?.DestinationID);
        expect(held.state).to.include({ ...declared, destinationId: held.id, schemaVersion: 1 });
        expect(await scene.preview(kind, held, declared)).to.deep.equal({ changes: false, replaces: [] });
        expect(scene.writes()).to.deep.equal(["POST /api/Accounts/AddDestination"]);
      }));
  }

  it("names the destination like the bucket when no display name is declared", () =>
    inScene({}, async (scene) => {
      const { accountId, destination } = declared;
      const held = await scene.create(kind, { accountId, destination });
      expect(held.state).to.include({ displayName: destination });
      expect(entries(scene)[0]?.DestinationDisplayName).to.equal(destination);
    }));

  it("refuses a destination that exists and says how to take it over", () =>
    inScene({}, async (scene) => {
      const failure = await failureOf(scene.create(kind, { ...declared, destination: sample.europe }));
      expect(failure.message).to.match(/exists already: set adopt: true .* msp360:adoptExisting/);
      expect(scene.writes()).to.deep.equal([]);
    }));

  it("takes over a destination that exists with adopt, and brings it to the declared name", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, { ...declared, destination: sample.europe, adopt: true });
      expect(held.state).to.include({ displayName: "New bucket" });
      expect(entries(scene, sample.europe)[0]).to.include({
        DestinationDisplayName: "New bucket",
        DestinationID: held.id,
      });
      expect(scene.writes()).to.deep.equal(["PUT /api/Accounts/EditDestination"]);
      const withoutAdopt = { ...declared, destination: sample.europe };
      expect((await scene.preview(kind, held, withoutAdopt)).changes).to.equal(false);
    }));

  it("takes over what exists when msp360:adoptExisting says so", () =>
    inScene({ config: { "msp360:adoptExisting": "true" } }, async (scene) => {
      const held = await scene.create(kind, { ...declared, destination: sample.europe });
      expect(held.id).to.equal(entries(scene, sample.europe)[0]?.DestinationID);
    }));

  it("changes the display name in place", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, declared);
      const changed = { ...declared, displayName: "Renamed" };
      expect(await scene.preview(kind, held, changed)).to.deep.equal({ changes: true, replaces: [] });
      const after = await scene.update(kind, held, changed);
      expect(after.state).to.include({ displayName: "Renamed", destinationId: held.id });
      expect(entries(scene)[0]?.DestinationDisplayName).to.equal("Renamed");
      expect((await scene.preview(kind, after, changed)).changes).to.equal(false);
    }));

  it("replaces for another account or bucket, not for another spelling of the account's id", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, declared);
      const replaced = async (change: object) =>
        (await scene.preview(kind, held, { ...declared, ...change })).replaces;
      expect(await replaced({ accountId: sample.fileShare })).to.deep.equal(["accountId"]);
      expect(await replaced({ destination: "other" })).to.deep.equal(["destination"]);
      expect(await replaced({ destination: "New-Bucket" })).to.deep.equal(["destination"]);
      const upperCase = { ...declared, accountId: sample.account.toUpperCase() };
      expect(await scene.preview(kind, held, upperCase)).to.deep.equal({ changes: false, replaces: [] });
    }));

  it("shows a name that was changed outside on refresh, and restores it", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, declared);
      scene.simulator.console.renameDestination(held.id, "By hand");
      await scene.restart();
      const refreshed = await scene.refresh(kind, held);
      expect(refreshed?.state).to.include({ displayName: "By hand" });
      expect(refreshed?.inputs).to.include({ displayName: "By hand" });
      if (refreshed === undefined) {
        throw new Error("It was gone.");
      }
      expect(await scene.preview(kind, refreshed, declared)).to.deep.equal({ changes: true, replaces: [] });
      await scene.update(kind, refreshed, declared);
      expect(entries(scene)[0]?.DestinationDisplayName).to.equal(declared.displayName);
    }));

  for (const unknownId of ["null", "404"] as const) {
    it(`is gone on refresh after it vanished, and deleting it again succeeds (unknown ids answered by ${unknownId})`, () =>
      inScene({ behaviour: { unknownId } }, async (scene) => {
        const held = await scene.create(kind, declared);
        scene.simulator.console.removeDestination(held.id);
        await scene.restart();
        expect(await scene.refresh(kind, held)).to.equal(undefined);
        await scene.delete(kind, held);
        scene.simulator.tenant.accounts.length = 0;
        await scene.restart();
        expect(await scene.refresh(kind, held)).to.equal(undefined);
        expect(scene.writes()).to.deep.equal(["POST /api/Accounts/AddDestination"]);
      }));
  }

  it("has no end of differences when the service keeps another form of the name", () =>
    inScene({ behaviour: { displayNames: "trimmed" } }, async (scene) => {
      const spaced = { ...declared, displayName: "  New bucket " };
      const held = await scene.create(kind, spaced);
      expect(held.state).to.include({ displayName: "New bucket" });
      expect((await scene.preview(kind, held, spaced)).changes).to.equal(false);
      await scene.restart();
      const refreshed = await scene.refresh(kind, held);
      expect(refreshed !== undefined && (await scene.preview(kind, refreshed, spaced)).changes).to.equal(
        false,
      );
      expect((await scene.preview(kind, held, { ...declared, displayName: "Other" })).changes).to.equal(true);
    }));

  it("sends all four fields when it removes", () =>
    inScene({ behaviour: { removalWithoutDestinationId: "refuse" } }, async (scene) => {
      const held = await scene.create(kind, declared);
      await scene.restart();
      await scene.delete(kind, held);
      expect(entries(scene)).to.have.length(0);
      const removal = scene.simulator.requests.find(({ path }) => path.endsWith("RemoveDestination"));
      expect(JSON.parse(removal?.requestBody ?? "")).to.deep.equal({
        AccountID: sample.account,
        Destination: declared.destination,
        DestinationDisplayName: declared.displayName,
        DestinationID: held.id,
      });
    }));

  it("sends nothing and names the holders while a user has the destination", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, { ...declared, destination: sample.europe, adopt: true });
      await scene.restart();
      const failure = await failureOf(scene.delete(kind, held));
      expect(failure.message).to.include(`still assigned to "ops.kim" (id ${sample.kim})`);
      expect(scene.writes()).to.not.include("PUT /api/Accounts/RemoveDestination");
    }));

  it("removes a destination once its last user lost it in the same run", () =>
    inScene({}, async (scene) => {
      const destination = await scene.create(kind, declared);
      const assignment = await scene.create("UserDestination", {
        userId: sample.jane,
        accountId: sample.account,
        destination: declared.destination,
        packageId: sample.packageId,
      });
      await scene.restart();
      await failureOf(scene.delete(kind, destination));
      await scene.delete("UserDestination", assignment);
      await scene.delete(kind, destination);
      expect(entries(scene)).to.have.length(0);
    }));

  it("passes on the service's own words when it refuses", () =>
    inScene({}, async (scene) => {
      const failure = await failureOf(scene.create(kind, { ...declared, accountId: sample.fileShare }));
      expect(failure.message).to.match(/^Could not add destination "new-bucket" to storage account .*: /);
      expect(failure instanceof HostError && failure.incomplete).to.equal(undefined);
    }));

  it("says which account does not exist", () =>
    inScene({}, async (scene) => {
      const failure = await failureOf(scene.create(kind, { ...declared, accountId: "nobody" }));
      expect(failure.message).to.include('Storage account "nobody" does not exist');
    }));

  it("creates one of two resources that declare the same destination", () =>
    inScene({ behaviour: { duplicateDestination: "accept" } }, async (scene) => {
      const results = await Promise.allSettled([scene.create(kind, declared), scene.create(kind, declared)]);
      expect(results.map(({ status }) => status).toSorted()).to.deep.equal(["fulfilled", "rejected"]);
      expect(entries(scene)).to.have.length(1);
    }));

  it("does not take an object for gone when the login or the address changed", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, declared);
      scene.simulator.console.removeDestination(held.id);
      await scene.restart({ config: { "msp360:login": "emea-api", "msp360:password": "emea-password" } });
      for (const attempt of [scene.refresh(kind, held), scene.delete(kind, held)]) {
        expect((await failureOf(attempt)).message).to.match(
          /is not found with login emea-api .* made with login acme-api/,
        );
      }
    }));
});
