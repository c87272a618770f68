import { expect } from "chai";
import type { FaultKind } from "../../simulator/index.js";
import { failureOf, inScene, type Scene } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";

const kind = "UserComputerData";
const macBook = {
  DestinationId: "b17266e7-8b8e-4c3f-b1bb-911b9sdf",
  ComputerName: "Charlie Marketing MacBook",
};
const acer = { DestinationId: "b17266e7-8b8e-4c3f-b1bb-911b9e8sdf", ComputerName: "Jane sales Acer" };
const late = { DestinationId: "d-9", ComputerName: "laptop-of-monday" };
const all = { userId: sample.charlie, computers: "all", onDelete: "purge" };
const onlyAcer = { ...all, computers: [{ computerName: acer.ComputerName }] };
const list = { method: "GET", path: /\/Computers$/ };
const removal = { method: "DELETE", path: /\/Computers$/ };

/** What may come in the place of a list of computers. */
const noLists: Readonly<Record<string, FaultKind>> = {
  "a 404": { status: 404, body: { Message: "User not found." } },
  "a 500": { status: 500 },
  "a 403": { status: 403 },
  null: { status: 200, body: "null" },
  "no answer in time": { delayMilliseconds: 2_000 },
  "cut off": { truncate: true },
  reset: { reset: "afterEffect" },
  "JSON that ends early": { status: 200, body: '[{"DestinationId":"d","ComputerName":"x"},{"Dest' },
  "without a body": { emptyBody: true },
  "a page": { html: true, status: 200 },
  "one object": { status: 200, body: { DestinationId: "d", ComputerName: "not a list" } },
  "a list of other things": { status: 200, body: [{ DestinationId: "d" }] },
  "an error inside": { errorInside: { ErrorCode: 7, Message: "Busy" } },
};

const ofCharlie = (pair: typeof acer) => ({ UserID: sample.charlie, ...pair });
const purged = (scene: Scene) => scene.simulator.purged.map(({ ComputerName }) => ComputerName);

