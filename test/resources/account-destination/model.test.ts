import { expect } from "chai";
import {
  difference,
  inputsFrom,
  stateFrom,
  stateFromRead,
} from "../../../provider/resources/account-destination/model.js";
import { unknownMarkers } from "../../host/unknown-markers.js";

const entry = { destinationId: "d-1", accountId: "a-1", destination: "bucket", displayName: "Bucket" };
const state = { ...entry, connection: "login at address" };
const inputs = { accountId: "a-1", destination: "bucket", displayName: "Bucket" };

describe("The state of an AccountDestination", () => {
  it("has the declared spelling of the account's id and the service's values", () => {
    expect(stateFrom({ ...inputs, accountId: "A-1" }, entry, "c")).to.deep.equal({
      accountId: "A-1",
      destination: "bucket",
      displayName: "Bucket",
      destinationId: "d-1",
      connection: "c",
    });
  });

  it("remembers the declared name where the service keeps another form, so that no difference shows for ever", () => {
    const trimmed = stateFrom({ ...inputs, displayName: "Bucket " }, entry, "c");
    expect(trimmed).to.include({ displayName: "Bucket", declaredDisplayName: "Bucket " });
    expect(difference(trimmed, { ...inputs, displayName: "Bucket " })).to.deep.equal({
      changes: false,
      replaces: [],
    });
    const read = stateFromRead(trimmed, entry);
    expect(read).to.deep.equal(trimmed);
    expect(inputsFrom(read)).to.deep.equal({ ...inputs, displayName: "Bucket " });
  });

  it("has the bucket's name where the service tells no display name", () => {
    expect(stateFrom(inputs, { ...entry, displayName: undefined }, "c")).to.include({
      displayName: "bucket",
      declaredDisplayName: "Bucket",
    });
  });

  it("shows a name that somebody changed, as a difference to the program", () => {
    const read = stateFromRead(
      { ...state, declaredDisplayName: "Bucket " },
      { ...entry, displayName: "Changed" },
    );
    expect(read).to.include({ displayName: "Changed" }).and.not.have.property("declaredDisplayName");
    expect(inputsFrom(read)).to.include({ displayName: "Changed" });
    expect(difference(read, inputs)).to.deep.equal({ changes: true, replaces: [] });
  });

  it("makes no difference after a read of an unchanged entry", () => {
    expect(difference(stateFromRead(state, entry), inputs)).to.deep.equal({ changes: false, replaces: [] });
  });
});

describe("A difference of an AccountDestination", () => {
  it("is none for the same inputs, for adopt, and for the case of the account's id", () => {
    for (const same of [inputs, { ...inputs, adopt: true }, { ...inputs, accountId: "A-1" }]) {
      expect(difference(state, same)).to.deep.equal({ changes: false, replaces: [] });
    }
  });

  it("is a change in place for the display name", () => {
    expect(difference(state, { ...inputs, displayName: "New" })).to.deep.equal({
      changes: true,
      replaces: [],
    });
  });

  it("is a replacement for account and bucket, whose case counts", () => {
    expect(difference(state, { ...inputs, accountId: "a-2" }).replaces).to.deep.equal(["accountId"]);
    expect(difference(state, { ...inputs, destination: "Bucket" }).replaces).to.deep.equal(["destination"]);
  });

  for (const [name, replaces] of [
    ["accountId", ["accountId"]],
    ["destination", ["destination"]],
    ["displayName", []],
  ] as const) {
    it(`is assumed while ${name} is not known yet`, () => {
      expect(difference(state, { ...inputs, [name]: unknownMarkers.string })).to.deep.equal({
        changes: true,
        replaces: [...replaces],
      });
    });
  }

  it("is there while the service has not confirmed the destination", () => {
    const unconfirmed = { accountId: "a-1", destination: "bucket", displayName: "Bucket", connection: "c" };
    expect(difference(unconfirmed, inputs)).to.deep.equal({ changes: true, replaces: [] });
  });
});
