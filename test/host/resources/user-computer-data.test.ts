import { expect } from "chai";
import { sample } from "../../support/samples.js";
import { failureOf, inScene, type Scene } from "../harness/scene.js";

const kind = "UserComputerData";
const macBook = {
  destinationId: "b17266e7-8b8e-4c3f-b1bb-911b9sdf",
  computerName: "Charlie Marketing MacBook",
};
const acer = { destinationId: "b17266e7-8b8e-4c3f-b1bb-911b9e8sdf", computerName: "Jane sales Acer" };
const all = { userId: sample.charlie, computers: "all", onDelete: "purge" };

function purges(scene: Scene) {
  return scene.simulator.requests
    .filter(({ method, path }) => method === "DELETE" && path.endsWith("/Computers"))
    .map(({ requestBody }) => JSON.parse(requestBody) as unknown);
}

const wire = ({ destinationId, computerName }: typeof acer) => ({
  DestinationId: destinationId,
  ComputerName: computerName,
});

describe("UserComputerData over the dynamic-provider host", () => {
  it("only looks when it is created, changed and read", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, all);
      expect(held.state.pairs).to.deep.equal([macBook, acer]);
      const one = { ...all, computers: [{ computerName: acer.computerName }] };
      expect(await scene.preview(kind, held, one)).to.deep.equal({ changes: true, replaces: [] });
      const changed = await scene.update(kind, held, one);
      expect(changed.state.pairs).to.deep.equal([acer]);
      expect((await scene.refresh(kind, changed))?.state.pairs).to.deep.equal([acer]);
      expect(scene.writes()).to.deep.equal([]);
    }));

  it("refuses a computer that the service does not know, with the nearest name", () =>
    inScene({}, async (scene) => {
      const failure = await failureOf(
        scene.create(kind, { ...all, computers: [{ computerName: "Jane sale Acer" }] }),
      );
      expect(failure.message).to.include('did you mean "Jane sales Acer"?');
    }));

  it("purges with one array in one request", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, all);
      await scene.restart();
      await scene.delete(kind, held);
      expect(purges(scene)).to.deep.equal([[wire(macBook), wire(acer)]]);
    }));

  it("sends nothing with retain", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, { ...all, onDelete: "retain" });
      scene.simulator.clearRequests();
      await scene.delete(kind, held);
      expect(scene.simulator.requests).to.deep.equal([]);
    }));

  it("names what would be purged among the inputs after a refresh, and that is no difference", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, all);
      const refreshed = await scene.refresh(kind, held);
      expect(refreshed?.inputs.pairs).to.deep.equal([macBook, acer]);
      if (refreshed === undefined) {
        throw new Error("It was gone.");
      }
      const inputs = await scene.check(kind, all, refreshed.inputs);
      expect(inputs.pairs).to.deep.equal([macBook, acer]);
      expect((await scene.preview(kind, refreshed, all)).changes).to.equal(false);
    }));

  it("refuses another user while the state says purge, and replaces with retain", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, all);
      const { failures } = await scene.host.check(kind, { ...all, userId: sample.kim }, held.inputs);
      expect(failures.map(({ property }) => property)).to.deep.equal(["userId"]);
      expect(failures[0]?.reason).to.match(/set onDelete to "retain" first/);
      const retained = await scene.update(kind, held, { ...all, onDelete: "retain" });
      const moved = { ...all, onDelete: "retain", userId: sample.kim };
      expect((await scene.preview(kind, retained, moved)).replaces).to.deep.equal(["userId"]);
    }));

  it("never purges by a replacement what the new resource selects", () =>
    inScene({}, async (scene) => {
      const old = await scene.create(kind, all);
      await scene.restart();
      await scene.create(kind, { ...all, computers: [{ computerName: acer.computerName }] });
      await scene.delete(kind, old);
      expect(purges(scene)).to.deep.equal([[wire(macBook)]]);
      expect(scene.host.output).to.match(/"Jane sales Acer" of user .* is not purged/);
    }));

  it("purges what came since, and not what is gone", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, all);
      await scene.restart();
      const nas = { destinationId: "d", computerName: "nas-02" };
      scene.simulator.console.addComputerData({ UserID: sample.charlie, ...wire(nas) });
      scene.simulator.console.removeComputerData({ UserID: sample.charlie, ...wire(macBook) });
      await scene.delete(kind, held);
      expect(purges(scene)).to.deep.equal([[wire(acer), wire(nas)]]);
    }));

  it("sends nothing when everything is gone", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, all);
      await scene.restart();
      for (const pair of [macBook, acer]) {
        scene.simulator.console.removeComputerData({ UserID: sample.charlie, ...wire(pair) });
      }
      await scene.delete(kind, held);
      expect(scene.writes()).to.deep.equal([]);
    }));

  for (const computersOfUnknownUser of ["empty", "404", "listed"] as const) {
    it(`purges the data known from the state of a user that was deleted (whose list is ${computersOfUnknownUser})`, () =>
      inScene({ behaviour: { computersOfUnknownUser } }, async (scene) => {
        const held = await scene.create(kind, all);
        scene.simulator.console.deleteUser(sample.charlie, { keepData: true });
        await scene.restart();
        const refreshed = await scene.refresh(kind, held);
        expect(refreshed?.state.pairs).to.deep.equal([macBook, acer]);
        await scene.delete(kind, held);
        expect(purges(scene)).to.deep.equal([[wire(macBook), wire(acer)]]);
      }));
  }

  it("purges nothing on a list that failed", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, all);
      await scene.restart();
      scene.simulator.faults.add({ match: { method: "GET", path: /Computers$/ }, kind: { status: 403 } });
      await failureOf(scene.delete(kind, held));
      expect(scene.writes()).to.deep.equal([]);
    }));

  it("makes one list and one request of resources of one user that are removed together", () =>
    inScene({}, async (scene) => {
      const held = await Promise.all(
        [macBook, acer].map(({ computerName }) =>
          scene.create(kind, { ...all, computers: [{ computerName }] }),
        ),
      );
      await scene.restart();
      scene.simulator.clearRequests();
      await Promise.all(held.map((one) => scene.delete(kind, one)));
      expect(purges(scene)).to.deep.equal([[wire(macBook), wire(acer)]]);
      expect(scene.simulator.count({ method: "GET" })).to.equal(1);
    }));
});
