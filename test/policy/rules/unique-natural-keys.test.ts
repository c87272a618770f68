import { expect } from "chai";
import {
  naturalKeyViolations,
  type DeclaredObject,
} from "../../../provider/policy/rules/unique-natural-keys.js";

type Key = Partial<Omit<DeclaredObject, "kind" | "name" | "urn" | "label">>;

/** Resources of one kind, named a, b, c in this order. */
const resources = (kind: DeclaredObject["kind"], ...keys: Key[]): DeclaredObject[] =>
  keys.map((key, index) => {
    const name = String.fromCharCode("a".charCodeAt(0) + index);
    return { kind, name, urn: `urn:${kind}:${name}`, label: `${kind} "${name}"`, ...key };
  });

const violating = (...declared: DeclaredObject[]) =>
  naturalKeyViolations(declared, {}).map(({ urn }) => urn.split(":").at(-1));

describe("the rule on natural keys", () => {
  it("refuses a second destination for the same storage account and bucket", () => {
    const [violation, ...more] = naturalKeyViolations(
      resources(
        "AccountDestination",
        { accountId: "ACC-1", destination: "bucket" },
        { accountId: "acc-1", destination: "bucket" },
        { accountId: "acc-2", destination: "bucket" },
        { accountId: "acc-1", destination: "Bucket" },
      ),
      {},
    );
    expect(more).to.deep.equal([]);
    expect(violation).to.deep.equal({
      urn: "urn:AccountDestination:b",
      message:
        'AccountDestination "b" stands for bucket "bucket" of storage account "acc-1" that AccountDestination "a" stands for already, so ' +
        "the two would work against each other: remove one of them, or have one added to exemptResources.",
    });
  });

  it("refuses a second assignment of the same bucket of a storage account to the same user", () => {
    const key = { userId: "u-1", accountId: "acc-1", destination: "bucket" };
    const declared = resources(
      "UserDestination",
      key,
      { ...key, userId: "U-1", accountId: "Acc-1" },
      { ...key, userId: "u-2" },
      { ...key, accountId: "acc-2" },
      { ...key, destination: "BUCKET" },
    );
    expect(violating(...declared)).to.deep.equal(["b"]);
  });

  for (const kind of ["UserComputerData", "UserComputerDataPurge"] as const) {
    it(`refuses a ${kind} that selects what another one of the same user selects`, () => {
      const pair = { computerName: "PC", destinationId: "d-1" };
      const overlaps: [DeclaredObject["computers"], DeclaredObject["computers"]][] = [
        ["all", "all"],
        ["all", [pair]],
        [[{ computerName: "PC" }], [pair]],
        [[pair], [{ ...pair, destinationId: "D-1" }]],
        [[{ computerName: "other" }, pair], [pair]],
      ];
      for (const [one, other] of overlaps) {
        const declared = resources(
          kind,
          { userId: "u-1", computers: one },
          { userId: "U-1", computers: other },
        );
        expect(violating(...declared), JSON.stringify([one, other])).to.deep.equal(["b"]);
        expect(violating(...declared.map((one) => ({ ...one, userId: one.name })))).to.deep.equal([]);
      }
    });

    it(`accepts a ${kind} that selects other computers or destinations`, () => {
      const selections = [
        [{ computerName: "PC", destinationId: "d-1" }],
        [{ computerName: "PC", destinationId: "d-2" }],
        [{ computerName: "pc" }],
      ];
      const declared = resources(kind, ...selections.map((computers) => ({ userId: "u-1", computers })));
      expect(violating(...declared)).to.deep.equal([]);
    });
  }

  it("accepts an order to purge what a UserComputerData stands for", () => {
    const key: Key = { userId: "u-1", computers: "all" };
    expect(
      violating(...resources("UserComputerData", key), ...resources("UserComputerDataPurge", key)),
    ).to.deep.equal([]);
  });

  it("says nothing of what is unknown yet", () => {
    const unknowns: [DeclaredObject["kind"], Key][] = [
      ["AccountDestination", { accountId: "acc-1" }],
      ["AccountDestination", { destination: "bucket" }],
      ["UserDestination", { accountId: "acc-1", destination: "bucket" }],
      ["UserComputerData", { computers: "all" }],
      ["UserComputerData", { userId: "u-1" }],
      ["UserComputerDataPurge", { userId: "u-1", computers: [] }],
    ];
    for (const [kind, key] of unknowns) {
      expect(violating(...resources(kind, key, key)), JSON.stringify(key)).to.deep.equal([]);
    }
    const partly = resources("UserComputerData", { userId: "u-1", computers: "all" }, { userId: "u-1" });
    expect(violating(...partly)).to.deep.equal([]);
  });

  it("reports each further one, in whichever order the engine shows them", () => {
    const key = { accountId: "acc-1", destination: "bucket" };
    const declared = resources("AccountDestination", key, key, key);
    expect(violating(...declared)).to.deep.equal(["b", "c"]);
    expect(violating(...declared.toReversed())).to.deep.equal(["b", "c"]);
  });

  it("leaves out resources that are exempt by name or URN", () => {
    const key = { accountId: "acc-1", destination: "bucket" };
    const declared = resources("AccountDestination", key, key);
    for (const exempt of ["a", "b", "urn:AccountDestination:a", "urn:AccountDestination:b"]) {
      expect(naturalKeyViolations(declared, { exemptResources: [exempt] })).to.deep.equal([]);
    }
    expect(naturalKeyViolations(declared, { exemptResources: ["c"] })).to.have.length(1);
  });
});
