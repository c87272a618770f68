import { expect } from "chai";
import { difference, inputsFrom, stateFrom } from "../../../provider/resources/user-destination/model.js";
import { unknownMarkers } from "../../host/unknown-markers.js";

const inputs = { userId: "u-1", accountId: "a-1", destination: "bucket", packageId: 5 };
const state = { ...inputs, connection: "login at address" };
const entry = {
  id: "e-1",
  accountId: "A-1",
  destination: "bucket",
  packageId: 5,
  accountDisplayName: "Storage",
  displayName: undefined,
};

describe("The state of a UserDestination", () => {
  it("has declared spellings of ids, the service's values, and no place for what the service does not tell", () => {
    expect(stateFrom(inputs, entry, "c")).to.deep.equal({
      ...inputs,
      accountDisplayName: "Storage",
      connection: "c",
    });
  });

  it("has the declared package where the service tells none", () => {
    expect(stateFrom(inputs, { ...entry, packageId: undefined }, "c")).to.include({ packageId: 5 });
  });

  it("becomes its inputs again, without what is only told", () => {
    expect(inputsFrom(stateFrom(inputs, entry, "c"))).to.deep.equal(inputs);
  });

  it("shows what somebody changed, as a difference to the program", () => {
    const drifted = stateFrom(inputs, { ...entry, packageId: 9 }, "c");
    expect(difference(drifted, inputs)).to.deep.equal({ changes: true, replaces: [] });
    expect(inputsFrom(drifted)).to.include({ packageId: 9 });
  });
});

describe("A difference of a UserDestination", () => {
  it("is none for the same inputs, for adopt, and for the case of ids", () => {
    for (const same of [inputs, { ...inputs, adopt: true }, { ...inputs, userId: "U-1", accountId: "A-1" }]) {
      expect(difference(state, same)).to.deep.equal({ changes: false, replaces: [] });
    }
  });

  it("is a change in place for package and bucket", () => {
    for (const changed of [{ packageId: 6 }, { destination: "other" }, { destination: "Bucket" }]) {
      expect(difference(state, { ...inputs, ...changed })).to.deep.equal({ changes: true, replaces: [] });
    }
  });

  it("is a replacement for user and account", () => {
    expect(difference(state, { ...inputs, userId: "u-2", accountId: "a-2" })).to.deep.equal({
      changes: true,
      replaces: ["userId", "accountId"],
    });
  });

  for (const [name, replaces] of [
    ["userId", ["userId"]],
    ["accountId", ["accountId"]],
    ["destination", []],
    ["packageId", []],
  ] as const) {
    it(`is assumed while ${name} is not known yet`, () => {
      expect(difference(state, { ...inputs, [name]: unknownMarkers.string })).to.deep.equal({
        changes: true,
        replaces: [...replaces],
      });
    });
  }
});
