import { expect } from "chai";
import {
  MissingObjectError,
  NoneCreatedError,
  NotAllRemovedError,
  OtherConnectionError,
} from "../../../provider/errors.js";
import { DeclaredObjects } from "../../../provider/lifecycle/declared-objects.js";
import { IncompleteError } from "../../../provider/lifecycle/incomplete-error.js";
import { userDestinations } from "../../../provider/resources/user-destinations/lifecycle.js";
import type { UserDestinationsState } from "../../../provider/resources/user-destinations/model.js";
import { rejection } from "../../http/local-service.js";
import { bucket, tenantOfMany, userId } from "../../support/many-users.js";
import { sample } from "../../support/samples.js";
import { onStage, type SimulatedRun, type Stage } from "../simulated-run.js";

const many = { tenant: tenantOfMany({ users: 4, buckets: 2 }) };
const post = "POST /api/Destinations";
const put = "PUT /api/Destinations";

const assignment = (user: number, change: object = {}) => ({
  userId: userId(user),
  accountId: sample.account,
  destination: bucket(0),
  packageId: sample.packageId,
  ...change,
});

const two = { a: assignment(0), b: assignment(1) };
const lifecycle = () => userDestinations(new DeclaredObjects());
const runOn = (stage: Stage) => stage.run({ inRealTime: true });

function listOf({ simulator }: Stage, user: number) {
  return simulator.tenant.users.find(({ ID }) => ID === userId(user))?.DestinationList ?? [];
}

function assignByHand({ simulator }: Stage, user: number, packageId: number = sample.packageId): string {
  return simulator.console.assignDestination({
    UserID: userId(user),
    AccountID: sample.account,
    Destination: bucket(0),
    PackageID: packageId,
  });
}

/** The state of the first two users' assignments, made by hand. */
function heldOn(stage: Stage, run: SimulatedRun): UserDestinationsState {
  return {
    assignments: two,
    assignmentIds: { a: assignByHand(stage, 0), b: assignByHand(stage, 1) },
    connection: run.service.connection,
  };
}

describe("Creating a UserDestinations", () => {
  it("assigns all by one write each after one list, and knows their ids", () =>
    onStage(many, async (stage) => {
      const run = runOn(stage);
      const { id, state } = await lifecycle().create(run.service, { assignments: two });
      expect(id).to.match(/^[0-9a-f-]{36}$/);
      expect(state).to.deep.equal({
        assignments: two,
        assignmentIds: { a: listOf(stage, 0)[0]?.ID, b: listOf(stage, 1)[0]?.ID },
        connection: run.service.connection,
      });
      expect(stage.calls()).to.deep.equal(["GET /api/Users", post, post]);
      expect(run.told).to.deep.equal([]);
    }));

  it("keeps what is done, and names what failed with the reason", () =>
    onStage(many, async (stage) => {
      const assignments = { ...two, c: assignment(2, { packageId: 1 }) };
      const error = await rejection(
        lifecycle().create(runOn(stage).service, { assignments }),
        IncompleteError,
      );
      expect(error.state).to.deep.include({ assignments: two });
      expect(error.reasons[0]).to.equal(
        '1 of 3 assignments could not be brought to what is declared; the others are as declared and kept. Run "pulumi ' +
          'up" again to do only what is missing.',
      );
      expect(error.reasons.slice(1).join()).to.match(/^"c": Could not assign .*Package not found/);
    }));

  it("keeps nothing when nothing was created", () =>
    onStage(many, async (stage) => {
      const assignments = { a: assignment(0, { packageId: 1 }) };
      const error = await rejection(
        lifecycle().create(runOn(stage).service, { assignments }),
        NoneCreatedError,
      );
      expect(error.message).to.match(/^Nothing was created\.\n"a": Could not assign .*Package not found/);
    }));

  for (const [how, options, inputs] of [
    ["of the resource", {}, { adopt: true }],
    ["of the run", { adoptExisting: true }, {}],
  ] as const) {
    it(`takes over what exists with the adopt ${how}, and only then`, () =>
      onStage(many, async (stage) => {
        const byHand = assignByHand(stage, 0, sample.otherPackageId);
        const refused = lifecycle().create(runOn(stage).service, { assignments: { a: two.a } });
        expect((await rejection(refused, NoneCreatedError)).message).to.include(
          "exists already: set adopt: true",
        );
        const run = stage.run({ ...options, inRealTime: true });
        const { state } = await lifecycle().create(run.service, { assignments: { a: two.a }, ...inputs });
        expect(state.assignmentIds).to.deep.equal({ a: byHand });
        expect(stage.writes()).to.deep.equal([put]);
      }));
  }
});

