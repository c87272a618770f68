import { expect } from "chai";
import { AlreadyDeclaredError, AlreadyExistsError, MissingObjectError } from "../../../provider/errors.js";
import { RequestRejectedError } from "../../../provider/http/errors.js";
import { IncompleteError } from "../../../provider/lifecycle/incomplete-error.js";
import { rejection } from "../../http/local-service.js";
import { sample } from "../../support/samples.js";
import { onStage } from "../simulated-run.js";
import { bucket, known, knownId, lifecycle, registered } from "./objects.js";

const post = "POST /api/Accounts/AddDestination";
const adding = { method: "POST", path: "/api/Accounts/AddDestination" };

describe("Creating an AccountDestination", () => {
  for (const createReplies of ["object", "empty", "id", "objectWithoutId"] as const) {
    it(`looks, adds once, and knows the id when the reply is: ${createReplies}`, () =>
      onStage({ behaviour: { createReplies } }, async (stage) => {
        const run = stage.run();
        const created = await lifecycle.create(run.service, bucket);
        const id = registered(stage)[0]?.DestinationID;
        expect(created).to.deep.equal({
          id,
          state: { ...bucket, destinationId: id, connection: `acme-api at ${stage.simulator.url}` },
        });
        const look = `GET /api/Accounts/${sample.account}`;
        const isTold = createReplies === "object" || createReplies === "id";
        expect(stage.calls()).to.deep.equal(isTold ? [look, post] : [look, post, look]);
        expect(run.told).to.deep.equal([]);
      }));
  }

  it("refuses a storage account that does not exist, and sends nothing", () =>
    onStage({}, async (stage) => {
      const creation = lifecycle.create(stage.run().service, { ...bucket, accountId: "nobody" });
      const error = await rejection(creation, MissingObjectError);
      expect(error.message).to.include('Storage account "nobody" does not exist: check accountId');
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("refuses a bucket that is registered already, and says how to take it over", () =>
    onStage({}, async (stage) => {
      const error = await rejection(lifecycle.create(stage.run().service, known), AlreadyExistsError);
      expect(error.message).to.match(
        /^Destination "acme-backups-eu" of storage account ".*" exists already: set adopt/,
      );
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("takes over with adopt what exists, and brings it to the declared name", () =>
    onStage({}, async (stage) => {
      const declared = { ...known, displayName: "Europe", adopt: true as const };
      const { id, state } = await lifecycle.create(stage.run().service, declared);
      expect(id).to.equal(knownId);
      expect(state).to.include({ displayName: "Europe", destinationId: knownId });
      expect(registered(stage, known.destination)[0]?.DestinationDisplayName).to.equal("Europe");
      expect(stage.writes()).to.deep.equal(["PUT /api/Accounts/EditDestination"]);
    }));

  it("takes over when the run adopts everything, and sends nothing when all is as declared", () =>
    onStage({}, async (stage) => {
      const { id } = await lifecycle.create(stage.run({ adoptExisting: true }).service, known);
      expect(id).to.equal(knownId);
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("tells a lost race as what it is: somebody added the bucket after the look", () =>
    onStage({}, async (stage) => {
      const gate = stage.simulator.faults.hold({ match: adding });
      const creation = rejection(lifecycle.create(stage.run().service, bucket), AlreadyExistsError);
      await gate.arrived;
      stage.simulator.console.addDestination({ AccountID: sample.account, Destination: bucket.destination });
      gate.release();
      expect((await creation).cause).to.be.instanceOf(RequestRejectedError);
      expect(registered(stage)).to.have.length(1);
    }));

  it("passes on the refusal of what is not there either", () =>
    onStage({}, async (stage) => {
      const creation = lifecycle.create(stage.run().service, { ...bucket, accountId: sample.fileShare });
      const error = await rejection(creation, RequestRejectedError);
      expect(error.message).to.include("A destination can't be added to a file share account (HTTP 400)");
    }));

  it("is done once for two resources of a program, and can be tried again after it failed", () =>
    onStage({}, async (stage) => {
      const { service } = stage.run();
      stage.simulator.faults.add({ match: adding, kind: { status: 403 } });
      await lifecycle.create(service, bucket).catch((error: unknown) => error);
      const first = lifecycle.create(service, bucket);
      const upperCase = { ...bucket, accountId: bucket.accountId.toUpperCase() };
      const error = await rejection(lifecycle.create(service, upperCase), AlreadyDeclaredError);
      expect(error.message).to.match(/^Destination "new-bucket" of .* is declared by two resources/);
      await first;
      expect(registered(stage)).to.have.length(1);
    }));

  for (const [loss, kind] of [
    ["cut after the effect", { reset: "afterEffect" }],
    ["cut before the effect", { reset: "beforeEffect" }],
    ["a gateway's 502 after the effect", { status: 502 }],
  ] as const) {
    it(`makes one destination and knows its id when the answer is lost: ${loss}`, () =>
      onStage({ behaviour: { duplicateDestination: "accept" } }, async (stage) => {
        const effect = "status" in kind ? "after" : "before";
        stage.simulator.faults.add({ match: adding, kind, effect });
        const { id } = await lifecycle.create(stage.run().service, bucket);
        expect(registered(stage).map(({ DestinationID }) => DestinationID)).to.deep.equal([id]);
      }));
  }

  it("keeps what it cannot decide under a provisional id, and the next update completes it", () =>
    onStage({}, async (stage) => {
      stage.simulator.faults.add({ match: adding, kind: { status: 504 } });
      const run = stage.run();
      const error = await rejection(lifecycle.create(run.service, bucket), IncompleteError);
      expect(error.id).to.equal(`unconfirmed:${sample.account}/new-bucket`);
      const kept = { ...bucket, connection: run.service.connection };
      expect(error.state).to.deep.equal(kept);
      expect(error.message).to.match(/Could not add .* Whether it was created is not known/);
      const state = await lifecycle.update(stage.run().service, error.id, kept, bucket);
      expect(registered(stage).map(({ DestinationID }) => DestinationID)).to.deep.equal([
        state.destinationId,
      ]);
      expect(stage.writes()).to.deep.equal([post, post]);
    }));

  it("says so when the service accepts it and does not show it", () =>
    onStage({}, async (stage) => {
      stage.simulator.faults.add({ match: adding, kind: { status: 200 } });
      const error = await rejection(lifecycle.create(stage.run().service, bucket), IncompleteError);
      expect(error.message).to.match(
        /^Destination "new-bucket" .* was accepted by the service but does not show yet/,
      );
    }));

  it("warns when the service keeps another form of the name, and stores both", () =>
    onStage({ behaviour: { displayNames: "trimmed" } }, async (stage) => {
      const run = stage.run();
      const { state } = await lifecycle.create(run.service, { ...bucket, displayName: " New bucket" });
      expect(state).to.include({ displayName: "New bucket", declaredDisplayName: " New bucket" });
      expect(run.told).to.deep.equal([
        `warning: Destination "new-bucket" of storage account "${sample.account}": the service keeps the display name ` +
          `"New bucket" where " New bucket" is declared.`,
      ]);
    }));
});
