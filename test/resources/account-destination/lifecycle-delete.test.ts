import { expect } from "chai";
import { DestinationInUseError, OtherConnectionError } from "../../../provider/errors.js";
import { RequestRejectedError, ServiceCallError } from "../../../provider/http/errors.js";
import { DeclaredObjects } from "../../../provider/lifecycle/declared-objects.js";
import { accountDestination } from "../../../provider/resources/account-destination/lifecycle.js";
import type { SimulatorOptions } from "../../../simulator/index.js";
import { rejection } from "../../http/local-service.js";
import { sample } from "../../support/samples.js";
import { onStage, type SimulatedRun, type Stage } from "../simulated-run.js";

const bucket = { accountId: sample.account, destination: sample.unitedStates, displayName: "US bucket" };
const bucketId = "3f7b1e90-d5a2-4c68-8b04-17c9e6f2a35d";
const put = "PUT /api/Accounts/RemoveDestination";
const removing = { method: "PUT", path: "/api/Accounts/RemoveDestination" };

/** A bucket that nobody has, as a former run left it. */
function onBareStage(
  options: SimulatorOptions,
  test: (at: { stage: Stage; run: SimulatedRun; remove: (state?: object) => Promise<void> }) => Promise<void>,
): Promise<void> {
  return onStage(options, (stage) => {
    const run = stage.run();
    const state = { ...bucket, destinationId: bucketId, connection: run.service.connection };
    const lifecycle = accountDestination(new DeclaredObjects());
    const remove = (changed: object = {}) =>
      lifecycle.delete(run.service, bucketId, { ...state, ...changed });
    return test({ stage, run, remove });
  });
}

function registered({ simulator }: Stage) {
  return simulator.tenant.accounts
    .flatMap(({ Destinations }) => Destinations)
    .filter(({ DestinationID }) => DestinationID === bucketId);
}

function assign({ simulator }: Stage, ...users: string[]): string[] {
  return users.map((UserID) =>
    simulator.console.assignDestination({
      UserID,
      AccountID: sample.account,
      Destination: bucket.destination,
      PackageID: sample.packageId,
    }),
  );
}

