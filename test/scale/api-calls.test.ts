import { expect } from "chai";
import { inScene, type Held, type Scene } from "../host/harness/scene.js";
import { callsOf } from "./calls.js";
import { EngineDriver, type EngineOptions } from "./engine-driver.js";
import { assignmentArgs, bucketArgs, computerArgs, largeTenant } from "./tenant.js";

const engines: readonly (EngineOptions & { readonly count: number })[] = [
  { count: 10, parallelism: 8, stateWriteMilliseconds: 10 },
  { count: 100, parallelism: 8, stateWriteMilliseconds: 30 },
  { count: 100, parallelism: 64, stateWriteMilliseconds: 2 },
  { count: 1_000, parallelism: 8, stateWriteMilliseconds: 1 },
];

for (const { count, ...engine } of engines) {
  const numbers = [...Array(count).keys()];
  const driver = new EngineDriver(engine);

  describe(`${String(count)} resources, ${String(engine.parallelism)} at once`, () => {
    it("keep the limits of API calls over their whole life", () =>
      inScene({ tenant: largeTenant(count) }, async (scene) => {
        const assignments = await creation(scene, 3);
        await previewWithoutChanges(scene, assignments);
        await refresh(scene, assignments);
        await destruction(scene, assignments);
      }));

    it("are created with a look for every four when the replies are empty", () =>
      inScene({ tenant: largeTenant(count), behaviour: { createReplies: "empty" } }, async (scene) => {
        await creation(scene, count / 4 + 2);
      }));

    it("of one user's computers are purged by a list and a request for each round of the engine", () =>
      inScene({ tenant: largeTenant(count) }, async (scene) => {
        const held = await driver.run(numbers, (index) =>
          scene.create("UserComputerData", computerArgs(index)),
        );
        await scene.restart();
        const { logins, reads, writes } = await callsOf(scene.simulator, () =>
          driver.run(held, (one) => scene.delete("UserComputerData", one)),
        );
        expect(logins).to.equal(1);
        expect(reads).to.be.at.most(count / engine.parallelism + 1);
        expect(writes).to.be.at.most(count / engine.parallelism + 1);
        expect(scene.simulator.purged).to.have.lengthOf(count);
      }));
  });

  async function creation(scene: Scene, mostReads: number): Promise<Held[]> {
    const held: Held[] = [];
    const { logins, reads, writes } = await callsOf(scene.simulator, async () => {
      held.push(
        ...(await driver.run(numbers, (index) => scene.create("UserDestination", assignmentArgs(index)))),
      );
    });
    expect({ logins, writes }).to.deep.equal({ logins: 1, writes: count });
    expect(reads).to.be.at.most(mostReads);
    return held;
  }

  async function previewWithoutChanges(scene: Scene, assignments: readonly Held[]): Promise<void> {
    await scene.restart();
    const calls = await callsOf(scene.simulator, async () => {
      const previews = assignments.map((held, index) =>
        scene.preview("UserDestination", held, assignmentArgs(index)),
      );
      expect((await Promise.all(previews)).some(({ changes }) => changes)).to.equal(false);
    });
    expect(calls).to.deep.equal({ logins: 0, reads: 0, writes: 0 });
  }

  async function refresh(scene: Scene, assignments: readonly Held[]): Promise<void> {
    const calls = await callsOf(scene.simulator, () =>
      driver.run(assignments, (held) => scene.refresh("UserDestination", held), "end"),
    );
    expect(calls).to.deep.equal({ logins: 1, reads: 1, writes: 0 });
  }

  async function destruction(scene: Scene, assignments: readonly Held[]): Promise<void> {
    const buckets = await Promise.all(
      numbers.map((index) => scene.create("AccountDestination", { ...bucketArgs(index), adopt: true })),
    );
    await scene.restart();
    const { logins, reads, writes } = await callsOf(scene.simulator, async () => {
      await driver.run(assignments, (held) => scene.delete("UserDestination", held));
      await driver.run(buckets, (held) => scene.delete("AccountDestination", held));
    });
    expect({ logins, writes }).to.deep.equal({ logins: 1, writes: 2 * count });
    expect(reads).to.be.at.most(3);
  }
}

describe("The data of many computers in one resource", () => {
  it("is purged by one list and one request", () =>
    inScene({ tenant: largeTenant(1_000) }, async (scene) => {
      const held = await scene.create("UserComputerData", { ...computerArgs(0), computers: "all" });
      await scene.restart();
      const calls = await callsOf(scene.simulator, () => scene.delete("UserComputerData", held));
      expect(calls).to.deep.equal({ logins: 1, reads: 1, writes: 1 });
      expect(scene.simulator.purged).to.have.lengthOf(1_000);
    }));
});
