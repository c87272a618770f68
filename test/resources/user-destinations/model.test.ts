import { expect } from "chai";
import { difference } from "../../../provider/resources/user-destinations/model.js";
import { unknownMarkers } from "../../host/unknown-markers.js";

const entry = { userId: "u-1", accountId: "a-1", destination: "bucket", packageId: 26 };
const state = { assignments: { a: entry }, assignmentIds: { a: "e-1" }, connection: "login at address" };
const same = { changes: false, replaces: [] };
const changed = { changes: true, replaces: [] };

describe("The difference of a UserDestinations", () => {
  it("is none when every assignment is held as declared, and for another adopt", () => {
    expect(difference(state, { assignments: { a: entry } })).to.deep.equal(same);
    expect(difference(state, { assignments: { a: entry }, adopt: true })).to.deep.equal(same);
  });

  for (const [what, assignments] of [
    ["another package", { a: { ...entry, packageId: 27 } }],
    ["another bucket", { a: { ...entry, destination: "other" } }],
    ["another user", { a: { ...entry, userId: "u-2" } }],
    ["another key", { b: entry }],
    ["one more", { a: entry, b: { ...entry, userId: "u-2" } }],
    ["one less", {}],
    ["a map that is not known yet", unknownMarkers.object],
    ["a user that is not known yet", { a: { ...entry, userId: unknownMarkers.string } }],
  ] as const) {
    it(`is a change in place with ${what}`, () => {
      expect(difference(state, { assignments })).to.deep.equal(changed);
    });
  }

  it("is a change in place while an assignment is not confirmed, or one that lost its key is there still", () => {
    expect(difference({ ...state, assignmentIds: {} }, { assignments: { a: entry } })).to.deep.equal(changed);
    const superseded = [{ ...entry, userId: "u-2", key: "a", id: "e-2" }];
    expect(difference({ ...state, superseded }, { assignments: { a: entry } })).to.deep.equal({
      ...changed,
      beyondInputs: true,
    });
  });
});
