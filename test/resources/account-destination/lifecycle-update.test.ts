import { expect } from "chai";
import { IdentityConflictError, MissingObjectError, OtherConnectionError } from "../../../provider/errors.js";
import { NetworkError, ServiceUnavailableError } from "../../../provider/http/errors.js";
import { rejection } from "../../http/local-service.js";
import { sample } from "../../support/samples.js";
import { onStage } from "../simulated-run.js";
import { bucket, known, knownId, lifecycle, stateOf } from "./objects.js";

const put = "PUT /api/Accounts/EditDestination";
const editing = { method: "PUT", path: "/api/Accounts/EditDestination" };

describe("Reading an AccountDestination", () => {
  it("shows what was changed outside, as state and as inputs", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      stage.simulator.console.renameDestination(knownId, "By hand");
      const state = {
        ...known,
        displayName: "By hand",
        destinationId: knownId,
        connection: "login at address",
      };
      expect(
        await lifecycle.read(run.service, "x", { ...state, displayName: known.displayName }),
      ).to.deep.equal({ id: knownId, state, inputs: { ...known, displayName: "By hand" } });
    }));

  it("follows a bucket that was removed and added again", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const found = await lifecycle.read(run.service, "d-old", stateOf(run, { destinationId: "d-old" }));
      expect(found?.id).to.equal(knownId);
    }));

  it("finds nothing when the destination or the whole account is gone", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      for (const gone of [{ destination: "gone", destinationId: "d-gone" }, { accountId: "gone" }]) {
        expect(await lifecycle.read(run.service, "x", stateOf(run, gone))).to.equal(undefined);
      }
    }));

  it("takes nothing for gone that was written with another login", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const gone = {
        ...stateOf(run, { destination: "gone", destinationId: "d-gone" }),
        connection: "x at y",
      };
      const error = await rejection(lifecycle.read(run.service, "x", gone), OtherConnectionError);
      expect(error.message).to.match(
        /^Destination "gone" of .* is not found with login acme-api .* login x at y/,
      );
    }));

  it("stops when the id now belongs to another bucket", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const state = stateOf(run, { destination: "other" });
      await rejection(lifecycle.read(run.service, knownId, state), IdentityConflictError);
    }));
});

describe("Updating an AccountDestination", () => {
  const renamed = { ...known, displayName: "Europe" };

  it("changes the name by one request with all four fields", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const state = await lifecycle.update(run.service, knownId, stateOf(run, { connection: "x" }), renamed);
      expect(state).to.deep.equal(stateOf(run, renamed));
      expect(stage.bodies("/api/Accounts/EditDestination")).to.deep.equal([
        {
          AccountID: sample.account,
          Destination: sample.europe,
          DestinationDisplayName: "Europe",
          DestinationID: knownId,
        },
      ]);
    }));

  it("sends nothing when the service has the declared name already", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      await lifecycle.update(run.service, knownId, stateOf(run, { displayName: "Old" }), known);
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
        const state = await lifecycle.update(run.service, knownId, stateOf(run, {}), renamed);
        expect(state.displayName).to.equal("Europe");
        expect(stage.writes()).to.have.length(requests);
      }));
  }

  it("shows its own change to the rest of the run while it still looks", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const match = { method: "GET", path: "/api/Accounts" };
      const gate = stage.simulator.faults.hold({ match, skip: 1 });
      const update = lifecycle.update(run.service, knownId, stateOf(run), renamed);
      await gate.arrived;
      const account = await run.service.accountDirectory.item(sample.account);
      expect(account?.destinations.map(({ displayName }) => displayName)).to.deep.equal([
        "US bucket",
        "Europe",
      ]);
      gate.release();
      await update;
    }));

  it("fails with the last failure when three requests were lost", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      stage.simulator.faults.add({ match: editing, kind: { reset: "beforeEffect" }, times: 3 });
      await rejection(lifecycle.update(run.service, knownId, stateOf(run, {}), renamed), NetworkError);
    }));

  it("keeps the service's name and warns when an accepted change does not show", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      stage.simulator.faults.add({ match: editing, kind: { status: 200 } });
      const state = await lifecycle.update(run.service, knownId, stateOf(run, {}), renamed);
      expect(state).to.include({ displayName: "EU bucket", declaredDisplayName: "Europe" });
      expect(run.told).to.have.length(1);
    }));

  it("takes another form of the name for the effect, at the first look", () =>
    onStage({ behaviour: { displayNames: "trimmed" } }, async (stage) => {
      const run = stage.run();
      const spaced = { ...known, displayName: "Europe " };
      const state = await lifecycle.update(run.service, knownId, stateOf(run, {}), spaced);
      expect(state).to.include({ displayName: "Europe", declaredDisplayName: "Europe " });
      expect(stage.calls()).to.deep.equal([
        `GET /api/Accounts/${sample.account}`,
        put,
        `GET /api/Accounts/${sample.account}`,
      ]);
    }));

  it("does not add what is gone, and says what to do", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const gone = stateOf(run, { destination: "gone", destinationId: "d-gone" });
      const update = lifecycle.update(run.service, "d-gone", gone, { ...known, destination: "gone" });
      const error = await rejection(update, MissingObjectError);
      expect(error.message).to.match(/is gone: run "pulumi refresh", then "pulumi up" to add it again\.$/);
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("adds nothing in another MBS account for what was never confirmed", () =>
    onStage({}, async (stage) => {
      const state = { ...bucket, connection: "x at y" };
      const update = lifecycle.update(stage.run().service, "unconfirmed:x", state, bucket);
      await rejection(update, OtherConnectionError);
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("fails when the service cannot be looked at, and sends nothing", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const match = { method: "GET", path: "/api/Accounts" };
      stage.simulator.faults.add({ match, kind: { status: 500 }, times: "always" });
      const update = lifecycle.update(run.service, knownId, stateOf(run, {}), renamed);
      await rejection(update, ServiceUnavailableError);
      expect(stage.writes()).to.deep.equal([]);
    }));
});
