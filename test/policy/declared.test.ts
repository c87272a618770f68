import { expect } from "chai";
import { declaredEntries, declaredSelection, declaredText } from "../../provider/policy/declared.js";

/** An object whose property `unknown` throws when it is read, as `@pulumi/policy` shows one that is unknown yet. */
function withUnknown<Shown extends object>(known: Shown, error: Error = unknownYet()): Shown {
  Object.defineProperty(known, "unknown", {
    enumerable: true,
    get: () => {
      throw error;
    },
  });
  return known;
}

const unknownYet = () => Object.assign(new Error("unknown"), { unknownTypeSentinel: true });

describe("What a policy is shown of a resource", () => {
  it("has no text where a value is unknown yet or no text", () => {
    const shown = withUnknown({ accountId: "a-1", packageId: 1 });
    expect(declaredText(shown, "accountId")).to.equal("a-1");
    expect(declaredText(shown, "packageId")).to.equal(undefined);
    expect(declaredText(shown, "unknown")).to.equal(undefined);
  });

  it("fails on what a reading throws otherwise", () => {
    const fault = new TypeError("fault");
    expect(() => declaredText(withUnknown({}, fault), "unknown")).to.throw(fault);
  });

  it("has the entries of a map that are known by now, with their keys", () => {
    const map = withUnknown({ a: { userId: "u-1" }, b: "text", c: null });
    expect(declaredEntries({ map }, "map")).to.deep.equal([{ key: "a", properties: { userId: "u-1" } }]);
  });

  for (const [what, shown] of [
    ["is unknown yet", withUnknown({ map: undefined })],
    ["is a text", { unknown: "text" }],
    ["is null", { unknown: null }],
  ] as const) {
    it(`has no entries of a map that ${what}`, () => {
      expect(declaredEntries(shown, "unknown")).to.deep.equal([]);
    });
  }

  it("has a computer's destination where one is named", () => {
    const computers = [{ computerName: "PC-1", destinationId: "d-1" }, { computerName: "PC-2" }, {}, "PC-3"];
    expect(declaredSelection({ computers })).to.deep.equal([
      { computerName: "PC-1", destinationId: "d-1" },
      { computerName: "PC-2" },
    ]);
  });
});
