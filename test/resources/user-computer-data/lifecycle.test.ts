import { expect } from "chai";
import { Declarations } from "../../../provider/computer-data/declarations.js";
import { MissingObjectError, OtherConnectionError, UnknownComputerError } from "../../../provider/errors.js";
import { ServiceUnavailableError } from "../../../provider/http/errors.js";
import { userComputerData } from "../../../provider/resources/user-computer-data/lifecycle.js";
import type { UserComputerDataState } from "../../../provider/resources/user-computer-data/model.js";
import { rejection } from "../../http/local-service.js";
import { unknownMarkers } from "../../host/unknown-markers.js";
import { sample } from "../../support/samples.js";
import { onStage, type SimulatedRun, type Stage } from "../simulated-run.js";

const macBook = {
  destinationId: "b17266e7-8b8e-4c3f-b1bb-911b9sdf",
  computerName: "Charlie Marketing MacBook",
};
const acer = { destinationId: "b17266e7-8b8e-4c3f-b1bb-911b9e8sdf", computerName: "Jane sales Acer" };
const all = { userId: sample.charlie, computers: "all", onDelete: "purge" } as const;
const onlyAcer = { ...all, computers: [{ computerName: acer.computerName }] };
const path = `/api/Users/${sample.charlie}/Computers`;

const wire = ({ destinationId, computerName }: typeof acer) => ({
  DestinationId: destinationId,
  ComputerName: computerName,
});

/** A lifecycle for a program that declares nothing else. */
const lifecycle = () => userComputerData(new Declarations());

const stateOf = (run: SimulatedRun, fields: Partial<UserComputerDataState> = {}): UserComputerDataState => ({
  ...all,
  pairs: [macBook, acer],
  connection: run.service.connection,
  ...fields,
});

const removeData = ({ simulator }: Stage, ...pairs: (typeof acer)[]) =>
  pairs.forEach((pair) => simulator.console.removeComputerData({ UserID: sample.charlie, ...wire(pair) }));

describe("Creating a UserComputerData", () => {
  it("only looks, and stores the pairs that the selection means", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const created = await lifecycle().create(run.service, all);
      expect(created.state).to.deep.equal(stateOf(run));
      expect(created.id).to.match(/^[0-9a-f-]{36}$/);
      expect((await lifecycle().create(run.service, onlyAcer)).state.pairs).to.deep.equal([acer]);
      expect(stage.calls()).to.deep.equal([`GET ${path}`]);
    }));

  it("refuses a computer that the service does not know, with the nearest name", () =>
    onStage({}, async (stage) => {
      const misspelt = { ...all, computers: [{ computerName: "Jane sale Acer" }] };
      const error = await rejection(lifecycle().create(stage.run().service, misspelt), UnknownComputerError);
      expect(error.message).to.include('did you mean "Jane sales Acer"?');
    }));

  it("refuses a user that does not exist", () =>
    onStage({}, async (stage) => {
      const creation = lifecycle().create(stage.run().service, { ...all, userId: "nobody" });
      const error = await rejection(creation, MissingObjectError);
      expect(error.message).to.include('User "nobody" does not exist');
    }));
});

describe("Reading a UserComputerData", () => {
  it("brings the pairs up to date, as state and as inputs", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      removeData(stage, macBook);
      const state = stateOf(run, { connection: "x at y", pairs: [acer] });
      const found = await lifecycle().read(run.service, "id", { ...state, pairs: [macBook, acer] });
      expect(found).to.deep.equal({ id: "id", state, inputs: { ...all, pairs: [acer] } });
    }));

  it("keeps the pairs of a user who was deleted: their data can still be stored", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      stage.simulator.console.deleteUser(sample.charlie, { keepData: true });
      const found = await lifecycle().read(run.service, "id", stateOf(run));
      expect(found?.state).to.deep.equal(stateOf(run));
    }));

  it("takes no user for deleted with another login", () =>
    onStage({}, async (stage) => {
      const state = stateOf(stage.run(), { userId: "gone", connection: "x at y" });
      const error = await rejection(lifecycle().read(stage.run().service, "id", state), OtherConnectionError);
      expect(error.message).to.match(/^User "gone" is not found with login acme-api .* login x at y/);
    }));
});

