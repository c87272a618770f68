import { expect } from "chai";
import { sample } from "../../support/samples.js";
import { HostError } from "../harness/dynamic-host.js";
import { failureOf, inScene, type Held, type Scene } from "../harness/scene.js";

const kind = "AccountDestinations";
const declared = {
  accountId: sample.account,
  destinations: {
    archive: { destination: "new-archive", displayName: "Archive" },
    daily: { destination: "new-daily" },
    weekly: { destination: "new-weekly" },
  },
};

const full = {
  archive: { destination: "new-archive", displayName: "Archive" },
  daily: { destination: "new-daily", displayName: "new-daily" },
  weekly: { destination: "new-weekly", displayName: "new-weekly" },
};

function registered(scene: Scene) {
  const account = scene.simulator.tenant.accounts.find(({ AccountID }) => AccountID === sample.account);
  return account?.Destinations ?? [];
}

function idOf(scene: Scene, bucket: string): string {
  return registered(scene).find(({ Destination }) => Destination === bucket)?.DestinationID ?? "";
}

function reads(scene: Scene): string[] {
  return scene.simulator.requests.filter(({ method }) => method === "GET").map(({ path }) => path);
}

async function nextUp(scene: Scene, held: Held, news: object): Promise<Held> {
  await scene.restart();
  return scene.update(kind, held, { ...declared, ...news });
}

