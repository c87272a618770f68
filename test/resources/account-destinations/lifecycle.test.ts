import { expect } from "chai";
import { NotAllRemovedError } from "../../../provider/errors.js";
import { DeclaredObjects } from "../../../provider/lifecycle/declared-objects.js";
import { accountDestinations } from "../../../provider/resources/account-destinations/lifecycle.js";
import { rejection } from "../../http/local-service.js";
import { sample } from "../../support/samples.js";
import { onStage, type Stage } from "../simulated-run.js";

const declared = {
  accountId: sample.account,
  destinations: {
    archive: { destination: "new-archive", displayName: "Archive" },
    daily: { destination: "new-daily", displayName: "Daily" },
  },
};

const lifecycle = () => accountDestinations(new DeclaredObjects());
const runOn = (stage: Stage) => stage.run({ inRealTime: true });

function idOf({ simulator }: Stage, bucket: string): string | undefined {
  return simulator.tenant.accounts
    .flatMap(({ Destinations }) => Destinations)
    .find(({ Destination }) => Destination === bucket)?.DestinationID;
}

describe("Creating and reading an AccountDestinations", () => {
  it("registers all by one write each after one look, and knows their ids", () =>
    onStage({}, async (stage) => {
      const run = runOn(stage);
      const { state } = await lifecycle().create(run.service, declared);
      expect(state).to.deep.equal({
        ...declared,
        destinationIds: { archive: idOf(stage, "new-archive"), daily: idOf(stage, "new-daily") },
        connection: run.service.connection,
      });
      const post = "POST /api/Accounts/AddDestination";
      expect(stage.calls()).to.deep.equal([`GET /api/Accounts/${sample.account}`, post, post]);
      expect(await lifecycle().read(runOn(stage).service, "id", state)).to.deep.equal({
        id: "id",
        state,
        inputs: declared,
      });
    }));

  it("warns of each name of which the service keeps another form", () =>
    onStage({ behaviour: { displayNames: "trimmed" } }, async (stage) => {
      const run = runOn(stage);
      const destinations = { daily: { destination: "new-daily", displayName: "Daily " } };
      const { state } = await lifecycle().create(run.service, { ...declared, destinations });
      const kept = { destination: "new-daily", displayName: "Daily", declaredDisplayName: "Daily " };
      expect(state.destinations).to.deep.equal({ daily: kept });
      expect(run.told).to.have.length(1);
      expect(run.told[0]).to.include('keeps the display name "Daily" where "Daily " is declared');
    }));

  it("shows a name that was changed outside, and drops what is gone", () =>
    onStage({}, async (stage) => {
      const { state } = await lifecycle().create(runOn(stage).service, declared);
      stage.simulator.console.renameDestination(state.destinationIds.archive ?? "", "By hand");
      stage.simulator.console.removeDestination(state.destinationIds.daily ?? "");
      const found = await lifecycle().read(runOn(stage).service, "id", state);
      const destinations = { archive: { destination: "new-archive", displayName: "By hand" } };
      expect(found?.inputs).to.deep.equal({ ...declared, destinations });
    }));
});

describe("Updating and deleting an AccountDestinations", () => {
  it("renames in place, and registers another bucket before it removes the former", () =>
    onStage({}, async (stage) => {
      const run = runOn(stage);
      const { id, state } = await lifecycle().create(run.service, declared);
      stage.simulator.clearRequests();
      const destinations = {
        archive: { destination: "new-archive", displayName: "Renamed" },
        daily: { destination: "other-daily", displayName: "Daily" },
      };
      const after = await lifecycle().update(runOn(stage).service, id, state, { ...declared, destinations });
      expect(after.destinations).to.deep.equal(destinations);
      expect(after.destinationIds).to.deep.equal({
        archive: state.destinationIds.archive,
        daily: idOf(stage, "other-daily"),
      });
      expect(stage.writes().slice(0, 2)).to.have.members([
        "POST /api/Accounts/AddDestination",
        "PUT /api/Accounts/EditDestination",
      ]);
      expect(stage.writes().slice(2)).to.deep.equal(["PUT /api/Accounts/RemoveDestination"]);
      expect(idOf(stage, "new-daily")).to.equal(undefined);
    }));

  it("removes what nobody holds and names who holds the rest", () =>
    onStage({}, async (stage) => {
      const { state } = await lifecycle().create(runOn(stage).service, declared);
      stage.simulator.console.assignDestination({
        UserID: sample.jane,
        AccountID: sample.account,
        Destination: "new-daily",
        PackageID: sample.packageId,
      });
      const error = await rejection(
        lifecycle().delete(runOn(stage).service, "id", state),
        NotAllRemovedError,
      );
      expect(error.message).to.match(
        /^1 of 2 destinations could not be removed; the others are removed\.\n"daily": .* still assigned to "jane\.sales"/,
      );
      expect([idOf(stage, "new-archive"), idOf(stage, "new-daily")]).to.deep.equal([
        undefined,
        state.destinationIds.daily,
      ]);
    }));

  it("leaves what the program declares by another resource", () =>
    onStage({}, async (stage) => {
      const run = runOn(stage);
      const destinations = lifecycle();
      const { state } = await destinations.create(run.service, declared);
      const { archive } = declared.destinations;
      destinations.check({}, { ...declared, destinations: { other: archive } });
      await destinations.delete(run.service, "id", state);
      expect(idOf(stage, "new-archive")).to.equal(state.destinationIds.archive);
      expect(idOf(stage, "new-daily")).to.equal(undefined);
    }));
});
