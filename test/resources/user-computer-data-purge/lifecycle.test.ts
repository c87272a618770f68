import { expect } from "chai";
import { MissingObjectError, UnknownComputerError } from "../../../provider/errors.js";
import { ServiceUnavailableError } from "../../../provider/http/errors.js";
import { userComputerDataPurge } from "../../../provider/resources/user-computer-data-purge/lifecycle.js";
import type { UserComputerDataPurgeState } from "../../../provider/resources/user-computer-data-purge/model.js";
import { rejection } from "../../http/local-service.js";
import { sample } from "../../support/samples.js";
import { onStage, type Stage } from "../simulated-run.js";

const destinationId = "41d7b8e6-c259-4a03-97fe-d80b36a4215c";
const desk = { destinationId, computerName: "Reception desk PC" };
const nas = { destinationId, computerName: "nas-01" };
const order = { userId: sample.kim, computers: "all", waitSeconds: 0 } as const;
const path = `/api/Users/${sample.kim}/Computers`;
/** The service carries out no purge by itself. */
const slow = { behaviour: { purgedPairsVanishAfterMilliseconds: null } };

const wire = ({ destinationId: DestinationId, computerName: ComputerName }: typeof nas) => ({
  DestinationId,
  ComputerName,
});

const state: UserComputerDataPurgeState = {
  ...order,
  pairs: [desk, nas],
  requestedAt: "2026-01-01T00:00:00.000Z",
  completed: false,
};

/** Carries out the purge of a pair once the service was looked at so often. */
function purgeAfterLooks({ simulator }: Stage, looks: number, pair: typeof nas): void {
  let seen = 0;
  simulator.onAnswered(({ method, path: answered }) => {
    seen += method === "GET" && answered === path ? 1 : 0;
    if (seen === looks && method === "GET") {
      simulator.console.removeComputerData({ UserID: sample.kim, ...wire(pair) });
    }
  });
}

describe("Creating a UserComputerDataPurge", () => {
  it("orders the purge of what the selection means by one array, and does not wait", () =>
    onStage(slow, async (stage) => {
      const run = stage.run();
      const before = new Date().toISOString();
      const created = await userComputerDataPurge.create(run.service, { ...order, triggers: ["2026-11"] });
      expect(created.id).to.match(/^[0-9a-f-]{36}$/);
      const { requestedAt, ...others } = created.state;
      expect(others).to.deep.equal({ ...order, triggers: ["2026-11"], pairs: [desk, nas], completed: false });
      expect(requestedAt >= before && requestedAt <= new Date().toISOString()).to.equal(true);
      expect(stage.calls()).to.deep.equal([`GET ${path}`, `DELETE ${path}`]);
      expect(stage.bodies(path)).to.deep.equal([[wire(desk), wire(nas)]]);
      expect(run.told).to.deep.equal([]);
    }));

  it("has no triggers in the state when none are declared", () =>
    onStage({}, async (stage) => {
      const created = await userComputerDataPurge.create(stage.run().service, order);
      expect(created.state).to.not.have.property("triggers");
    }));

  it("is complete at once when there is nothing to purge, and sends nothing", () =>
    onStage({}, async (stage) => {
      const created = await userComputerDataPurge.create(stage.run().service, {
        ...order,
        userId: sample.jane,
      });
      expect(created.state).to.include({ completed: true }).and.deep.include({ pairs: [] });
      expect(stage.writes()).to.deep.equal([]);
    }));

  it("refuses a computer or a user that the service does not know, and sends nothing", () =>
    onStage({}, async (stage) => {
      const { service } = stage.run();
      const misspelt = { ...order, computers: [{ computerName: "nas-1" }] };
      await rejection(userComputerDataPurge.create(service, misspelt), UnknownComputerError);
      const nobody = { ...order, userId: "nobody" };
      await rejection(userComputerDataPurge.create(service, nobody), MissingObjectError);
      expect(stage.writes()).to.deep.equal([]);
    }));
});

