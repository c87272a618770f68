import { expect } from "chai";
import type { FaultRequest, TenantState } from "../../simulator/index.js";
import { inScene, type Held, type Scene } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";
import { assignment, bucket, crowd } from "./declared-objects.js";

type Fault = Pick<FaultRequest, "effect" | "kind">;

/** What may become of the answer to a write that the service carries out, or not. */
const losses: Readonly<Record<string, Fault>> = {
  "reset before the effect": { kind: { reset: "beforeEffect" } },
  "reset after the effect": { kind: { reset: "afterEffect" } },
  "502 before the effect": { kind: { status: 502 } },
  "502 after the effect": { kind: { status: 502 }, effect: "after" },
  "time-out before a late effect": { kind: { delayMilliseconds: 1_500 } },
  "time-out after the effect": { kind: { delayMilliseconds: 1_500 }, effect: "after" },
  "answer cut in half": { kind: { truncate: true } },
  "empty reply": { kind: { emptyBody: true } },
  "reply without an id": { kind: { status: 200, body: {} }, effect: "after" },
};
const many = Object.keys(losses).length;
const { tenant, userIds } = crowd(many);

/** One kind of resource: one object for each loss, and what the service has of them. */
const resources = {
  AccountDestination: {
    declared: userIds.map((name) => ({ ...bucket, destination: `bucket-of-${name}` })),
    change: { displayName: "Other name" },
    stored: ({ accounts }: TenantState) =>
      accounts
        .flatMap(({ Destinations }) => Destinations)
        .filter(({ Destination }) => Destination.startsWith("bucket-of-"))
        .map((it) => [it.DestinationID, it.Destination, it.DestinationDisplayName]),
    held: ({ id, state }: Held) => [id, state.destination, state.displayName],
  },
  UserDestination: {
    declared: userIds.map((userId) => ({ ...assignment, userId })),
    change: { packageId: sample.otherPackageId },
    stored: ({ users }: TenantState) =>
      users.flatMap(({ ID, DestinationList }) => DestinationList.map((it) => [it.ID, ID, it.PackageID])),
    held: ({ id, state }: Held) => [id, state.userId, state.packageId],
  },
} as const;

type Kind = keyof typeof resources;

const createAll = (scene: Scene, kind: Kind) =>
  Promise.all(resources[kind].declared.map((declared) => scene.create(kind, declared)));

const updateAll = (scene: Scene, kind: Kind, before: readonly Held[]) => {
  const { declared, change } = resources[kind];
  return Promise.all(
    before.map((held, index) => scene.update(kind, held, { ...declared[index], ...change })),
  );
};

const deleteAll = async (scene: Scene, kind: Kind, before: readonly Held[]) => {
  await Promise.all(before.map((held) => scene.delete(kind, held)));
  return [];
};

const writes = [
  ["POST", "/api/Accounts/AddDestination", "AccountDestination", createAll],
  ["POST", "/api/Destinations", "UserDestination", createAll],
  ["PUT", "/api/Accounts/EditDestination", "AccountDestination", updateAll],
  ["PUT", "/api/Destinations", "UserDestination", updateAll],
  ["PUT", "/api/Accounts/RemoveDestination", "AccountDestination", deleteAll],
  ["DELETE", "/api/Destinations", "UserDestination", deleteAll],
] as const;

/** Which object met which loss: the requests and the faults are in the same order. */
function met(scene: Scene, method: string, path: string): string {
  const first = scene.simulator.requests.filter(
    (request) => request.method === method && request.path.startsWith(path),
  );
  return Object.keys(losses)
    .map((loss, index) => `${loss}: ${first[index]?.path ?? ""} ${first[index]?.requestBody ?? ""}`)
    .join("\n");
}

describe("Lost answers of a service that would accept everything twice", () => {
  for (const [method, path, kind, run] of writes) {
    it(`F12: ${method} ${path} takes effect exactly once, however its answer is lost, and the state has the id`, () =>
      inScene(
        {
          tenant,
          behaviour: { duplicateAssignment: "accept", duplicateDestination: "accept" },
          config: { "msp360:timeoutSeconds": "1" },
        },
        async (scene) => {
          const { simulator } = scene;
          const before = run === createAll ? [] : await createAll(scene, kind);
          if (run === deleteAll) {
            await scene.restart();
          }
          for (const fault of Object.values(losses)) {
            simulator.faults.add({ match: { method, path }, ...fault });
          }
          const after = await run(scene, kind, before);
          const { stored, held } = resources[kind];
          expect(stored(simulator.tenant), met(scene, method, path)).to.have.deep.members(after.map(held));
        },
      ));
  }
});
