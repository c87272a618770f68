import { expect } from "chai";
import { inScene } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";
import { declared, kinds } from "./declared-resources.js";

const mistyped = {
  AccountDestination: ["destinaton", "destination"],
  UserDestination: ["packageID", "packageId"],
  UserComputerData: ["ondelete", "onDelete"],
  UserComputerDataPurge: ["waitSecond", "waitSeconds"],
} as const;

describe("Rules on inputs", () => {
  it("F43: a change of user that would purge is reported together with every other fault of the resource", () =>
    inScene({}, async (scene) => {
      const held = await scene.create("UserComputerData", declared.UserComputerData);
      const news = { userId: sample.kim, computers: [{ computerName: "" }, {}], onDelet: "keep" };
      const { failures } = await scene.host.check("UserComputerData", news, held.inputs);
      expect(failures.map(({ property }) => property)).to.have.members([
        "userId",
        "computers[0].computerName",
        "computers[1].computerName",
        "onDelete",
        "onDelet",
      ]);
    }));

  it("F43: everything that is missing from a resource is reported together", () =>
    inScene({}, async (scene) => {
      const needed = {
        AccountDestination: ["accountId", "destination"],
        UserDestination: ["userId", "accountId", "destination", "packageId"],
        UserComputerData: ["userId", "computers", "onDelete"],
        UserComputerDataPurge: ["userId", "computers"],
      };
      for (const kind of kinds) {
        const { failures } = await scene.host.check(kind, {});
        expect(failures.map(({ property }) => property)).to.deep.equal(needed[kind]);
        expect(failures.every(({ reason }) => reason.startsWith("is required"))).to.equal(true);
      }
    }));

  it("F47: a property that a resource does not have is refused with the nearest name", () =>
    inScene({}, async (scene) => {
      for (const kind of kinds) {
        const [typed, meant] = mistyped[kind];
        const { failures } = await scene.host.check(kind, { ...declared[kind], [typed]: 1 });
        expect(failures).to.deep.equal([
          { property: typed, reason: `is not a property of this resource; did you mean "${meant}"?` },
        ]);
      }
    }));

  it("F45: computers in another order or twice, and ids in another case, are no difference", () =>
    inScene({}, async (scene) => {
      const kind = "UserComputerData";
      const [macBook, acer] = [
        { computerName: "Charlie Marketing MacBook" },
        { computerName: "Jane sales Acer", destinationId: "b17266e7-8b8e-4c3f-b1bb-911b9e8sdf" },
      ];
      const args = { ...declared[kind], computers: [macBook, acer] };
      const held = await scene.create(kind, args);
      const upperCase = { ...acer, destinationId: acer.destinationId.toUpperCase() };
      for (const computers of [
        [acer, macBook],
        [macBook, acer, macBook],
        [upperCase, macBook],
      ]) {
        expect(await scene.preview(kind, held, { ...args, computers })).to.deep.equal({
          changes: false,
          replaces: [],
        });
      }
    }));

  it("F45: the service's lists in another order or with repetitions are no difference", () =>
    inScene({}, async (scene) => {
      const kind = "UserComputerData";
      const held = await scene.create(kind, declared[kind]);
      const { computers } = scene.simulator.tenant;
      computers.reverse();
      computers.push({ ...(computers.at(-1) ?? { UserID: "", DestinationId: "", ComputerName: "" }) });
      await scene.restart();
      expect((await scene.refresh(kind, held))?.state.pairs).to.deep.equal(held.state.pairs);
    }));

  it("F45: properties named __proto__ and constructor harm nothing, at any depth", () =>
    inScene({}, async (scene) => {
      const kind = "UserComputerDataPurge";
      const trigger: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":1}}');
      const held = await scene.create(kind, { ...declared[kind], triggers: [trigger] });
      expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
      expect(
        (await scene.preview(kind, held, { ...declared[kind], triggers: ["x"] })).replaces,
      ).to.deep.equal(["triggers"]);
      const computers: unknown = JSON.parse('[{"computerName":"nas-01","constructor":1}]');
      const { failures } = await scene.host.check(kind, { ...declared[kind], computers });
      expect(failures.map(({ property }) => property)).to.deep.equal(["computers[0].constructor"]);
    }));

  it("F46: a wait that is no number of seconds within a week is refused on its property, and null is none", () =>
    inScene({}, async (scene) => {
      const kind = "UserComputerDataPurge";
      const checked = (waitSeconds: unknown) => scene.host.check(kind, { ...declared[kind], waitSeconds });
      for (const waitSeconds of [-1, 604_801, Number.NaN, Infinity, "tomorrow"]) {
        const { failures } = await checked(waitSeconds);
        expect(failures.map(({ property }) => property)).to.deep.equal(["waitSeconds"]);
      }
      expect(await checked(null)).to.deep.include({ failures: [] });
      expect((await checked(null)).inputs.waitSeconds).to.equal(0);
    }));

  it("F46: the one time in a state is in UTC, whatever the time zone of the machine", () =>
    inScene({ environment: { TZ: "America/St_Johns" } }, async (scene) => {
      const before = Date.now();
      const { state } = await scene.create("UserComputerDataPurge", declared.UserComputerDataPurge);
      expect(state.requestedAt).to.match(/Z$/);
      expect(Date.parse(String(state.requestedAt))).to.be.within(before, Date.now());
    }));
});