describe("Deleting an AccountDestination", () => {
  it("looks who has it, then removes it by one request with all four fields", () =>
    onBareStage({ behaviour: { removalWithoutDestinationId: "refuse" } }, async ({ stage, run, remove }) => {
      await remove();
      expect(registered(stage)).to.deep.equal([]);
      expect(stage.calls()).to.deep.equal(["GET /api/Users", `GET /api/Accounts/${sample.account}`, put]);
      expect(stage.bodies("/api/Accounts/RemoveDestination")).to.deep.equal([
        {
          AccountID: sample.account,
          Destination: bucket.destination,
          DestinationDisplayName: bucket.displayName,
          DestinationID: bucketId,
        },
      ]);
      expect(run.told).to.deep.equal([]);
    }));

  it("sends the bucket's name as display name when the service has none", () =>
    onBareStage({}, async ({ stage, remove }) => {
      stage.simulator.console.renameDestination(bucketId, null);
      await remove();
      expect(stage.bodies("/api/Accounts/RemoveDestination")[0]).to.include({
        DestinationDisplayName: bucket.destination,
      });
    }));

  it("removes the entry that it finds by the bucket, whatever its id is now", () =>
    onBareStage({}, async ({ stage, remove }) => {
      await remove({ destinationId: "d-old" });
      expect(registered(stage)).to.deep.equal([]);
    }));

  it("sends nothing and names the holders while users have it", () =>
    onBareStage({}, async ({ stage, remove }) => {
      assign(stage, sample.charlie, sample.jane);
      const { message } = await rejection(remove(), DestinationInUseError);
      expect(message).to.equal(
        `Destination "acme-backups-us" of storage account "${sample.account}" is still assigned to ` +
          `"user@company.com" (id ${sample.charlie}) and "jane.sales" (id ${sample.jane}): take it from them first; ` +
          `nothing was removed. (A UserDestination that takes accountId and destination from an AccountDestination is ` +
          `removed before it.)`,
      );
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("sends nothing when who has it cannot be seen", () =>
    onBareStage({}, async ({ stage, remove }) => {
      stage.simulator.faults.add({ match: { method: "GET", path: "/api/Users" }, kind: { status: 403 } });
      await rejection(remove(), ServiceCallError);
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("leaves what the program declares by another resource, and says so", () =>
    onStage({}, async (stage) => {
      const declared = new DeclaredObjects();
      const lifecycle = accountDestination(declared);
      const run = stage.run();
      lifecycle.check({}, { ...bucket, accountId: bucket.accountId.toUpperCase() });
      const state = { ...bucket, destinationId: bucketId, connection: run.service.connection };
      await lifecycle.delete(run.service, bucketId, state);
      expect(stage.calls()).to.deep.equal([]);
      expect(run.told).to.deep.equal([
        `warning: Destination "acme-backups-us" of storage account "${sample.account}" stays: the program declares it ` +
          `by another resource.`,
      ]);
    }));

  it("has nothing to do for what is gone, unless it was written with another login", () =>
    onBareStage({}, async ({ stage, remove }) => {
      stage.simulator.console.removeDestination(bucketId);
      await remove();
      await rejection(remove({ connection: "x at y" }), OtherConnectionError);
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("is done when somebody else removes it at the same time", () =>
    onBareStage({}, async ({ stage, remove }) => {
      const gate = stage.simulator.faults.hold({ match: removing });
      const removal = remove();
      await gate.arrived;
      stage.simulator.console.removeDestination(bucketId);
      gate.release();
      await removal;
    }));

  it("is done when the whole account goes at the same time", () =>
    onBareStage({}, async ({ stage, remove }) => {
      const gate = stage.simulator.faults.hold({ match: removing });
      const removal = remove();
      await gate.arrived;
      stage.simulator.tenant.accounts.shift();
      gate.release();
      await removal;
    }));

  it("fails with the service's words when it refuses and the destination is still there", () =>
    onBareStage({}, async ({ stage, remove }) => {
      const gate = stage.simulator.faults.hold({ match: removing });
      const removal = rejection(remove(), RequestRejectedError);
      await gate.arrived;
      assign(stage, sample.charlie);
      gate.release();
      expect((await removal).message).to.include("Destination is in use (HTTP 400)");
      expect(registered(stage)).to.have.length(1);
    }));

  for (const [loss, kind, requests] of [
    ["after the effect", { reset: "afterEffect" }, 1],
    ["before the effect", { reset: "beforeEffect" }, 2],
  ] as const) {
    it(`is done when the answer is lost ${loss}, by ${requests} request(s)`, () =>
      onBareStage({}, async ({ stage, remove }) => {
        stage.simulator.faults.add({ match: removing, kind });
        await remove();
        expect(registered(stage)).to.deep.equal([]);
        expect(stage.writes()).to.have.length(requests);
      }));
  }
});

describe("What a run knows of an account's destinations", () => {
  it("follows its own writes without another look", () =>
    onBareStage({}, async ({ stage, run, remove }) => {
      const lifecycle = accountDestination(new DeclaredObjects());
      const added = { accountId: sample.account, destination: "new-bucket", displayName: "New" };
      const { id, state } = await lifecycle.create(run.service, added);
      await lifecycle.update(run.service, id, state, { ...added, displayName: "Newer" });
      await remove();
      stage.simulator.clearRequests();
      expect((await lifecycle.read(run.service, id, state))?.state.displayName).to.equal("Newer");
      const former = { ...bucket, destinationId: bucketId, connection: run.service.connection };
      expect(await lifecycle.read(run.service, bucketId, former)).to.equal(undefined);
      const entries = (await run.service.accountDirectory.item(sample.account))?.destinations;
      expect(entries?.map(({ destination }) => destination)).to.deep.equal([sample.europe, "new-bucket"]);
      expect(stage.calls()).to.deep.equal([]);
    }));
});
