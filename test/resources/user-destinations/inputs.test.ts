import { expect } from "chai";
import { checkUserDestinations } from "../../../provider/resources/user-destinations/inputs.js";

const entry = { userId: "u-1", accountId: "a-1", destination: "bucket", packageId: 26 };
const check = (inputs: Record<string, unknown>) => checkUserDestinations({}, inputs);

describe("The inputs of a UserDestinations", () => {
  it("pass with each packageId as a number", () => {
    const other = { ...entry, destination: "other" };
    expect(check({ assignments: { a: { ...entry, packageId: "26" }, b: other }, adopt: true })).to.deep.equal(
      {
        inputs: { assignments: { a: entry, b: other }, adopt: true },
        failures: [],
      },
    );
  });

  it("are all reported when they are wrong, and repetitions only once the rest is right", () => {
    const { failures } = check({ assignments: { a: entry, b: entry, c: { ...entry, userId: 1 } }, adopt: 1 });
    expect(failures).to.deep.equal([
      { property: "assignments.c.userId", reason: "must be the id of a user" },
      { property: "adopt", reason: "must be true or false" },
    ]);
  });

  it("stand for one assignment each: user and account without regard to case, and the bucket's exact name", () => {
    const assignments = {
      a: entry,
      b: { ...entry, destination: "Bucket" },
      c: { ...entry, userId: "U-1", accountId: "A-1", packageId: 27 },
    };
    expect(check({ assignments }).failures).to.deep.equal([
      { property: 'assignments["c"]', reason: 'stands for the same object as "a": remove one of them' },
    ]);
  });
});
