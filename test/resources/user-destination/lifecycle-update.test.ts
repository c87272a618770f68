import { expect } from "chai";
import {
  AlreadyDeclaredError,
  IdentityConflictError,
  MissingObjectError,
  NotAppliedError,
  OtherConnectionError,
} from "../../../provider/errors.js";
import { NetworkError } from "../../../provider/http/errors.js";
import { DeclaredObjects } from "../../../provider/lifecycle/declared-objects.js";
import { userDestination } from "../../../provider/resources/user-destination/lifecycle.js";
import { rejection } from "../../http/local-service.js";
import { sample } from "../../support/samples.js";
import { onStage, type Stage } from "../simulated-run.js";
import { assignment, kims, kimsId, lifecycle, stateOf } from "./objects.js";

const editing = { method: "PUT", path: "/api/Destinations" };

describe("Reading a UserDestination", () => {
  it("shows what was changed outside, as state and as inputs", () =>
    onStage({}, async (stage) => {
      stage.simulator.console.changeAssignment(kimsId, { PackageID: sample.packageId });
      const run = stage.run();
      const found = await lifecycle.read(run.service, kimsId, stateOf(run, { connection: "x at y" }));
      expect(found).to.deep.equal({
        id: kimsId,
        state: stateOf(run, { packageId: sample.packageId, connection: "x at y" }),
        inputs: { ...kims, packageId: sample.packageId },
      });
    }));

  it("follows an assignment that was removed and made again", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      expect((await lifecycle.read(run.service, "e-old", stateOf(run)))?.id).to.equal(kimsId);
    }));

  it("finds nothing when the assignment or the user is gone", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      for (const gone of [{ destination: "gone" }, { userId: "gone" }]) {
        expect(await lifecycle.read(run.service, "e-gone", stateOf(run, gone))).to.equal(undefined);
      }
    }));

  it("takes nothing for gone that was written with another login", () =>
    onStage({}, async (stage) => {
      const gone = stateOf(stage.run(), { destination: "gone", connection: "x at y" });
      const error = await rejection(lifecycle.read(stage.run().service, "e", gone), OtherConnectionError);
      expect(error.message).to.match(
        /^Destination "gone" .* is not found with login acme-api .* login x at y/,
      );
    }));

  it("stops when the id now belongs to a bucket of another storage account", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const other = stateOf(run, { accountId: "other" });
      await rejection(lifecycle.read(run.service, kimsId, other), IdentityConflictError);
    }));
});