describe("Reading a UserDestinations", () => {
  it("by an id that no state knows is refused, with the way to take over what exists", () =>
    onStage(many, async (stage) => {
      const nothing = {} as UserDestinationsState;
      const error = await rejection(
        lifecycle().read(runOn(stage).service, "id", nothing),
        MissingObjectError,
      );
      expect(error.message).to.equal(
        "Existing assignments cannot be read by an id, because the id of such a resource is made up: declare them with " +
          "adopt: true to take them over.",
      );
      expect(stage.calls()).to.deep.equal([]);
    }));

  it("drops what is gone and shows what was changed, by one list", () =>
    onStage(many, async (stage) => {
      const run = runOn(stage);
      const held = heldOn(stage, run);
      stage.simulator.console.unassignDestination(held.assignmentIds.a ?? "");
      stage.simulator.console.changeAssignment(held.assignmentIds.b ?? "", {
        PackageID: sample.otherPackageId,
      });
      const found = await lifecycle().read(run.service, "id", held);
      const assignments = { b: assignment(1, { packageId: sample.otherPackageId }) };
      expect(found).to.deep.equal({
        id: "id",
        state: { ...held, assignments, assignmentIds: { b: held.assignmentIds.b } },
        inputs: { assignments },
      });
      expect(stage.calls()).to.deep.equal(["GET /api/Users"]);
    }));

  it("looks at what is to be removed still, too", () =>
    onStage(many, async (stage) => {
      const run = runOn(stage);
      const { assignmentIds, connection } = heldOn(stage, run);
      const superseded = [{ ...two.a, key: "b", id: assignmentIds.a ?? "" }];
      const state = {
        assignments: { b: two.b },
        assignmentIds: { b: assignmentIds.b ?? "" },
        superseded,
        connection,
      };
      expect((await lifecycle().read(run.service, "id", state))?.state).to.deep.equal(state);
    }));

  it("takes nothing for gone that was written with another login", () =>
    onStage(many, async (stage) => {
      const state = { assignments: { a: two.a }, assignmentIds: { a: "x" }, connection: "x at y" };
      const reading = lifecycle().read(runOn(stage).service, "id", state);
      expect((await rejection(reading, OtherConnectionError)).message).to.match(/^Destination "bucket-0" /);
    }));
});

describe("Updating a UserDestinations", () => {
  it("makes what is new and changes the rest in place before it removes what goes", () =>
    onStage(many, async (stage) => {
      const run = runOn(stage);
      const held = heldOn(stage, run);
      const assignments = { b: assignment(1, { destination: bucket(1) }), c: assignment(2) };
      const state = await lifecycle().update(
        run.service,
        "id",
        { ...held, connection: "x" },
        { assignments },
      );
      expect(state.assignments).to.deep.equal(assignments);
      expect(state.assignmentIds).to.deep.equal({ b: held.assignmentIds.b, c: listOf(stage, 2)[0]?.ID });
      expect(state.connection).to.equal(run.service.connection);
      expect(stage.writes().slice(0, 2)).to.have.members([post, put]);
      expect(stage.writes().slice(2)).to.deep.equal([
        `DELETE /api/Destinations/${held.assignmentIds.a ?? ""}`,
      ]);
    }));

  it("keeps what it could not remove until the next update, which removes it", () =>
    onStage(many, async (stage) => {
      const run = runOn(stage);
      const held = heldOn(stage, run);
      stage.simulator.faults.add({ match: { method: "DELETE" }, kind: { status: 403 } });
      const assignments = { a: assignment(2), b: two.b };
      const error = await rejection(
        lifecycle().update(run.service, "id", held, { assignments }),
        IncompleteError,
      );
      expect(error.id).to.equal("id");
      expect(error.reasons[0]).to.match(/^1 of 2 assignments could not be brought/);
      const kept = error.state as UserDestinationsState;
      expect(kept.superseded).to.deep.equal([{ ...two.a, key: "a", id: held.assignmentIds.a }]);
      const state = await lifecycle().update(runOn(stage).service, "id", kept, { assignments });
      expect(state).to.not.have.property("superseded");
      expect(listOf(stage, 0)).to.deep.equal([]);
    }));
});

describe("Deleting a UserDestinations", () => {
  it("takes away all of them, those whose key is taken by others, too", () =>
    onStage(many, async (stage) => {
      const run = runOn(stage);
      const { assignmentIds, ...held } = heldOn(stage, run);
      const superseded = [{ ...assignment(0), key: "b", id: assignmentIds.a ?? "" }];
      const state = {
        ...held,
        assignments: { b: two.b },
        assignmentIds: { b: assignmentIds.b ?? "" },
        superseded,
      };
      await lifecycle().delete(run.service, "id", state);
      expect([listOf(stage, 0), listOf(stage, 1)]).to.deep.equal([[], []]);
    }));

  it("leaves what the program declares by another resource", () =>
    onStage(many, async (stage) => {
      const run = runOn(stage);
      const held = heldOn(stage, run);
      const assignments = lifecycle();
      assignments.check({}, { assignments: { other: two.a } });
      await assignments.delete(run.service, "id", held);
      expect([listOf(stage, 0).length, listOf(stage, 1).length]).to.deep.equal([1, 0]);
      expect(run.told).to.deep.equal([
        'warning: 1 assignments stay, because the program declares them by other resources: "a".',
      ]);
    }));

  it("names what could not be taken away, and takes the rest", () =>
    onStage(many, async (stage) => {
      const run = runOn(stage);
      const held = heldOn(stage, run);
      const path = `/api/Destinations/${held.assignmentIds.a ?? ""}`;
      stage.simulator.faults.add({ match: { method: "DELETE", path }, kind: { status: 403 } });
      const error = await rejection(lifecycle().delete(run.service, "id", held), NotAllRemovedError);
      expect(error.message).to.match(
        /^1 of 2 assignments could not be removed; the others are removed\.\n"a": Could not take destination/,
      );
      expect(listOf(stage, 1)).to.deep.equal([]);
    }));
});
