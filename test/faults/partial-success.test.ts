import { expect } from "chai";
import { HostError } from "../host/harness/dynamic-host.js";
import { failureOf, inScene } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";
import { assigned, assignment, bucket, registered } from "./declared-objects.js";

const kind = "UserDestination";
const post = { method: "POST", path: "/api/Destinations" };

async function incomplete(promise: Promise<unknown>) {
  const failure = await failureOf(promise);
  const kept = failure instanceof HostError ? failure.incomplete : undefined;
  if (kept === undefined) {
    throw new Error(`The engine would have kept nothing: ${failure.message}`);
  }
  return kept;
}

describe("Faults in the middle of an operation", () => {
  it("F26: a create whose read-back fails is kept with its reasons, and the next update makes no second object", () =>
    inScene({ behaviour: { createReplies: "empty", duplicateAssignment: "accept" } }, async (scene) => {
      const match = { method: "GET", path: "/api/Users" };
      const outage = scene.simulator.faults.add({ match, skip: 1, times: "always", kind: { status: 503 } });
      const kept = await incomplete(scene.create(kind, assignment));
      expect(kept.reasons.join()).to.include("(HTTP 503)").and.include('run "pulumi up" again');
      outage.remove();
      await scene.restart();
      const held = { id: kept.id, state: kept.state, inputs: assignment };
      const updated = await scene.update(kind, held, assignment);
      const [only, ...others] = assigned(scene.simulator);
      expect(others).to.deep.equal([]);
      expect((await scene.refresh(kind, updated))?.id).to.equal(only?.ID);
      expect(scene.simulator.count(post)).to.equal(1);
    }));

  it("F27: an object that is accepted but does not show is waited for, then kept, and completed once it shows", () =>
    inScene(
      { behaviour: { createReplies: "empty", newObjectsAppearAfterMilliseconds: 60_000 } },
      async (scene) => {
        const kept = await incomplete(scene.create("AccountDestination", bucket));
        expect(kept.reasons.join()).to.include("was accepted by the service but does not show yet");
        scene.simulator.behaviour.newObjectsAppearAfterMilliseconds = 0;
        await scene.restart();
        const held = { id: kept.id, state: kept.state, inputs: bucket };
        const { state } = await scene.update("AccountDestination", held, bucket);
        expect(registered(scene.simulator).map((it) => it.DestinationID)).to.deep.equal([
          state.destinationId,
        ]);
        expect(scene.writes()).to.deep.equal(["POST /api/Accounts/AddDestination"]);
      },
    ));

  it("F27: an object that shows late is waited for", () =>
    inScene(
      { behaviour: { createReplies: "empty", newObjectsAppearAfterMilliseconds: 1_000 } },
      async (scene) => {
        const held = await scene.create(kind, assignment);
        expect(assigned(scene.simulator).map(({ ID }) => ID)).to.deep.equal([held.id]);
      },
    ));

  it("F29: a purge that lingers is recorded as not completed, and a refresh records its end", () =>
    inScene({ behaviour: { purgedPairsVanishAfterMilliseconds: null } }, async (scene) => {
      const order = { userId: sample.kim, computers: [{ computerName: "nas-01" }], waitSeconds: 1 };
      const held = await scene.create("UserComputerDataPurge", order);
      expect(held.state).to.include({ completed: false });
      scene.simulator.behaviour.purgedPairsVanishAfterMilliseconds = 0;
      await scene.restart();
      expect((await scene.refresh("UserComputerDataPurge", held))?.state).to.include({ completed: true });
    }));

  it("F29: a name is free again after its object was removed", () =>
    inScene({}, async (scene) => {
      const first = await scene.create("AccountDestination", bucket);
      await scene.restart();
      await scene.delete("AccountDestination", first);
      const second = await scene.create("AccountDestination", bucket);
      expect(second.id).to.not.equal(first.id);
      expect(registered(scene.simulator).map((it) => it.DestinationID)).to.deep.equal([second.id]);
    }));

  for (const failureStyle of ["200WithError", "200WithErrorMessage"] as const) {
    it(`F31: a 200 with an error inside (${failureStyle}) is a failure of create, update and delete`, () =>
      inScene({ behaviour: { failureStyle } }, async (scene) => {
        const held = await scene.create(kind, assignment);
        const noPackage = { ...assignment, packageId: 1 };
        const created = await failureOf(scene.create(kind, { ...noPackage, userId: sample.jane }));
        const updated = await failureOf(scene.update(kind, held, noPackage));
        await scene.restart();
        const errorInside = {
          [failureStyle === "200WithError" ? "Message" : "ErrorMessage"]: "It is locked.",
        };
        scene.simulator.faults.add({ match: { method: "DELETE" }, kind: { errorInside } });
        const deleted = await failureOf(scene.delete(kind, held));
        expect(
          [created, updated, deleted].map(({ message }) => /: (.*?) \(HTTP 200\)/.exec(message)?.[1]),
        ).to.deep.equal(["Package not found", "Package not found", "It is locked"]);
        expect(assigned(scene.simulator).map(({ PackageID }) => PackageID)).to.deep.equal([sample.packageId]);
      }));
  }
});