describe("AccountDestinations over the dynamic-provider host", () => {
  for (const createReplies of ["object", "empty"] as const) {
    it(`registers all and knows their ids by one write each and one read, or two, when create replies with ${createReplies}`, () =>
      inScene({ behaviour: { createReplies } }, async (scene) => {
        const held = await scene.create(kind, declared);
        expect(held.state.destinations).to.deep.equal(full);
        expect(held.state.destinationIds).to.deep.equal({
          archive: idOf(scene, "new-archive"),
          daily: idOf(scene, "new-daily"),
          weekly: idOf(scene, "new-weekly"),
        });
        expect(scene.writes()).to.deep.equal(Array(3).fill("POST /api/Accounts/AddDestination"));
        expect(reads(scene)).to.have.length(createReplies === "object" ? 1 : 2);
        expect((await scene.preview(kind, held, declared)).changes).to.equal(false);
        await scene.restart();
        scene.simulator.clearRequests();
        expect(await scene.refresh(kind, held)).to.deep.equal({
          ...held,
          inputs: { accountId: sample.account, destinations: full },
        });
        expect(reads(scene)).to.deep.equal([`/api/Accounts/${sample.account}`]);
      }));
  }

  it("renames in place, registers another bucket before it removes the former, and sends nothing for another key", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, declared);
      scene.simulator.clearRequests();
      const news = {
        archive: { destination: "new-archive", displayName: "Renamed" },
        daily: { destination: "other-daily", displayName: "other-daily" },
        everyWeek: { destination: "new-weekly", displayName: "new-weekly" },
      };
      const after = await nextUp(scene, held, { destinations: news });
      expect(after.state.destinations).to.deep.equal(news);
      expect(scene.writes().slice(0, 2)).to.have.members([
        "POST /api/Accounts/AddDestination",
        "PUT /api/Accounts/EditDestination",
      ]);
      expect(scene.writes().slice(2)).to.deep.equal(["PUT /api/Accounts/RemoveDestination"]);
      expect(idOf(scene, "new-daily")).to.equal("");
    }));

  it("is replaced when the storage account is another one", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, declared);
      expect(await scene.preview(kind, held, { ...declared, accountId: "other" })).to.deep.equal({
        changes: true,
        replaces: ["accountId"],
      });
    }));

  it("removes what nobody holds, names who holds the rest, and looks at users and account once", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, declared);
      scene.simulator.console.assignDestination({
        UserID: sample.jane,
        AccountID: sample.account,
        Destination: "new-daily",
        PackageID: sample.packageId,
      });
      await scene.restart();
      scene.simulator.clearRequests();
      const { message } = await failureOf(scene.delete(kind, held));
      expect(message).to.match(
        /^1 of 3 destinations could not be removed; the others are removed\.\n"daily": Destination "new-daily" .* still assigned to "jane\.sales"/,
      );
      expect(scene.writes()).to.deep.equal(Array(2).fill("PUT /api/Accounts/RemoveDestination"));
      expect(reads(scene)).to.have.members(["/api/Users", `/api/Accounts/${sample.account}`]);
    }));

  it("lets a bucket that leaves it while a user has it wait for the next up, which removes it or names the user", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, declared);
      const assignment = scene.simulator.console.assignDestination({
        UserID: sample.jane,
        AccountID: sample.account,
        Destination: "new-daily",
        PackageID: sample.packageId,
      });
      const { daily, ...rest } = declared.destinations;
      const news = { ...declared, destinations: rest };
      const waiting = await nextUp(scene, held, news);
      expect(waiting.state.superseded).to.deep.equal([
        { ...full.daily, key: "daily", id: idOf(scene, daily.destination) },
      ]);
      const seen = (await scene.refresh(kind, waiting)) ?? waiting;
      expect((await scene.preview(kind, seen, news)).changes).to.equal(true);

      const error = await failureOf(nextUp(scene, seen, news));
      const incomplete = error instanceof HostError ? error.incomplete : undefined;
      expect(incomplete?.reasons[1]).to.match(/^"daily": Destination "new-daily" .* "jane\.sales"/);
      expect(incomplete?.state.superseded).to.deep.equal(waiting.state.superseded);

      scene.simulator.console.unassignDestination(assignment);
      scene.simulator.clearRequests();
      const done = await nextUp(scene, seen, news);
      expect(done.state).to.not.have.property("superseded");
      expect(scene.writes()).to.deep.equal(["PUT /api/Accounts/RemoveDestination"]);
      expect((await scene.preview(kind, done, news)).changes).to.equal(false);
    }));

  it("keeps what is done and shows no change for ever when the service keeps another form of a name", () =>
    inScene({ behaviour: { displayNames: "trimmed" } }, async (scene) => {
      const spaced = { ...declared, destinations: { a: { destination: "spaced", displayName: " A " } } };
      const held = await scene.create(kind, spaced);
      expect(held.state.destinations).to.deep.equal({
        a: { destination: "spaced", displayName: "A", declaredDisplayName: " A " },
      });
      expect((await scene.preview(kind, held, spaced)).changes).to.equal(false);
      const seen = await scene.refresh(kind, held);
      expect((await scene.preview(kind, seen ?? held, spaced)).changes).to.equal(false);
    }));

  it("keeps what could be registered when the service refuses one", () =>
    inScene({}, async (scene) => {
      const match = { method: "POST", path: "/api/Accounts/AddDestination" } as const;
      scene.simulator.faults.add({
        match,
        skip: 1,
        kind: { status: 400, body: { Message: "No such bucket." } },
      });
      const error = await failureOf(scene.create(kind, declared));
      const incomplete = error instanceof HostError ? error.incomplete : undefined;
      expect(Object.keys(incomplete?.state.destinationIds ?? {})).to.have.length(2);
      expect(incomplete?.reasons[1]).to.match(/^"\w+": Could not add destination .*No such bucket/);
      const kept = { id: incomplete?.id ?? "", inputs: declared, state: incomplete?.state ?? {} };
      scene.simulator.clearRequests();
      expect((await nextUp(scene, kept, {})).state.destinations).to.deep.equal(full);
      expect(scene.writes()).to.have.length(1);
    }));

  it("cannot be read by an id that the state does not know, and says how to take over what exists", () =>
    inScene({}, async (scene) => {
      const { message } = await failureOf(scene.host.read(kind, "some-id", {}));
      expect(message).to.match(/^Existing destinations cannot be read by an id, .* adopt: true/);
    }));
});
