import { expect } from "chai";
import { difference, shape } from "../../../provider/resources/account-destinations/model.js";
import { unknownMarkers } from "../../host/unknown-markers.js";

const entry = { destination: "bucket", displayName: "Bucket" };
const state = {
  accountId: "a-1",
  destinations: { a: entry },
  destinationIds: { a: "d-1" },
  connection: "login at address",
};
const news = { accountId: "a-1", destinations: { a: entry } };
const changed = { changes: true, replaces: [] };

describe("The difference of an AccountDestinations", () => {
  it("is none when every destination is held as declared, whatever the case of the account's id", () => {
    expect(difference(state, { ...news, accountId: "A-1" })).to.deep.equal({ changes: false, replaces: [] });
  });

  for (const accountId of ["a-2", unknownMarkers.string]) {
    it(`is a replacement with another account: ${accountId}`, () => {
      expect(difference(state, { ...news, accountId })).to.deep.equal({
        changes: true,
        replaces: ["accountId"],
      });
    });
  }

  for (const [what, destinations] of [
    ["another display name", { a: { ...entry, displayName: "Other" } }],
    ["another bucket", { a: { ...entry, destination: "other" } }],
    ["another key", { b: entry }],
    ["a map that is not known yet", unknownMarkers.object],
    ["a bucket that is not known yet", { a: { ...entry, destination: unknownMarkers.string } }],
  ] as const) {
    it(`is a change in place with ${what}`, () => {
      expect(difference(state, { ...news, destinations })).to.deep.equal(changed);
    });
  }
});

describe("The state of an AccountDestinations", () => {
  it("is read as it was kept, with the display names that the service keeps otherwise than declared", () => {
    const kept = {
      ...state,
      destinations: { a: { ...entry, declaredDisplayName: " Bucket " } },
      superseded: [{ destination: "old", displayName: "Old", key: "a", id: "d-0" }],
    };
    expect(shape.stateFrom(shape.holdingFrom(kept), kept)).to.deep.equal(kept);
    expect(shape.inputsFrom(kept)).to.deep.equal({
      accountId: "a-1",
      destinations: { a: { destination: "bucket", displayName: " Bucket " } },
    });
  });
});