describe("Safety of purges", () => {
  it("F61: a replacement never purges what the program still declares, in whatever order its halves come", () =>
    inScene({}, async (scene) => {
      const old = await scene.create(kind, all);
      await scene.restart();
      await scene.check(kind, all, old.inputs);
      await scene.delete(kind, old);
      const anew = await scene.create(kind, all);
      expect(purged(scene)).to.deep.equal([]);
      await scene.restart();
      await scene.check(kind, onlyAcer, anew.inputs);
      await scene.delete(kind, anew);
      expect(purged(scene)).to.deep.equal([macBook.ComputerName]);
    }));

  it("F61: purging needs consent that an earlier up has put into the state: that of the program alone does not count", () =>
    inScene({}, async (scene) => {
      const retained = await scene.create(kind, { ...all, onDelete: "retain" });
      await scene.restart();
      scene.simulator.clearRequests();
      await scene.check(kind, { ...all, userId: sample.kim }, retained.inputs);
      await scene.delete(kind, retained);
      expect(scene.simulator.requests).to.deep.equal([]);
    }));

  it("F61: a withdrawn consent counts from the up on that withdrew it", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, all);
      const withdrawn = await scene.update(kind, held, { ...all, onDelete: "retain" });
      await scene.restart();
      await scene.delete(kind, withdrawn);
      expect(purged(scene)).to.deep.equal([]);
    }));

  it("F61: a consent can be withdrawn when the user is deleted already, and keeps what the state knows of the data", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, all);
      scene.simulator.console.deleteUser(sample.charlie, { keepData: true });
      await scene.restart();
      const withdrawn = await scene.update(kind, held, { ...all, onDelete: "retain" });
      expect(withdrawn.state).to.deep.equal({ ...held.state, onDelete: "retain" });
      await scene.restart();
      await scene.delete(kind, withdrawn);
      expect(purged(scene)).to.deep.equal([]);
    }));

  it('F61: "all" means all at the moment of removal: what came since goes, what went already is not ordered again', () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, all);
      scene.simulator.console.addComputerData(ofCharlie(late));
      scene.simulator.console.removeComputerData(ofCharlie(macBook));
      await scene.restart();
      await scene.delete(kind, held);
      expect(purged(scene)).to.deep.equal([acer.ComputerName, late.ComputerName]);
    }));

  it("F61: a list of computers means those alone, however many there are at the moment of removal", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, onlyAcer);
      scene.simulator.console.addComputerData(ofCharlie(late));
      await scene.restart();
      await scene.delete(kind, held);
      expect(purged(scene)).to.deep.equal([acer.ComputerName]);
      expect(scene.simulator.tenant.computers.map(({ ComputerName }) => ComputerName)).to.include.members([
        macBook.ComputerName,
        late.ComputerName,
        "nas-01",
      ]);
    }));

  for (const [moment, delay] of [
    ["is gone", 0],
    ["is still listed", null],
  ] as const) {
    it(`F61: two stacks that purge the same data both succeed, and nothing else goes, when it ${moment} by then`, () =>
      inScene({ behaviour: { purgedPairsVanishAfterMilliseconds: delay } }, async (scene) => {
        const first = await scene.create(kind, onlyAcer);
        await scene.restart();
        const second = await scene.create(kind, onlyAcer);
        await scene.restart();
        await scene.delete(kind, first);
        await scene.restart();
        await scene.delete(kind, second);
        expect(new Set(purged(scene))).to.deep.equal(new Set([acer.ComputerName]));
        expect(scene.writes()).to.have.length(delay === null ? 2 : 1);
      }));
  }

  it("F61: data that came back after a purge is new data, which neither refresh nor removal of the order touches", () =>
    inScene({}, async (scene) => {
      const order = { userId: sample.charlie, computers: onlyAcer.computers };
      const held = await scene.create("UserComputerDataPurge", order);
      await scene.restart();
      const done = await scene.refresh("UserComputerDataPurge", held);
      expect(done?.state).to.include({ completed: true });
      scene.simulator.console.addComputerData(ofCharlie(acer));
      await scene.restart();
      const seen = await scene.refresh("UserComputerDataPurge", done ?? held);
      expect(seen?.state).to.include({ completed: true });
      const { changes } = await scene.preview("UserComputerDataPurge", seen ?? held, order);
      expect(changes).to.equal(false);
      await scene.delete("UserComputerDataPurge", seen ?? held);
      expect(purged(scene)).to.have.length(1);
    }));

  it("F61: a list that is empty, of a user who is there, purges nothing of what the state knows", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, all);
      await scene.restart();
      scene.simulator.faults.add({ match: list, kind: { status: 200, body: "[]" } });
      await scene.delete(kind, held);
      expect(scene.writes()).to.deep.equal([]);
    }));

  it("F61: an empty list of a user of whom nobody can tell whether he is there fails the removal, and purges nothing", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, all);
      await scene.restart();
      scene.simulator.faults.add({ match: list, kind: { status: 200, body: "[]" } });
      scene.simulator.faults.add({ match: { path: /\/Users\/[^/]+$/ }, kind: { status: 403 } });
      expect((await failureOf(scene.delete(kind, held))).message).to.include("(HTTP 403)");
      expect(scene.writes()).to.deep.equal([]);
    }));

  it("F61: a user who is deleted already is no failure: what the state knows of his data is purged", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, all);
      scene.simulator.console.deleteUser(sample.charlie, { keepData: true });
      await scene.restart();
      await scene.delete(kind, held);
      expect(purged(scene)).to.deep.equal([macBook.ComputerName, acer.ComputerName]);
      expect(new Set(scene.simulator.purged.map(({ UserID }) => UserID))).to.deep.equal(
        new Set([sample.charlie]),
      );
    }));

  it("F61: whatever is no list of computers fails removals and orders, purges nothing, and a removal with a list purges", () =>
    inScene({ config: { "msp360:timeoutSeconds": "0.5" } }, async (scene) => {
      const held = await scene.create(kind, all);
      await scene.restart();
      const order = { userId: sample.charlie, computers: onlyAcer.computers };
      for (const [what, fault] of Object.entries(noLists)) {
        const broken = scene.simulator.faults.add({ match: list, times: "always", kind: fault });
        const failures = await Promise.all(
          [
            scene.delete(kind, held),
            scene.create("UserComputerDataPurge", order),
            scene.create("UserComputerDataPurge", { ...order, computers: "all" }),
          ].map(failureOf),
        );
        for (const { message } of failures) {
          expect(message, what).to.match(/^Could not list the computers of user/);
        }
        expect(scene.writes(), what).to.deep.equal([]);
        expect(broken.met, what).to.be.above(0);
        broken.remove();
      }
      await scene.delete(kind, held);
      expect(purged(scene)).to.deep.equal([macBook.ComputerName, acer.ComputerName]);
    }));

  it("F61: one user's list that fails stops neither the purge of another user nor adds to it", () =>
    inScene({}, async (scene) => {
      const [charlies, kims] = await Promise.all([
        scene.create(kind, all),
        scene.create(kind, { ...all, userId: sample.kim }),
      ]);
      await scene.restart();
      const match = { method: "GET", path: `/api/Users/${sample.charlie}/Computers` };
      scene.simulator.faults.add({ match, kind: { status: 403 } });
      await Promise.all([failureOf(scene.delete(kind, charlies)), scene.delete(kind, kims)]);
      expect(purged(scene)).to.deep.equal(["Reception desk PC", "nas-01"]);
    }));

  it("F61: every purge is an array of at least one pair, also after a lost answer, and only of what is still listed", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, all);
      await scene.restart();
      scene.simulator.faults.add({ match: removal, kind: { reset: "beforeEffect" } });
      scene.simulator.faults.add({ match: removal, kind: { reset: "afterEffect" } });
      await scene.delete(kind, held);
      const bodies = scene.simulator.requests
        .filter(({ method }) => method === "DELETE")
        .map(({ requestBody }) => JSON.parse(requestBody) as unknown);
      expect(bodies).to.deep.equal([
        [macBook, acer],
        [macBook, acer],
      ]);
    }));
});
