import { expect } from "chai";
import type { TenantState } from "../../simulator/index.js";
import { HostError } from "../host/harness/dynamic-host.js";
import { failureOf, inScene, type Held, type Scene } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";
import { assignment, bucket, crowd } from "./declared-objects.js";
import { losses } from "./losses.js";

type Entries = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
type Row = readonly unknown[];

/** A form for many: how it is declared, and what service and state have of each entry, as id, name and value. */
interface Form {
  readonly entries: Entries;
  readonly change: object;
  readonly declare: (entries: Entries) => Record<string, unknown>;
  readonly stored: (tenant: TenantState) => Row[];
  readonly held: (state: Held["state"]) => Row[];
  readonly post: Write;
  readonly put: Write;
  readonly removal: Write;
}

interface Write {
  readonly method: string;
  readonly path: string;
}

const { tenant, userIds } = crowd(Object.keys(losses).length);
const behaviour = { duplicateAssignment: "accept", duplicateDestination: "accept" } as const;

const entriesFor = (entry: (userId: string) => Entries[string]): Entries =>
  Object.fromEntries(userIds.map((userId, index) => [`key-${String(index)}`, entry(userId)]));

function rowsOf(map: unknown, ids: unknown, row: (entry: Entries[string]) => Row): Row[] {
  return Object.entries(map as Entries).map(([key, entry]) => [
    (ids as Record<string, unknown>)[key],
    ...row(entry),
  ]);
}

const forms = {
  AccountDestinations: {
    entries: entriesFor((userId) => ({ destination: `bucket-of-${userId}`, displayName: "Name" })),
    change: { displayName: "Other name" },
    declare: (destinations) => ({ accountId: bucket.accountId, destinations }),
    stored: ({ accounts }) =>
      accounts
        .flatMap(({ Destinations }) => Destinations)
        .filter(({ Destination }) => Destination.startsWith("bucket-of-"))
        .map((it) => [it.DestinationID, it.Destination, it.DestinationDisplayName]),
    held: ({ destinations, destinationIds }) =>
      rowsOf(destinations, destinationIds, ({ destination, displayName }) => [destination, displayName]),
    post: { method: "POST", path: "/api/Accounts/AddDestination" },
    put: { method: "PUT", path: "/api/Accounts/EditDestination" },
    removal: { method: "PUT", path: "/api/Accounts/RemoveDestination" },
  },
  UserDestinations: {
    entries: entriesFor((userId) => ({ ...assignment, userId })),
    change: { packageId: sample.otherPackageId },
    declare: (assignments) => ({ assignments }),
    stored: ({ users }) =>
      users.flatMap(({ ID, DestinationList }) => DestinationList.map((it) => [it.ID, ID, it.PackageID])),
    held: ({ assignments, assignmentIds }) =>
      rowsOf(assignments, assignmentIds, ({ userId, packageId }) => [userId, packageId]),
    post: { method: "POST", path: "/api/Destinations" },
    put: { method: "PUT", path: "/api/Destinations" },
    removal: { method: "DELETE", path: "/api/Destinations" },
  },
} satisfies Record<string, Form>;

/** Lets each of the writes lose its answer in another way. Returns how many are sent until all have had their effect. */
function loseEach({ simulator }: Scene, match: Write, nature: "creation" | "repeatable"): number {
  const all = Object.values(losses);
  for (const { fault } of all) simulator.faults.add({ match, ...fault });
  simulator.clearRequests();
  return all.reduce((sum, { sent }) => sum + sent[nature], 0);
}

describe("Lost answers of a service that would accept everything twice, about entries of a resource for many", () => {
  for (const [name, form] of Object.entries(forms)) {
    const kind = name as keyof typeof forms;
    const { entries, change, declare, stored, held, post, put, removal }: Form = form;
    const size = Object.keys(entries).length;
    const one = Object.fromEntries(Object.entries(entries).slice(0, 1));
    const changed = Object.fromEntries(
      Object.entries(entries).map(([key, entry]) => [key, { ...entry, ...change }]),
    );
    const options = { tenant, behaviour, config: { "msp360:timeoutSeconds": "1" } };

    function expectServiceAsState(scene: Scene, after: Held, count: number): void {
      expect(stored(scene.simulator.tenant)).to.have.deep.members(held(after.state));
      expect(held(after.state)).to.have.length(count);
    }

    /** Creates what cannot be decided: what the engine keeps of it. */
    async function undecided(scene: Scene): Promise<Held> {
      const failure = await failureOf(scene.create(kind, declare(one)));
      const kept = failure instanceof HostError ? failure.incomplete : undefined;
      expect(kept?.reasons.join(), failure.message).to.include("Whether it was created is not known");
      return { id: kept?.id ?? "", state: kept?.state ?? {}, inputs: declare(one) };
    }

    it(`F12: ${kind}, each POST, PUT and removal loses its answer in another way: one effect each, the state as the service`, () =>
      inScene(options, async (scene) => {
        const posts = loseEach(scene, post, "creation");
        const created = await scene.create(kind, declare(entries));
        expect(scene.simulator.count(post)).to.equal(posts);
        expectServiceAsState(scene, created, size);
        await scene.restart();
        const puts = loseEach(scene, put, "repeatable");
        const updated = await scene.update(kind, created, declare(changed));
        expect(scene.simulator.count(put)).to.equal(puts);
        expectServiceAsState(scene, updated, size);
        await scene.restart();
        const removals = loseEach(scene, removal, "repeatable");
        expectServiceAsState(scene, await scene.update(kind, updated, declare({})), 0);
        expect(scene.simulator.count(removal)).to.equal(removals);
      }));

    it(`F12: ${kind}, a POST that a gateway gave up and that had no effect is made by the next update`, () =>
      inScene(options, async (scene) => {
        scene.simulator.faults.add({ match: post, kind: { status: 504 } });
        const kept = await undecided(scene);
        await scene.restart();
        expectServiceAsState(scene, await scene.update(kind, kept, declare(one)), 1);
        expect(scene.simulator.count(post)).to.equal(2);
      }));

    it(`F12: ${kind}, a POST that happened while the service cannot be looked at is found by the next update`, () =>
      inScene(options, async (scene) => {
        scene.simulator.faults.add({ match: post, kind: { reset: "afterEffect" } });
        const outage = scene.simulator.faults.add({
          match: { method: "GET" },
          skip: 1,
          times: "always",
          kind: { status: 503 },
        });
        const kept = await undecided(scene);
        outage.remove();
        await scene.restart();
        expectServiceAsState(scene, await scene.update(kind, kept, declare(one)), 1);
        expect(scene.simulator.count(post)).to.equal(1);
      }));
  }
});
