import { expect } from "chai";
import type { TenantState } from "../../simulator/index.js";
import { Scene, type Held } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";
import { assignment, bucket, crowd } from "./declared-objects.js";
import { losses, type Loss } from "./losses.js";

const { tenant, userIds } = crowd(Object.keys(losses).length);

/** One kind of resource: an object for each loss, and what the service has of them. */
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

/** A kind of write: what stands before it, and what makes it. */
interface Writing {
  readonly method: string;
  readonly path: string;
  readonly kind: Kind;
  readonly nature: keyof Loss["sent"];
  /** Acts on the object of one loss; `undefined` where there is none. */
  readonly run: (scene: Scene, index: number, before: Held | undefined) => Promise<Held | undefined>;
}

function creation(path: string, kind: Kind): Writing {
  const run = (scene: Scene, index: number) => scene.create(kind, resources[kind].declared[index] ?? {});
  return { method: "POST", path, kind, nature: "creation", run };
}

function change(path: string, kind: Kind): Writing {
  const { declared, change: changed } = resources[kind];
  const run = (scene: Scene, index: number, before: Held | undefined) =>
    scene.update(kind, existing(before), { ...declared[index], ...changed });
  return { method: "PUT", path, kind, nature: "repeatable", run };
}

function removal(method: string, path: string, kind: Kind): Writing {
  const run = async (scene: Scene, _index: number, before: Held | undefined) => {
    await scene.delete(kind, existing(before));
    return undefined;
  };
  return { method, path, kind, nature: "repeatable", run };
}

function existing(held: Held | undefined): Held {
  if (held === undefined) throw new Error("There is nothing to act on.");
  return held;
}

const writings: readonly Writing[] = [
  creation("/api/Accounts/AddDestination", "AccountDestination"),
  creation("/api/Destinations", "UserDestination"),
  change("/api/Accounts/EditDestination", "AccountDestination"),
  change("/api/Destinations", "UserDestination"),
  removal("PUT", "/api/Accounts/RemoveDestination", "AccountDestination"),
  removal("DELETE", "/api/Destinations", "UserDestination"),
];

/** A scene with what stands before a kind of write, in a process that has not seen it. */
async function openScene({ kind, nature }: Writing) {
  const scene = await Scene.open({
    tenant,
    behaviour: { duplicateAssignment: "accept", duplicateDestination: "accept" },
    config: { "msp360:timeoutSeconds": "1" },
  });
  const { declared } = resources[kind];
  const needed = nature === "repeatable";
  const objects = await Promise.all(
    declared.map(async (args) => (needed ? await scene.create(kind, args) : undefined)),
  );
  await scene.restart();
  return { scene, objects };
}

function expectServiceAsStates(scene: Scene, kind: Kind, objects: readonly (Held | undefined)[]): void {
  const { stored, held } = resources[kind];
  const states = objects.filter((object) => object !== undefined).map(held);
  expect(stored(scene.simulator.tenant)).to.have.deep.members(states);
}

describe("Lost answers of a service that would accept everything twice", () => {
  for (const writing of writings) {
    const { method, path, kind, nature, run } = writing;
    const match = { method, path };

    describe(`to ${method} ${path}`, () => {
      let opened: Awaited<ReturnType<typeof openScene>>;
      before(async () => {
        opened = await openScene(writing);
      });
      after(() => opened.scene.close());

      for (const [index, [loss, { fault, sent }]] of Object.entries(losses).entries()) {
        it(`F12: ${method} ${path}, ${loss}: one effect, ${String(sent[nature])} sent, the state as the service`, async () => {
          const { scene, objects } = opened;
          scene.simulator.clearRequests();
          scene.simulator.faults.add({ match, ...fault });
          objects[index] = await run(scene, index, objects[index]);
          scene.simulator.faults.expectAllUsed();
          expect(scene.simulator.count(match)).to.equal(sent[nature]);
          expectServiceAsStates(scene, kind, objects);
        });
      }
    });
  }

  it("F12: many writes at once that each lose the answer in another way have one effect each, whatever the write", () =>
    Promise.all(
      writings.map(async (writing) => {
        const { method, path, kind, run } = writing;
        const { scene, objects } = await openScene(writing);
        try {
          for (const { fault } of Object.values(losses)) {
            scene.simulator.faults.add({ match: { method, path }, ...fault });
          }
          const after = await Promise.all(objects.map((object, index) => run(scene, index, object)));
          scene.simulator.faults.expectAllUsed();
          expectServiceAsStates(scene, kind, after);
        } finally {
          await scene.close();
        }
      }),
    ));
});
