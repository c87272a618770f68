import { expect } from "chai";
import { AlreadyDeclaredError, AlreadyExistsError, MissingObjectError } from "../../../provider/errors.js";
import { RequestRejectedError } from "../../../provider/http/errors.js";
import { IncompleteError } from "../../../provider/lifecycle/incomplete-error.js";
import { rejection } from "../../http/local-service.js";
import { sample } from "../../support/samples.js";
import { onStage, type Stage } from "../simulated-run.js";
import { assigned, assignment, kims, kimsId, lifecycle, stateOf } from "./objects.js";

const post = "POST /api/Destinations";
const adding = { method: "POST", path: "/api/Destinations" };

describe("Creating a UserDestination", () => {
  for (const createReplies of ["object", "empty", "id", "objectWithoutId"] as const) {
    it(`looks, assigns once, and knows the id when the reply is: ${createReplies}`, () =>
      onStage({ behaviour: { createReplies } }, async (stage) => {
        const run = stage.run();
        const created = await lifecycle.create(run.service, assignment);
        expect(created).to.deep.equal({
          id: assigned(stage)[0]?.ID,
          state: stateOf(run, assignment),
        });
        const look = `GET /api/Users/${sample.charlie}`;
        expect(stage.calls()).to.deep.equal(createReplies === "object" ? [look, post] : [look, post, look]);
      }));
  }

  it("refuses a user that does not exist, and sends nothing", () =>
    onStage({}, async (stage) => {
      const creation = lifecycle.create(stage.run().service, { ...assignment, userId: "nobody" });
      const error = await rejection(creation, MissingObjectError);
      expect(error.message).to.include('User "nobody" does not exist: check userId against the users');
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("refuses an assignment that exists, and says how to take it over", () =>
    onStage({}, async (stage) => {
      const error = await rejection(lifecycle.create(stage.run().service, kims), AlreadyExistsError);
      expect(error.message).to.match(
        /^Destination "acme-backups-eu" .* of user ".*" exists already: set adopt/,
      );
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("takes over with adopt what exists, and brings it to the declared package", () =>
    onStage({}, async (stage) => {
      const declared = { ...kims, packageId: sample.packageId, adopt: true as const };
      const { id, state } = await lifecycle.create(stage.run().service, declared);
      expect([id, state.packageId]).to.deep.equal([kimsId, sample.packageId]);
      expect(assigned(stage, sample.kim).map(({ PackageID }) => PackageID)).to.deep.equal([sample.packageId]);
      expect(stage.writes()).to.deep.equal(["PUT /api/Destinations"]);
    }));

  it("takes over when the run adopts everything, and sends nothing when all is as declared", () =>
    onStage({}, async (stage) => {
      const { id } = await lifecycle.create(stage.run({ adoptExisting: true }).service, kims);
      expect(id).to.equal(kimsId);
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("tells a lost race as what it is: somebody assigned the bucket after the look", () =>
    onStage({}, async (stage) => {
      const gate = stage.simulator.faults.hold({ match: adding });
      const creation = rejection(lifecycle.create(stage.run().service, assignment), AlreadyExistsError);
      await gate.arrived;
      assignByHand(stage);
      gate.release();
      expect((await creation).cause).to.be.instanceOf(RequestRejectedError);
      expect(assigned(stage)).to.have.length(1);
    }));

  it("passes on the refusal of what is not there either", () =>
    onStage({}, async (stage) => {
      const creation = lifecycle.create(stage.run().service, { ...assignment, destination: "no-bucket" });
      const error = await rejection(creation, RequestRejectedError);
      expect(error.message).to.include("Destination not found on the account (HTTP 400)");
    }));

  it("is done once for two resources of a program", () =>
    onStage({ behaviour: { duplicateAssignment: "accept" } }, async (stage) => {
      const { service } = stage.run();
      const first = lifecycle.create(service, assignment);
      const error = await rejection(lifecycle.create(service, assignment), AlreadyDeclaredError);
      expect(error.message).to.match(/^Destination "acme-backups-eu" .* is declared by two resources/);
      await first;
      expect(assigned(stage)).to.have.length(1);
    }));

  for (const [loss, kind] of [
    ["cut after the effect", { reset: "afterEffect" }],
    ["cut before the effect", { reset: "beforeEffect" }],
    ["a gateway's 502 after the effect", { status: 502 }],
  ] as const) {
    it(`makes one assignment and knows its id when the answer is lost: ${loss}`, () =>
      onStage({ behaviour: { duplicateAssignment: "accept" } }, async (stage) => {
        stage.simulator.faults.add({ match: adding, kind, effect: "after" });
        const { id } = await lifecycle.create(stage.run().service, assignment);
        expect(assigned(stage).map(({ ID }) => ID)).to.deep.equal([id]);
      }));
  }

  it("keeps what it cannot decide under a provisional id, and the next update completes it", () =>
    onStage({}, async (stage) => {
      stage.simulator.faults.add({ match: adding, kind: { status: 504 } });
      const run = stage.run();
      const error = await rejection(lifecycle.create(run.service, assignment), IncompleteError);
      expect(error.id).to.equal(`unconfirmed:${sample.charlie}/${sample.account}/acme-backups-eu`);
      const kept = { ...assignment, connection: run.service.connection };
      expect(error.state).to.deep.equal(kept);
      expect(error.message).to.match(/^Could not assign .* Whether it was created is not known/);
      const state = await lifecycle.update(stage.run().service, error.id, kept, assignment);
      expect(state).to.deep.equal(stateOf(run, assignment));
      expect(stage.writes()).to.deep.equal([post, post]);
    }));

  it("says so when the service accepts it and does not show it", () =>
    onStage({}, async (stage) => {
      stage.simulator.faults.add({ match: adding, kind: { status: 200 } });
      const creation = lifecycle.create(stage.run().service, assignment);
      const { message } = await rejection(creation, IncompleteError);
      expect(message).to.match(
        /^Destination "acme-backups-eu" .* was accepted by the service but does not show/,
      );
    }));
});

function assignByHand({ simulator }: Stage): string {
  return simulator.console.assignDestination({
    UserID: assignment.userId,
    AccountID: assignment.accountId,
    Destination: assignment.destination,
    PackageID: assignment.packageId,
  });
}