describe("A UserComputerDataPurge that waits", () => {
  it("looks until the service lists none of the pairs", () =>
    onStage(slow, async (stage) => {
      purgeAfterLooks(stage, 3, desk);
      purgeAfterLooks(stage, 4, nas);
      const run = stage.run();
      const { state: found } = await userComputerDataPurge.create(run.service, {
        ...order,
        waitSeconds: 3_600,
      });
      expect(found.completed).to.equal(true);
      expect(stage.simulator.count({ method: "GET", path })).to.equal(5);
    }));

  it("looks after 1 s, 1.5 s and so on, at least once a minute, and once more when the time is over", () =>
    onStage(slow, async (stage) => {
      const run = stage.run();
      await userComputerDataPurge.create(run.service, { ...order, waitSeconds: 300 });
      const pauses = run.clock.waits.filter((milliseconds) => milliseconds >= 1_000);
      expect(pauses.slice(0, 4)).to.deep.equal([1_000, 1_500, 2_250, 3_375]);
      expect(Math.max(...pauses)).to.equal(60_000);
      expect(pauses.reduce((sum, pause) => sum + pause, 0)).to.be.closeTo(300_000, 2_000);
      // One look for the order, one before each pause, one after the last.
      expect(stage.simulator.count({ method: "GET", path })).to.equal(pauses.length + 2);
    }));

  it("reports how far it is at the first look, and then not more often than every ten seconds", () =>
    onStage(slow, async (stage) => {
      purgeAfterLooks(stage, 2, desk);
      const run = stage.run();
      await userComputerDataPurge.create(run.service, { ...order, waitSeconds: 40 });
      const waiting = `info: Waiting for the purge of user "${sample.kim}":`;
      expect(run.told).to.deep.equal([
        `${waiting} 0 of 2 done, at most 40 s more.`,
        `${waiting} 1 of 2 done, at most 27 s more.`,
        `${waiting} 1 of 2 done, at most 8 s more.`,
        `warning: The purge of "nas-01" of user "${sample.kim}" is ordered but not done after 40 s: "pulumi refresh" shows ` +
          `later whether it is.`,
      ]);
    }));

  it("ends without completion when the user disappears, which proves nothing", () =>
    onStage(slow, async (stage) => {
      const { simulator } = stage;
      simulator.onAnswered(({ method, path: answered }) => {
        if (method === "DELETE" && answered === path) {
          simulator.console.deleteUser(sample.kim, { keepData: true });
        }
      });
      const run = stage.run();
      const { state: found } = await userComputerDataPurge.create(run.service, { ...order, waitSeconds: 5 });
      expect(found.completed).to.equal(false);
      expect(run.told.at(-1)).to.match(/^warning: The purge of "Reception desk PC", "nas-01" of user/);
    }));

  it("keeps the order on record when a look fails, and says that the end is not known", () =>
    onStage(slow, async (stage) => {
      const outage = {
        match: { method: "GET", path },
        skip: 1,
        times: "always",
        kind: { status: 500 },
      } as const;
      stage.simulator.faults.add(outage);
      const run = stage.run();
      const { state: found } = await userComputerDataPurge.create(run.service, { ...order, waitSeconds: 60 });
      expect(found)
        .to.include({ completed: false })
        .and.deep.include({ pairs: [desk, nas] });
      expect(run.told).to.have.length(1);
      expect(run.told[0]).to.match(
        /^warning: The purge is ordered, but whether it is done is not known: Could not list the computers/,
      );
    }));

  it("does not hide a fault of the program itself", () =>
    onStage(slow, async (stage) => {
      const run = stage.run();
      const sleep = run.clock.sleep.bind(run.clock);
      run.clock.sleep = (milliseconds) =>
        milliseconds === 1_000 ? Promise.reject(new RangeError("fault")) : sleep(milliseconds);
      const creation = userComputerDataPurge.create(run.service, { ...order, waitSeconds: 60 });
      await rejection(creation, RangeError);
    }));
});

describe("Reading a UserComputerDataPurge", () => {
  it("is complete once the service lists none of the pairs", () =>
    onStage({}, async (stage) => {
      stage.simulator.console.removeComputerData({ UserID: sample.kim, ...wire(desk) });
      const half = await userComputerDataPurge.read(stage.run().service, "id", state);
      expect(half).to.deep.equal({ id: "id", state, inputs: order });
      stage.simulator.console.removeComputerData({ UserID: sample.kim, ...wire(nas) });
      const whole = await userComputerDataPurge.read(stage.run().service, "id", state);
      expect(whole?.state).to.deep.equal({ ...state, completed: true });
    }));

  it("stays complete, without a look, when data came back since", () =>
    onStage({}, async (stage) => {
      const done = { ...state, completed: true };
      expect((await userComputerDataPurge.read(stage.run().service, "id", done))?.state).to.deep.equal(done);
      expect(stage.simulator.requests).to.deep.equal([]);
    }));

  it("is not complete because the user was deleted", () =>
    onStage({}, async (stage) => {
      stage.simulator.console.deleteUser(sample.kim);
      const found = await userComputerDataPurge.read(stage.run().service, "id", state);
      expect(found?.state.completed).to.equal(false);
    }));

  it("fails when the service does", () =>
    onStage({}, async (stage) => {
      stage.simulator.faults.add({ match: { path }, kind: { status: 500 }, times: "always" });
      await rejection(userComputerDataPurge.read(stage.run().service, "id", state), ServiceUnavailableError);
    }));
});

describe("Updating and deleting a UserComputerDataPurge", () => {
  it("change only the record, and send nothing", () =>
    onStage({}, async (stage) => {
      const { service } = stage.run();
      const updated = await userComputerDataPurge.update(service, "id", state, { ...order, waitSeconds: 9 });
      expect(updated).to.deep.equal({ ...state, waitSeconds: 9 });
      await userComputerDataPurge.delete(service, "id", state);
      expect(stage.simulator.requests).to.deep.equal([]);
    }));
});
