import { expect } from "chai";
import { bucket, tenantOfMany, userId } from "../../support/many-users.js";
import { sample } from "../../support/samples.js";
import { HostError } from "../harness/dynamic-host.js";
import { failureOf, inScene, type Held, type Scene } from "../harness/scene.js";

const kind = "UserDestinations";
const count = 12;
const posts = { method: "POST", path: "/api/Destinations" } as const;
const many = { tenant: tenantOfMany({ users: count, buckets: 3 }) };

const assignment = (user: number, change: object = {}) => ({
  userId: userId(user),
  accountId: sample.account,
  destination: bucket(0),
  packageId: sample.packageId,
  ...change,
});

type Entry = ReturnType<typeof assignment>;

/** Assignments of the first users, under the keys `u0`, `u1`, ... */
const firstUsers = (users: number): Record<string, Entry> =>
  Object.fromEntries(Array.from({ length: users }, (_, user) => [`u${String(user)}`, assignment(user)]));

const declare = (assignments: Record<string, Entry>, adopt = false) => ({
  assignments,
  ...(adopt && { adopt }),
});

/** The next `pulumi up`, which runs in a process of its own. */
async function nextUp(scene: Scene, held: Held, declared: ReturnType<typeof declare>): Promise<Held> {
  await scene.restart();
  return scene.update(kind, held, declared);
}

function listOf(scene: Scene, user: number) {
  return scene.simulator.tenant.users.find(({ ID }) => ID === userId(user))?.DestinationList ?? [];
}

/** The requests besides the login, in the order in which they came: `GET /api/Users`. */
function requests(scene: Scene): string[] {
  return scene.simulator.requests
    .filter(({ operationId }) => operationId !== "login")
    .map(({ method, path }) => `${method} ${path}`);
}

function expectHeld(scene: Scene, held: Held, assignments: Record<string, Entry>) {
  expect(held.state.assignments).to.deep.equal(assignments);
  const ids = Object.entries(assignments).map(([key, { userId: owner, destination }]) => {
    const user = scene.simulator.tenant.users.find(({ ID }) => ID === owner);
    return [key, user?.DestinationList.find((entry) => entry.Destination === destination)?.ID];
  });
  expect(held.state.assignmentIds).to.deep.equal(Object.fromEntries(ids));
}

/** What the engine keeps of a resource whose creation or change failed in part. */
function keptOf(error: Error, before: Held | undefined, declared: Record<string, Entry>): Held {
  const incomplete = error instanceof HostError ? error.incomplete : undefined;
  expect(incomplete, error.message).to.not.equal(undefined);
  const { id = "", state = {} } = incomplete ?? {};
  return { id, inputs: before?.inputs ?? declare(declared), state };
}

