import { expect } from "chai";
import { sample } from "../../support/samples.js";
import { failureOf, inScene } from "../harness/scene.js";

const kind = "UserComputerDataPurge";
const order = { userId: sample.charlie, computers: [{ computerName: "Jane sales Acer" }] };
const acer = { destinationId: "b17266e7-8b8e-4c3f-b1bb-911b9e8sdf", computerName: "Jane sales Acer" };

describe("UserComputerDataPurge over the dynamic-provider host", () => {
  it("purges when it is created, and does not wait", () =>
    inScene({ behaviour: { purgedPairsVanishAfterMilliseconds: null } }, async (scene) => {
      const held = await scene.create(kind, order);
      expect(held.state).to.deep.include({ pairs: [acer], completed: false, waitSeconds: 0 });
      expect(held.state.requestedAt).to.match(/^\d{4}-\d\d-\d\dT.*Z$/);
      expect(scene.writes()).to.deep.equal([`DELETE /api/Users/${sample.charlie}/Computers`]);
      expect((await scene.preview(kind, held, order)).changes).to.equal(false);
    }));

  it("waits until the service no longer lists the data, and reports progress", () =>
    inScene({ behaviour: { purgedPairsVanishAfterMilliseconds: 1_500 } }, async (scene) => {
      const held = await scene.create(kind, { ...order, waitSeconds: 60 });
      expect(held.state).to.include({ completed: true });
      expect(scene.host.output).to.match(/Waiting for the purge .* 0 of 1 done/);
    }));

  it("succeeds with completed: false at the end of the wait, and a refresh brings it up to date", () =>
    inScene({ behaviour: { purgedPairsVanishAfterMilliseconds: null } }, async (scene) => {
      const held = await scene.create(kind, { ...order, waitSeconds: 1 });
      expect(held.state).to.include({ completed: false });
      expect((await scene.refresh(kind, held))?.state).to.include({ completed: false });
      scene.simulator.console.removeComputerData({
        UserID: sample.charlie,
        DestinationId: acer.destinationId,
        ComputerName: acer.computerName,
      });
      await scene.restart();
      expect((await scene.refresh(kind, held))?.state).to.include({ completed: true });
    }));

  it("keeps the record of the order when looking fails while it waits", () =>
    inScene({ behaviour: { purgedPairsVanishAfterMilliseconds: null } }, async (scene) => {
      const look = { method: "GET", path: /Computers$/ };
      scene.simulator.faults.add({ match: look, skip: 1, kind: { status: 403 } });
      const held = await scene.create(kind, { ...order, waitSeconds: 60 });
      expect(held.state).to.deep.include({ pairs: [acer], completed: false });
      expect(scene.host.output).to.include("The purge is ordered, but whether it is done is not known");
    }));

  it("orders again for another selection or trigger, not for another wait", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, order);
      const replaced = async (change: object) =>
        (await scene.preview(kind, held, { ...order, ...change })).replaces;
      expect(await replaced({ triggers: ["2026-11"] })).to.deep.equal(["triggers"]);
      expect(await replaced({ computers: "all" })).to.deep.equal(["computers"]);
      expect(await replaced({ userId: sample.kim })).to.deep.equal(["userId"]);
      expect(await replaced({ waitSeconds: 5 })).to.deep.equal([]);
      scene.simulator.clearRequests();
      const after = await scene.update(kind, held, { ...order, waitSeconds: 5 });
      expect(after.state).to.include({ waitSeconds: 5 });
      expect(scene.simulator.requests).to.deep.equal([]);
    }));

  it("only forgets the order when it is removed", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, order);
      scene.simulator.clearRequests();
      await scene.delete(kind, held);
      expect(scene.simulator.requests).to.deep.equal([]);
    }));

  it("purges nothing when one of the computers is unknown, or the user is", () =>
    inScene({}, async (scene) => {
      const mistyped = {
        ...order,
        computers: [...order.computers, { computerName: "Charly Marketing MacBook" }],
      };
      expect((await failureOf(scene.create(kind, mistyped))).message).to.include(
        '"Charlie Marketing MacBook"?',
      );
      const nobody = { ...order, userId: "nobody" };
      expect((await failureOf(scene.create(kind, nobody))).message).to.include(
        'User "nobody" does not exist',
      );
      expect(scene.writes()).to.deep.equal([]);
    }));

  it("is completed at once when all of a user's data is gone already", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, { userId: sample.jane, computers: "all" });
      expect(held.state).to.deep.include({ pairs: [], completed: true });
      expect(scene.writes()).to.deep.equal([]);
    }));
});
