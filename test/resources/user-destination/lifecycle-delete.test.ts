import { expect } from "chai";
import { IdentityConflictError, OtherConnectionError } from "../../../provider/errors.js";
import { NotFoundError } from "../../../provider/http/errors.js";
import { DeclaredObjects } from "../../../provider/lifecycle/declared-objects.js";
import { userDestination } from "../../../provider/resources/user-destination/lifecycle.js";
import { rejection } from "../../http/local-service.js";
import { sample } from "../../support/samples.js";
import { onStage, type SimulatedRun, type Stage } from "../simulated-run.js";

/** Kim's assignment in the sample tenant. */
const kims = {
  userId: sample.kim,
  accountId: sample.account,
  destination: sample.europe,
  packageId: sample.otherPackageId,
};
const kimsId = "73c5e0a8-2b9d-4f16-8c47-e6a1f3095bd2";
const removal = `DELETE /api/Destinations/${kimsId}`;
const removing = { method: "DELETE", path: "/api/Destinations" };

function onKimsStage(
  test: (at: { stage: Stage; run: SimulatedRun; remove: (state?: object) => Promise<void> }) => Promise<void>,
): Promise<void> {
  return onStage({}, (stage) => {
    const run = stage.run();
    const state = { ...kims, connection: run.service.connection };
    const lifecycle = userDestination(new DeclaredObjects());
    const remove = (changed: object = {}) => lifecycle.delete(run.service, kimsId, { ...state, ...changed });
    return test({ stage, run, remove });
  });
}

function assigned({ simulator }: Stage) {
  return simulator.tenant.users.find(({ ID }) => ID === sample.kim)?.DestinationList ?? [];
}

describe("Deleting a UserDestination", () => {
  it("looks, then takes the destination from the user by one request, and leaves stored data alone", () =>
    onKimsStage(async ({ stage, run, remove }) => {
      const stored = stage.simulator.tenant.computers.length;
      await remove();
      expect(assigned(stage)).to.deep.equal([]);
      expect(stage.calls()).to.deep.equal([`GET /api/Users/${sample.kim}`, removal]);
      expect(stage.simulator.requests.at(-1)?.query).to.deep.equal({ userId: sample.kim });
      expect(stage.simulator.tenant.computers).to.have.length(stored);
      expect(run.told).to.deep.equal([]);
    }));

  it("leaves what the program declares by another resource, and says so", () =>
    onStage({}, async (stage) => {
      const lifecycle = userDestination(new DeclaredObjects());
      const run = stage.run();
      lifecycle.check({}, { ...kims, userId: kims.userId.toUpperCase() });
      await lifecycle.delete(run.service, kimsId, { ...kims, connection: run.service.connection });
      expect(stage.calls()).to.deep.equal([]);
      expect(run.told).to.deep.equal([
        `warning: Destination "acme-backups-eu" (storage account "${sample.account}") of user "${sample.kim}" stays: ` +
          `the program declares it by another resource.`,
      ]);
    }));

  it("has nothing to do for what is gone, unless it was written with another login", () =>
    onKimsStage(async ({ stage, remove }) => {
      stage.simulator.console.unassignDestination(kimsId);
      await remove();
      await rejection(remove({ connection: "x at y" }), OtherConnectionError);
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("sends nothing when the id now belongs to a bucket of another storage account", () =>
    onKimsStage(async ({ stage, remove }) => {
      await rejection(remove({ accountId: sample.fileShare }), IdentityConflictError);
      expect(stage.writes()).to.deep.equal([]);
    }));

  for (const [who, gone] of [
    [
      "somebody else removes it at the same time",
      ({ simulator }) => simulator.console.unassignDestination(kimsId),
    ],
    ["the user is deleted at the same time", ({ simulator }) => simulator.console.deleteUser(sample.kim)],
  ] as const satisfies readonly (readonly [string, (stage: Stage) => void])[]) {
    it(`is done when ${who}`, () =>
      onKimsStage(async ({ stage, remove }) => {
        const gate = stage.simulator.faults.hold({ match: removing });
        const deletion = remove();
        await gate.arrived;
        gone(stage);
        gate.release();
        await deletion;
      }));
  }

  it("fails when the service refuses and the assignment is still there", () =>
    onKimsStage(async ({ stage, remove }) => {
      stage.simulator.faults.add({ match: removing, kind: { status: 404 } });
      await rejection(remove(), NotFoundError);
      expect(assigned(stage)).to.have.length(1);
    }));

  for (const [loss, kind, requests] of [
    ["after the effect", { reset: "afterEffect" }, 1],
    ["before the effect", { reset: "beforeEffect" }, 2],
  ] as const) {
    it(`is done when the answer is lost ${loss}, by ${requests} request(s)`, () =>
      onKimsStage(async ({ stage, remove }) => {
        stage.simulator.faults.add({ match: removing, kind });
        await remove();
        expect(assigned(stage)).to.deep.equal([]);
        expect(stage.writes()).to.have.length(requests);
      }));
  }
});

describe("What a run knows of a user's destinations", () => {
  const added = { ...kims, destination: sample.unitedStates };

  it("has what it assigned, beside the others, without another look", () =>
    onKimsStage(async ({ stage, run }) => {
      const { id } = await userDestination(new DeclaredObjects()).create(run.service, added);
      stage.simulator.clearRequests();
      const entries = (await run.service.userDirectory.item(sample.kim))?.destinations;
      expect(entries?.map((entry) => entry.id)).to.deep.equal([kimsId, id]);
      expect(stage.calls()).to.deep.equal([]);
    }));

  it("has no longer what it removed, but the others, without another look", () =>
    onKimsStage(async ({ stage, run, remove }) => {
      const { id } = await userDestination(new DeclaredObjects()).create(run.service, added);
      await remove();
      stage.simulator.clearRequests();
      const entries = (await run.service.userDirectory.item(sample.kim))?.destinations;
      expect(entries?.map((entry) => entry.id)).to.deep.equal([id]);
      expect(stage.calls()).to.deep.equal([]);
    }));
});
