import { expect } from "chai";
import { HostError } from "../host/harness/dynamic-host.js";
import { failureOf, inScene, type Held, type Scene } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";
import { assigned, assignment, bucket, registered } from "./declared-objects.js";

type Kind = "AccountDestination" | "UserDestination";

const behaviour = { duplicateAssignment: "accept", duplicateDestination: "accept" } as const;
const assign = { method: "POST", path: "/api/Destinations" };
const add = { method: "POST", path: "/api/Accounts/AddDestination" };

/** Creates what cannot be decided: what the engine keeps of it. */
async function undecided(
  scene: Scene,
  kind: Kind,
  declared: typeof assignment | typeof bucket,
): Promise<Held> {
  const failure = await failureOf(scene.create(kind, declared));
  const kept = failure instanceof HostError ? failure.incomplete : undefined;
  if (kept === undefined) {
    throw new Error(`The engine would have kept nothing: ${failure.message}`);
  }
  expect(kept.reasons.join()).to.include("Whether it was created is not known");
  expect(kept.state).to.include({ ...declared });
  return { id: kept.id, state: kept.state, inputs: declared };
}

describe("Writes of which nobody can tell whether they happened", () => {
  it("F12: a POST whose effect comes after the last look is found by the next update, which sends nothing", () =>
    inScene({ behaviour, config: { "msp360:timeoutSeconds": "1" } }, async (scene) => {
      const gate = scene.simulator.faults.hold({ match: assign });
      const kept = await undecided(scene, "UserDestination", assignment);
      expect(assigned(scene.simulator)).to.have.length(0);
      const answered = new Promise<void>((resolve) =>
        scene.simulator.onAnswered(({ path }) => {
          if (path === assign.path) resolve();
        }),
      );
      gate.release();
      await answered;
      await scene.restart();
      const updated = await scene.update("UserDestination", kept, assignment);
      const refreshed = await scene.refresh("UserDestination", updated);
      expect(assigned(scene.simulator).map(({ ID }) => ID)).to.deep.equal([refreshed?.id]);
      expect(scene.simulator.count(assign)).to.equal(1);
    }));

  it("F12: a POST that a gateway gave up and that had no effect is made by the next update", () =>
    inScene({ behaviour }, async (scene) => {
      scene.simulator.faults.add({ match: add, kind: { status: 504 } });
      const kept = await undecided(scene, "AccountDestination", bucket);
      expect(scene.simulator.count(add)).to.equal(1);
      await scene.restart();
      const { state } = await scene.update("AccountDestination", kept, bucket);
      expect(registered(scene.simulator).map((it) => it.DestinationID)).to.deep.equal([state.destinationId]);
      expect(scene.simulator.count(add)).to.equal(2);
    }));

  it("F12: a POST that happened while the service cannot be looked at is found by the next update", () =>
    inScene({ behaviour }, async (scene) => {
      scene.simulator.faults.add({ match: add, kind: { reset: "afterEffect" } });
      const outage = scene.simulator.faults.add({
        match: { method: "GET", path: "/api/Accounts" },
        skip: 1,
        times: "always",
        kind: { status: 503 },
      });
      const kept = await undecided(scene, "AccountDestination", bucket);
      outage.remove();
      await scene.restart();
      const { state } = await scene.update("AccountDestination", kept, bucket);
      expect(registered(scene.simulator).map((it) => it.DestinationID)).to.deep.equal([state.destinationId]);
      expect(scene.simulator.count(add)).to.equal(1);
    }));

  for (const [resource, declared, change, method, path] of [
    ["AccountDestination", bucket, { displayName: "Other" }, "PUT", "/api/Accounts/EditDestination"],
    ["UserDestination", assignment, { packageId: sample.otherPackageId }, "PUT", "/api/Destinations"],
  ] as const) {
    for (const reset of ["beforeEffect", "afterEffect"] as const) {
      it(`F12: ${method} ${path}, reset (${reset}) while the service cannot be looked at, is an error, and the next update completes it`, () =>
        inScene({ behaviour }, async (scene) => {
          const held = await scene.create(resource, declared);
          const outage = loseAnswerAndSight(scene, { method, path }, reset);
          const { message } = await failureOf(scene.update(resource, held, { ...declared, ...change }));
          expect(message).to.match(/^Could not .*HTTP 503|^Could not .*ECONNRESET/);
          outage.remove();
          await scene.restart();
          const updated = await scene.update(resource, held, { ...declared, ...change });
          expect(updated.state).to.include(change);
          const refreshed = await scene.refresh(resource, updated);
          expect(refreshed).to.deep.include({ id: held.id });
          expect(refreshed?.state).to.deep.equal(updated.state);
          expect([...assigned(scene.simulator), ...registered(scene.simulator)]).to.have.length(1);
        }));
    }
  }

  for (const [resource, declared, method, path] of [
    ["AccountDestination", bucket, "PUT", "/api/Accounts/RemoveDestination"],
    ["UserDestination", assignment, "DELETE", "/api/Destinations"],
  ] as const) {
    for (const reset of ["beforeEffect", "afterEffect"] as const) {
      it(`F12: ${method} ${path}, reset (${reset}) while the service cannot be looked at, is an error, and the next removal completes it`, () =>
        inScene({ behaviour }, async (scene) => {
          const held = await scene.create(resource, declared);
          await scene.restart();
          const outage = loseAnswerAndSight(scene, { method, path }, reset);
          const { message } = await failureOf(scene.delete(resource, held));
          expect(message).to.match(/^Could not .*HTTP 503|^Could not .*ECONNRESET/);
          outage.remove();
          await scene.restart();
          await scene.delete(resource, held);
          expect([...assigned(scene.simulator), ...registered(scene.simulator)]).to.deep.equal([]);
        }));
    }
  }
});

/** Cuts the connection of a write, and lets every look after it fail. */
function loseAnswerAndSight(
  { simulator }: Scene,
  write: { readonly method: string; readonly path: string },
  reset: "beforeEffect" | "afterEffect",
): { remove(): void } {
  simulator.faults.add({ match: write, kind: { reset } });
  let outage: { remove(): void } | undefined;
  // The looks before the write succeed, however many there are.
  const listener = (request: { readonly method: string; readonly path: string }) => {
    if (outage === undefined && request.method === write.method && request.path.startsWith(write.path)) {
      outage = simulator.faults.add({ match: { method: "GET" }, times: "always", kind: { status: 503 } });
    }
  };
  simulator.onAnswered(listener);
  return { remove: () => outage?.remove() };
}
