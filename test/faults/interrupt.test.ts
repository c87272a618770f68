import { expect } from "chai";
import type { HoldRequest } from "../../simulator/index.js";
import { failureOf, inScene } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";
import { declared } from "./declared-resources.js";

const adoptExisting = { config: { "msp360:adoptExisting": "true" } };
const login = { method: "POST", path: "/api/Provider/Login" };
const look = { method: "GET", path: "/api/Accounts" };

/** Where the process is killed: while it waits for the answer of this request. */
const creating: Readonly<Record<string, HoldRequest>> = {
  "the login": { match: login },
  "the look before the write": { match: look },
  "a write that has not taken effect": { match: { method: "POST", path: "/api/Accounts/Add" } },
  "a write that has taken effect": { match: { method: "POST", path: "/api/Accounts/Add" }, effect: "after" },
  "the look after the write": { match: look, skip: 1 },
};
const changing: Readonly<Record<string, HoldRequest>> = {
  "an update that has not taken effect": { match: { method: "PUT", path: "/api/Accounts/Edit" } },
  "an update that has taken effect": {
    match: { method: "PUT", path: "/api/Accounts/Edit" },
    effect: "after",
  },
};
const removing: Readonly<Record<string, HoldRequest>> = {
  "the look for holders": { match: { method: "GET", path: "/api/Users" } },
  "a removal that has not taken effect": { match: { method: "PUT", path: "/api/Accounts/Remove" } },
  "a removal that has taken effect": {
    match: { method: "PUT", path: "/api/Accounts/Remove" },
    effect: "after",
  },
};

const kind = "AccountDestination";
const bucket = declared.AccountDestination;
const changed = { ...bucket, displayName: "Other" };

describe("Interrupts", () => {
  it("F58: a create killed at any wait is completed by the next run with adoptExisting: one object, no orphan", () =>
    inScene({ behaviour: { createReplies: "empty" } }, async (scene) => {
      for (const [moment, hold] of Object.entries(creating)) {
        const destination = `killed at ${moment}`;
        const before = scene.simulator.tenant.accounts[0]?.Destinations.length ?? 0;
        await scene.restart();
        const gate = scene.simulator.faults.hold(hold);
        const killed = failureOf(scene.create(kind, { ...bucket, destination }));
        await gate.arrived;
        await scene.host.stop();
        await killed;
        gate.release();
        await scene.restart(adoptExisting);
        const held = await scene.create(kind, { ...bucket, destination });
        const entries = scene.simulator.tenant.accounts[0]?.Destinations ?? [];
        expect(entries.length, moment).to.equal(before + 1);
        expect(entries.find(({ Destination }) => Destination === destination)?.DestinationID).to.equal(
          held.id,
        );
      }
    }));

  it("F58: an update killed at any wait is completed by the next run", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, bucket);
      for (const [moment, hold] of Object.entries(changing)) {
        scene.simulator.console.renameDestination(held.id, bucket.displayName);
        await scene.restart();
        const gate = scene.simulator.faults.hold(hold);
        const killed = failureOf(scene.update(kind, held, changed));
        await gate.arrived;
        await scene.host.stop();
        await killed;
        gate.release();
        await scene.restart();
        const after = await scene.update(kind, held, changed);
        expect(after.state, moment).to.include({ displayName: "Other" });
        const last = scene.simulator.tenant.accounts[0]?.Destinations.at(-1);
        expect(last).to.include({ DestinationDisplayName: "Other", DestinationID: held.id });
      }
    }));

  it("F58: a removal killed at any wait is completed by the next run", () =>
    inScene({}, async (scene) => {
      for (const [moment, hold] of Object.entries(removing)) {
        await scene.restart();
        const held = await scene.create(kind, bucket);
        await scene.restart();
        const gate = scene.simulator.faults.hold(hold);
        const killed = failureOf(scene.delete(kind, held));
        await gate.arrived;
        await scene.host.stop();
        await killed;
        gate.release();
        await scene.restart();
        await scene.delete(kind, held);
        expect(scene.simulator.tenant.accounts[0]?.Destinations, moment).to.have.length(2);
      }
    }));

  it("F58: a run killed between two attempts leaves nothing that the next one does not put right", () =>
    inScene({}, async (scene) => {
      scene.simulator.faults.add({ match: look, kind: { status: 503, headers: { "Retry-After": "60" } } });
      const answered = new Promise<void>((resolve) => {
        scene.simulator.onAnswered(({ status }) => {
          if (status === 503) {
            resolve();
          }
        });
      });
      const killed = failureOf(scene.create(kind, bucket));
      await answered;
      await scene.host.stop();
      await killed;
      await scene.restart();
      await scene.create(kind, bucket);
      expect(scene.writes()).to.deep.equal(["POST /api/Accounts/AddDestination"]);
    }));

  for (const effect of ["before", "after"] as const) {
    it(`F58: a purge killed ${effect} its effect is ordered again by the next run, of the same data and no other`, () =>
      inScene({ behaviour: { purgedPairsVanishAfterMilliseconds: null } }, async (scene) => {
        const held = await scene.create("UserComputerData", declared.UserComputerData);
        await scene.restart();
        const gate = scene.simulator.faults.hold({ match: { method: "DELETE" }, effect });
        const killed = failureOf(scene.delete("UserComputerData", held));
        await gate.arrived;
        await scene.host.stop();
        await killed;
        gate.release();
        await scene.restart();
        await scene.delete("UserComputerData", held);
        const users = new Set(scene.simulator.purged.map(({ UserID }) => UserID));
        expect([...users]).to.deep.equal([sample.charlie]);
        expect(new Set(scene.simulator.purged.map(({ ComputerName }) => ComputerName)).size).to.equal(2);
      }));
  }

  it("F59: works where home and temporary folder cannot be written, because it keeps no file", () =>
    inScene({ environment: { HOME: "/dev/null", TMPDIR: "/dev/null" } }, async (scene) => {
      const held = await scene.create(kind, bucket);
      await scene.restart();
      expect((await scene.refresh(kind, held))?.state).to.deep.equal(held.state);
    }));
});