describe("UserDestinations over the dynamic-provider host", () => {
  for (const createReplies of ["object", "empty", "id", "objectWithoutId"] as const) {
    it(`assigns all and knows their ids by one write each and one list, or two, when create replies with ${createReplies}`, () =>
      inScene({ ...many, behaviour: { createReplies } }, async (scene) => {
        const declared = firstUsers(count);
        const held = await scene.create(kind, declare(declared));
        expectHeld(scene, held, declared);
        const reads = requests(scene).filter((request) => request.startsWith("GET"));
        expect(reads).to.deep.equal(Array(createReplies === "object" ? 1 : 2).fill("GET /api/Users"));
        expect(scene.writes()).to.have.length(count);
        expect((await scene.preview(kind, held, declare(declared))).changes).to.equal(false);
      }));
  }

  it("is refreshed by one list, and shows no change after it", () =>
    inScene(many, async (scene) => {
      const declared = firstUsers(count);
      const held = await scene.create(kind, declare(declared));
      await scene.restart();
      scene.simulator.clearRequests();
      const seen = await scene.refresh(kind, held);
      expect(requests(scene)).to.deep.equal(["GET /api/Users"]);
      expect(seen).to.deep.equal({ ...held, inputs: declare(declared) });
    }));

  it("adds, changes and removes in place, what is new before what goes", () =>
    inScene(many, async (scene) => {
      const { u0, u1, ...rest } = firstUsers(4);
      const held = await scene.create(
        kind,
        declare({ ...rest, u0: u0 ?? assignment(0), u1: u1 ?? assignment(1) }),
      );
      await scene.restart();
      const declared = {
        ...rest,
        u1: assignment(1, { packageId: sample.otherPackageId }),
        u2: assignment(2, { destination: bucket(1) }),
        u9: assignment(9),
      };
      scene.simulator.clearRequests();
      expect(await scene.preview(kind, held, declare(declared))).to.deep.equal({
        changes: true,
        replaces: [],
      });
      expectHeld(scene, await nextUp(scene, held, declare(declared)), declared);
      const writes = scene.writes();
      expect(writes.slice(0, 3)).to.have.members([
        "POST /api/Destinations",
        "PUT /api/Destinations",
        "PUT /api/Destinations",
      ]);
      expect(writes.slice(3)).to.deep.equal([`DELETE /api/Destinations/${idOf(held, "u0")}`]);
      expect(listOf(scene, 0)).to.deep.equal([]);
    }));

  it("sends nothing for other keys of the same assignments, also when two change places", () =>
    inScene(many, async (scene) => {
      const held = await scene.create(
        kind,
        declare({ a: assignment(0), b: assignment(1), c: assignment(2) }),
      );
      scene.simulator.clearRequests();
      const declared = { b: assignment(0), a: assignment(1), renamed: assignment(2) };
      expect((await scene.preview(kind, held, declare(declared))).changes).to.equal(true);
      expectHeld(scene, await nextUp(scene, held, declare(declared)), declared);
      expect(scene.writes()).to.deep.equal([]);
    }));

  it("assigns to another user under the same key before it takes the assignment from the former", () =>
    inScene(many, async (scene) => {
      const held = await scene.create(kind, declare({ a: assignment(0) }));
      scene.simulator.clearRequests();
      const after = await nextUp(scene, held, declare({ a: assignment(1) }));
      expectHeld(scene, after, { a: assignment(1) });
      expect(scene.writes()).to.deep.equal([
        "POST /api/Destinations",
        `DELETE /api/Destinations/${idOf(held, "a")}`,
      ]);
    }));

  it("keeps what is done, names what failed with the reason, and does only what is missing the next time", () =>
    inScene(many, async (scene) => {
      const declared = {
        ...firstUsers(5),
        u2: assignment(2, { packageId: 1 }),
        u4: assignment(4, { destination: "no" }),
      };
      const error = await failureOf(scene.create(kind, declare(declared)));
      const kept = keptOf(error, undefined, declared);
      const { u0, u1, u3 } = firstUsers(5);
      expect(kept.state.assignments).to.deep.equal({ u0, u1, u3 });
      const reasons = reasonsOf(error);
      expect(reasons[0]).to.match(
        /^2 of 5 assignments could not .* Run "pulumi up" again to do only what is missing\.$/,
      );
      expect(reasons.slice(1).map((reason) => reason.slice(0, 4))).to.have.members(['"u2"', '"u4"']);
      expect(reasons.join()).to.match(/Package not found/);
      scene.simulator.clearRequests();
      const right = firstUsers(5);
      expectHeld(scene, await nextUp(scene, kept, declare(right)), right);
      expect(scene.writes()).to.deep.equal(["POST /api/Destinations", "POST /api/Destinations"]);
    }));

  it("keeps nothing when nothing could be created", () =>
    inScene(many, async (scene) => {
      const error = await failureOf(scene.create(kind, declare({ a: assignment(0, { packageId: 1 }) })));
      expect(error instanceof HostError && error.incomplete === undefined).to.equal(true);
      expect(error.message).to.match(/^Nothing was created\.\n"a": Could not assign .*Package not found/);
    }));

  it("does not take over what exists unless it is told to, and then brings it to what is declared", () =>
    inScene(many, async (scene) => {
      const { UserID, ...foreign } = wire(assignment(1, { packageId: sample.otherPackageId }));
      scene.simulator.console.assignDestination({ UserID, ...foreign });
      const declared = firstUsers(3);
      const error = await failureOf(scene.create(kind, declare(declared)));
      expect(error.message).to.match(/"u1": Destination "bucket-0" .* exists already: set adopt: true/);
      const kept = keptOf(error, undefined, declared);
      expectHeld(scene, await nextUp(scene, kept, declare(declared, true)), declared);
    }));

  it("takes away all of them by one list and one write each; what is gone counts as taken", () =>
    inScene(many, async (scene) => {
      const held = await scene.create(kind, declare(firstUsers(count)));
      scene.simulator.console.unassignDestination(idOf(held, "u3"));
      await scene.restart();
      scene.simulator.clearRequests();
      await scene.delete(kind, held);
      expect(scene.writes()).to.have.length(count - 1);
      expect(requests(scene).filter((request) => request.startsWith("GET"))).to.deep.equal([
        "GET /api/Users",
      ]);
    }));

  it("names what could not be taken away, and takes the rest", () =>
    inScene(many, async (scene) => {
      const held = await scene.create(kind, declare(firstUsers(3)));
      await scene.restart();
      const path = `/api/Destinations/${idOf(held, "u1")}`;
      scene.simulator.faults.add({ match: { method: "DELETE", path }, kind: { status: 403 } });
      const error = await failureOf(scene.delete(kind, held));
      expect(error.message).to.match(
        /^1 of 3 assignments could not be removed; the others are removed\.\n"u1": /,
      );
      expect([0, 1, 2].map((user) => listOf(scene, user).length)).to.deep.equal([0, 1, 0]);
      await scene.restart();
      await scene.delete(kind, held);
      expect(listOf(scene, 1)).to.deep.equal([]);
    }));

  it("remembers a former assignment that could not be taken away although its key belongs to another one", () =>
    inScene(many, async (scene) => {
      const held = await scene.create(kind, declare({ a: assignment(0) }));
      scene.simulator.faults.add({ match: { method: "DELETE" }, kind: { status: 403 } });
      const declared = { a: assignment(1) };
      const error = await failureOf(nextUp(scene, held, declare(declared)));
      const kept = keptOf(error, held, declared);
      expect(kept.state.superseded).to.deep.equal([{ ...assignment(0), key: "a", id: idOf(held, "a") }]);
      expect((await scene.preview(kind, kept, declare(declared))).changes).to.equal(true);
      const after = await nextUp(scene, kept, declare(declared));
      expectHeld(scene, after, declared);
      expect(after.state).to.not.have.property("superseded");
      expect(listOf(scene, 0)).to.deep.equal([]);
    }));

  it("gives up when the service fails for one after the other, keeps what may exist, and completes it the next time", () =>
    inScene({ tenant: tenantOfMany({ users: 100, buckets: 1 }) }, async (scene) => {
      const declared = firstUsers(100);
      scene.simulator.faults.add({ match: posts, times: "always", kind: { status: 503 }, skip: 10 });
      const error = await failureOf(scene.create(kind, declare(declared)));
      scene.simulator.faults.clear();
      expect(error.message).to.match(/Not attempted, because the service failed 32 times in a row/);
      // The last of the ten successes may come after up to 15 failures of those sent with it, and starts the count anew.
      expect(scene.simulator.count(posts)).to.be.at.most(10 + 15 + 32 + 16);
      const kept = keptOf(error, undefined, declared);
      await scene.restart();
      expectHeld(scene, await nextUp(scene, kept, declare(declared)), declared);
      expect(
        scene.simulator.tenant.users
          .map(({ DestinationList }) => DestinationList.length)
          .filter((n) => n > 1),
      ).to.deep.equal([]);
    }));

  for (const [name, fault] of [
    ["the connection is cut after the effect", { reset: "afterEffect" }],
    ["the connection is cut before the effect", { reset: "beforeEffect" }],
    ["a gateway fails", { status: 502 }],
  ] as const) {
    it(`makes one assignment each, whatever becomes of the answers: ${name}`, () =>
      inScene(many, async (scene) => {
        scene.simulator.faults.add({ match: posts, times: 5, kind: fault, skip: 1 });
        const declared = firstUsers(8);
        expectHeld(scene, await scene.create(kind, declare(declared)), declared);
        expect(Array.from({ length: 8 }, (_, user) => listOf(scene, user).length)).to.deep.equal(
          Array(8).fill(1),
        );
      }));
  }
});

function idOf(held: Held, key: string): string {
  return (held.state.assignmentIds as Record<string, string>)[key] ?? "";
}

function wire({
  userId: UserID,
  accountId: AccountID,
  destination: Destination,
  packageId: PackageID,
}: Entry) {
  return { UserID, AccountID, Destination, PackageID };
}

function reasonsOf(error: Error): string[] {
  return (error instanceof HostError ? error.incomplete?.reasons : undefined) ?? [];
}