describe("Updating a UserComputerData", () => {
  it("changes selection and onDelete without a purge", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const news = { ...onlyAcer, onDelete: "retain" as const };
      const state = await lifecycle().update(run.service, "id", stateOf(run, { connection: "x" }), news);
      expect(state).to.deep.equal(stateOf(run, { ...news, pairs: [acer] }));
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("takes a computer that only the state knows, and refuses one that nobody knows", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      removeData(stage, macBook);
      const named = (computerName: string) => ({ ...all, computers: [{ computerName }] });
      const known = await lifecycle().update(run.service, "id", stateOf(run), named(macBook.computerName));
      expect(known.pairs).to.deep.equal([]);
      const update = lifecycle().update(run.service, "id", stateOf(run), named("nas-07"));
      await rejection(update, UnknownComputerError);
    }));

  it("keeps what the state knows of a user who was deleted, so that a consent can be withdrawn", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const state = stateOf(run, { userId: "gone" });
      const inputs = { ...all, userId: "gone", onDelete: "retain" } as const;
      const updated = await lifecycle().update(run.service, "id", state, inputs);
      expect(updated).to.deep.equal({ ...state, onDelete: "retain" });
    }));

  it("takes a user for deleted only where the state was written", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const state = stateOf(run, { userId: "gone", connection: "other at https://other.example" });
      const update = lifecycle().update(run.service, "id", state, { ...all, userId: "gone" });
      await rejection(update, OtherConnectionError);
    }));
});

describe("Deleting a UserComputerData", () => {
  it("purges what the service lists now of the selection, by one array in one request, and says so", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const nas = { destinationId: "d", computerName: "nas-02" };
      stage.simulator.console.addComputerData({ UserID: sample.charlie, ...wire(nas) });
      removeData(stage, macBook);
      await lifecycle().delete(run.service, "id", stateOf(run));
      expect(stage.calls()).to.deep.equal([`GET ${path}`, `DELETE ${path}`]);
      expect(stage.bodies(path)).to.deep.equal([[wire(acer), wire(nas)]]);
      expect(run.told).to.deep.equal([
        `info: Ordered the purge of "Jane sales Acer", "nas-02" of user "${sample.charlie}"; the service carries it ` +
          `out within about 24 hours.`,
      ]);
    }));

  it("leaves what the selection does not mean", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      await lifecycle().delete(run.service, "id", stateOf(run, { computers: onlyAcer.computers }));
      expect(stage.bodies(path)).to.deep.equal([[wire(acer)]]);
    }));

  it("sends nothing at all with retain", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      await lifecycle().delete(run.service, "id", stateOf(run, { onDelete: "retain" }));
      expect(stage.simulator.requests).to.deep.equal([]);
    }));

  it("sends no purge and says nothing when all is gone", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      removeData(stage, macBook, acer);
      await lifecycle().delete(run.service, "id", stateOf(run));
      expect(stage.writes()).to.deep.equal([]);
      expect(run.told).to.deep.equal([]);
    }));

  it("sends no purge when the list fails", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      stage.simulator.faults.add({ match: { path }, kind: { status: 500 }, times: "always" });
      await rejection(lifecycle().delete(run.service, "id", stateOf(run)), ServiceUnavailableError);
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("purges the pairs of the state when the user was deleted", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      stage.simulator.console.deleteUser(sample.charlie, { keepData: true });
      await lifecycle().delete(run.service, "id", stateOf(run));
      expect(stage.bodies(path)).to.deep.equal([[wire(macBook), wire(acer)]]);
    }));

  it("purges nothing of a user who is only invisible to another login", () =>
    onStage({}, async (stage) => {
      const state = stateOf(stage.run(), { userId: "gone", connection: "x at y" });
      const deletion = lifecycle().delete(stage.run().service, "id", state);
      const error = await rejection(deletion, OtherConnectionError);
      expect(error.message).to.match(/^User "gone" is not found with login acme-api/);
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("purges what another login made, as long as the user is seen", () =>
    onStage({}, async (stage) => {
      await lifecycle().delete(stage.run().service, "id", stateOf(stage.run(), { connection: "x at y" }));
      expect(stage.bodies(path)).to.deep.equal([[wire(macBook), wire(acer)]]);
    }));

  it("spares what the program declares by another resource, and says so", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const data = lifecycle();
      data.check({}, { ...onlyAcer, userId: sample.charlie.toUpperCase() });
      await data.delete(run.service, "id", stateOf(run));
      expect(stage.bodies(path)).to.deep.equal([[wire(macBook)]]);
      expect(run.told[0]).to.equal(
        `warning: The data of "Jane sales Acer" of user "${sample.charlie}" is not purged: a UserComputerData that the ` +
          `program declares selects it.`,
      );
    }));

  it("spares nothing for a declaration that is wrong, not known yet, or of another user", () =>
    onStage({}, async (stage) => {
      const run = stage.run();
      const data = lifecycle();
      expect(data.check({}, { ...all, onDelete: "perhaps" }).failures).to.have.length(1);
      expect(data.check({}, { ...all, computers: unknownMarkers.array }).failures).to.deep.equal([]);
      data.check({}, { ...all, userId: sample.kim });
      await data.delete(run.service, "id", stateOf(run));
      expect(stage.bodies(path)).to.deep.equal([[wire(macBook), wire(acer)]]);
      expect(run.told).to.have.length(1);
    }));
});