describe("Updating a UserDestination", () => {
  const changed = { ...kims, destination: sample.unitedStates, packageId: sample.packageId };

  it("changes bucket and package by one request with all five fields", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const state = await lifecycle.update(run.service, kimsId, stateOf(run, { connection: "x" }), changed);
      expect(state).to.deep.equal(stateOf(run, { ...changed, displayName: "US bucket" }));
      expect(stage.bodies("/api/Destinations")).to.deep.equal([
        {
          ID: kimsId,
          UserID: sample.kim,
          AccountID: sample.account,
          Destination: sample.unitedStates,
          PackageID: sample.packageId,
        },
      ]);
    }));

  it("leaves an assignment to the resource that declares it by now, and says how to get the other bucket", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const declared = new DeclaredObjects();
      const withOthers = userDestination(declared);
      withOthers.check({}, { ...kims });
      const moved = { ...kims, destination: sample.unitedStates };
      const error = await rejection(
        withOthers.update(run.service, kimsId, stateOf(run), moved),
        AlreadyDeclaredError,
      );
      expect(error.message).to.match(
        /declared by another resource by now, .* give this resource another name/,
      );
      expect(stage.writes()).to.deep.equal([]);
      await withOthers.update(run.service, kimsId, stateOf(run), { ...kims, packageId: sample.packageId });
    }));

  it("sends nothing when the service has the declared values already", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      await lifecycle.update(run.service, kimsId, stateOf(run, { packageId: 1 }), kims);
      expect(stage.writes()).to.deep.equal([]);
    }));

  for (const [loss, kind, requests] of [
    ["after the effect", { reset: "afterEffect" }, 1],
    ["before the effect", { reset: "beforeEffect" }, 2],
    ["and a gateway gave it up before the effect", { status: 504 }, 2],
  ] as const) {
    it(`is done when the answer is lost ${loss}, by ${requests} request(s)`, () =>
      onStage({}, async (stage) => {
        const run = stage.run();
        stage.simulator.faults.add({ match: editing, kind });
        const state = await lifecycle.update(run.service, kimsId, stateOf(run), changed);
        expect(state.packageId).to.equal(sample.packageId);
        expect(stage.writes()).to.have.length(requests);
      }));
  }

  it("shows its own change to the rest of the run while it still looks", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const gate = stage.simulator.faults.hold({ match: { method: "GET", path: "/api/Users" }, skip: 1 });
      const update = lifecycle.update(run.service, kimsId, stateOf(run), changed);
      await gate.arrived;
      const user = await run.service.userDirectory.item(sample.kim);
      expect(user?.destinations).to.have.length(1);
      expect(user?.destinations[0]).to.include({
        id: kimsId,
        destination: changed.destination,
        packageId: changed.packageId,
      });
      gate.release();
      await update;
    }));

  for (const [who, gone] of [
    ["the assignment", ({ simulator }) => simulator.console.unassignDestination(kimsId)],
    ["the user", ({ simulator }) => simulator.console.deleteUser(sample.kim)],
  ] as const satisfies readonly (readonly [string, (stage: Stage) => void])[]) {
    it(`fails when ${who} disappears right after the change`, () =>
      onStage({}, async (stage) => {
        const run = stage.run();
        stage.simulator.onAnswered(({ method }) => {
          if (method === "PUT") {
            gone(stage);
          }
        });
        const update = lifecycle.update(run.service, kimsId, stateOf(run), changed);
        await rejection(update, NotAppliedError);
      }));
  }

  it("fails with the last failure when three requests were lost", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      stage.simulator.faults.add({ match: editing, kind: { reset: "beforeEffect" }, times: 3 });
      await rejection(lifecycle.update(run.service, kimsId, stateOf(run), changed), NetworkError);
    }));

  it("fails when the service accepts the change and does not show it", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      stage.simulator.faults.add({ match: editing, kind: { status: 200 } });
      const update = lifecycle.update(run.service, kimsId, stateOf(run), changed);
      const { message } = await rejection(update, NotAppliedError);
      expect(message).to.match(
        /^Destination "acme-backups-us" .*: the service accepted the change but does not show it/,
      );
      expect(message).to.match(
        /Run "pulumi refresh" to see what it has, then "pulumi up" to change it again\.$/,
      );
    }));

  it("does not assign again what is gone, and says what to do", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const gone = stateOf(run, { userId: sample.jane });
      const update = lifecycle.update(run.service, "e-gone", gone, { ...kims, userId: sample.jane });
      const error = await rejection(update, MissingObjectError);
      expect(error.message).to.match(/is gone: run "pulumi refresh", then "pulumi up" to assign it again\.$/);
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("assigns nothing to a user who was deleted before the creation was confirmed", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const state = stateOf(run, { userId: "gone" });
      await rejection(
        lifecycle.update(run.service, "unconfirmed:x", state, { ...kims, userId: "gone" }),
        MissingObjectError,
      );
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("assigns nothing in another MBS account for what was never confirmed", () =>
    onStage({}, async (stage) => {
      const state = { ...assignment, connection: "x at y" };
      const update = lifecycle.update(stage.run().service, "unconfirmed:x", state, assignment);
      await rejection(update, OtherConnectionError);
      expect(stage.writes()).to.deep.equal([]);
    }));
});
