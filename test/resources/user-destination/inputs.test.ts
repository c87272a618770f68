import { expect } from "chai";
import { checkUserDestination } from "../../../provider/resources/user-destination/inputs.js";
import { unknownMarkers } from "../../host/unknown-markers.js";

const right = { userId: "u-1", accountId: "a-1", destination: "bucket", packageId: 27755, adopt: true };
const check = (inputs: Record<string, unknown>) => checkUserDestination({}, inputs);
const range = "must be the id of a package: a whole number from 0 to 2147483647";

describe("The inputs of a UserDestination", () => {
  it("pass as they are when they are right", () => {
    expect(check(right)).to.deep.equal({ inputs: right, failures: [] });
  });

  it("are all reported when they are missing", () => {
    expect(check({}).failures).to.deep.equal(
      ["userId", "accountId", "destination", "packageId"].map((property) => ({
        property,
        reason: "is required",
      })),
    );
  });

  it("are all reported when they are wrong", () => {
    const failures = check({
      userId: 1,
      accountId: "",
      destination: null,
      packageId: -1,
      adopt: 1,
      packageID: 2,
    }).failures;
    expect(failures.map(({ property }) => property)).to.have.members([
      "userId",
      "accountId",
      "destination",
      "packageId",
      "adopt",
      "packageID",
    ]);
    expect(failures).to.deep.include({
      property: "packageID",
      reason: 'is not a property of this resource; did you mean "packageId"?',
    });
  });

  for (const packageId of [0, 1, 27755, 2 ** 31 - 1]) {
    it(`accept the package ${String(packageId)}, also as text`, () => {
      for (const value of [packageId, String(packageId)]) {
        expect(check({ ...right, packageId: value })).to.deep.equal({
          inputs: { ...right, packageId },
          failures: [],
        });
      }
    });
  }

  for (const packageId of [
    1.5,
    -1,
    "abc",
    2 ** 31,
    2 ** 53 + 1,
    "",
    " 5",
    "-1",
    "1.5",
    "1e3",
    "0x10",
    Number.NaN,
    true,
    {},
    [1],
  ]) {
    it(`refuse the package ${typeof packageId === "number" ? String(packageId) : JSON.stringify(packageId)}`, () => {
      expect(check({ ...right, packageId }).failures).to.deep.equal([
        { property: "packageId", reason: range },
      ]);
    });
  }

  for (const name of Object.keys(right)) {
    for (const [kind, marker] of Object.entries(unknownMarkers)) {
      it(`pass while ${name} is an unknown ${kind}`, () => {
        expect(check({ ...right, [name]: marker }).failures).to.deep.equal([]);
      });
    }
  }
});
