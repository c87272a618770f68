import { createHash } from "node:crypto";
import { expect } from "chai";
import { providerText } from "../../provider/resource-type.js";
import { failureOf, inScene, type Held } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";
import {
  kindsOf,
  releasedState,
  releasedText,
  releases,
  tenantOf,
  type ReleasedState,
} from "../upgrade/released-states.js";
import { declared } from "./declared-resources.js";

/** The resource as the harness holds it, which adds the provider's text itself. */
function held({ id, inputs, outputs }: ReleasedState): Held {
  const without = (properties: ReleasedState["inputs"]) =>
    Object.fromEntries(Object.entries(properties).filter(([name]) => name !== "__provider"));
  return { id, inputs: without(inputs), state: without(outputs) };
}

const changed = {
  AccountDestination: { displayName: "Other" },
  UserDestination: { packageId: sample.otherPackageId },
  UserComputerData: { computers: [{ computerName: "Jane sales Acer" }] },
  UserComputerDataPurge: { waitSeconds: 7 },
} as const;

/** The writes that an update and then a delete of the state make. */
const writes = (id: string) => ({
  AccountDestination: ["PUT /api/Accounts/EditDestination", "PUT /api/Accounts/RemoveDestination"],
  UserDestination: ["PUT /api/Destinations", `DELETE /api/Destinations/${id}`],
  UserComputerData: [`DELETE /api/Users/${sample.charlie}/Computers`],
  UserComputerDataPurge: [],
});

/** SHA-256 of what each release wrote. A line is added with a release, and none is ever changed. */
const released: Readonly<Record<string, string>> = {
  "0.1.0/AccountDestination": "9352551e5b7c8be11636a64aeea55429a85bec94e9fb69468272633070a4efcf",
  "0.1.0/UserComputerData": "0f121f610fbf50e84108826b1343083c05fced5cdcf29d4dc4f3b9194c569da2",
  "0.1.0/UserComputerDataPurge": "8ff157e9774965e349303ea05a3bda0d97dbffebd6c4cc33e26ef05794df2734",
  "0.1.0/UserDestination": "c658720a3b6d2b24212003d30e7bade0937d723bfb1e72d4bab6e3cd4b96dd76",
};

describe("Upgrade", () => {
  it("F54: what a release wrote is never edited, and is there for every release", () => {
    const hashes = releases.flatMap((release) =>
      kindsOf(release).map((kind) => [
        `${release}/${kind}`,
        createHash("sha256").update(releasedText(release, kind)).digest("hex"),
      ]),
    );
    expect(Object.fromEntries(hashes)).to.deep.equal(released);
  });

  for (const release of releases) {
    for (const kind of kindsOf(release)) {
      it(`F54: the state of ${kind} that release ${release} wrote is read, compared, changed and deleted: no replacement, no difference`, () =>
        inScene({ tenant: tenantOf(release) }, async (scene) => {
          const stored = releasedState(release, kind);
          expect(stored.outputs.__provider).to.equal(providerText(kind));
          expect(stored.inputs.__provider).to.equal(providerText(kind));
          expect(stored.type).to.equal(`pulumi-nodejs:dynamic/msp360:${kind}`);
          const old = held(stored);
          const same = { changes: false, replaces: [] };
          expect(await scene.preview(kind, old, declared[kind])).to.deep.equal(same);
          const seen = await scene.refresh(kind, old);
          expect(seen?.id).to.equal(stored.id);
          expect(seen?.state).to.deep.include({
            ...old.state,
            ...(kind === "UserComputerDataPurge" && { completed: true }),
          });
          expect(await scene.preview(kind, seen ?? old, declared[kind])).to.deep.equal(same);
          expect(scene.writes()).to.deep.equal([]);
          const other = { ...declared[kind], ...changed[kind] };
          expect(await scene.preview(kind, old, other)).to.deep.equal({ changes: true, replaces: [] });
          const after = await scene.update(kind, old, other);
          expect(after.state).to.deep.include(changed[kind]);
          await scene.restart();
          await scene.delete(kind, after);
          expect(scene.writes()).to.deep.equal(writes(stored.id)[kind]);
        }));
    }
  }

  it("F57: the state of a newer release is refused by every hook, in one sentence, and nothing is sent", () =>
    inScene({}, async (scene) => {
      for (const kind of kindsOf(releases[0] ?? "")) {
        const old = held(releasedState(releases[0] ?? "", kind));
        const newer = { ...old, state: { ...old.state, schemaVersion: 2 } };
        const attempts = [
          scene.preview(kind, newer, declared[kind]),
          scene.refresh(kind, newer),
          scene.update(kind, newer, declared[kind]),
          scene.delete(kind, newer),
        ];
        for (const { message } of await Promise.all(attempts.map(failureOf))) {
          expect(message).to.match(/newer pulumi-msp360 \(state version 2.*update the package/);
        }
      }
      expect(scene.simulator.requests).to.deep.equal([]);
    }));
});
