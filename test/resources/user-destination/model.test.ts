import { expect } from "chai";
import { IdentityConflictError } from "../../../provider/errors.js";
import {
  difference,
  findByBucket,
  findOwn,
  inputsFrom,
  isAsDeclared,
  isUnconfirmed,
  naturalKey,
  newest,
  stateFrom,
  unconfirmedId,
} from "../../../provider/resources/user-destination/model.js";
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
const user = { userId: "u-1", login: "kim", destinations: [entry] };

describe("The assignment that a state means", () => {
  it("is found by id, whatever its case", () => {
    expect(findOwn(user, "E-1", { ...state, destination: "other" })).to.equal(entry);
  });

  it("is found by account and bucket when it was removed and made again", () => {
    expect(findOwn(user, "e-old", state)).to.equal(entry);
  });

  it("is none when neither is there, or the user is gone", () => {
    expect(findOwn({ ...user, destinations: [] }, "e-1", state)).to.equal(undefined);
    expect(findOwn(undefined, "e-1", state)).to.equal(undefined);
  });

  it("is a conflict when the id now belongs to another storage account", () => {
    expect(() => findOwn(user, "e-1", { ...state, accountId: "a-2" }))
      .to.throw(IdentityConflictError)
      .with.property("message")
      .that.contains('now belongs to storage account "A-1"');
  });

  it("is looked for by account, without regard to case, and by the bucket's exact name", () => {
    expect(findByBucket(user, inputs)).to.deep.equal([entry]);
    expect(findByBucket(user, { ...inputs, destination: "Bucket" })).to.deep.equal([]);
  });
});

describe("The newest assignment", () => {
  const other = { ...entry, id: "e-2" };

  it("is the one that was not there before", () => {
    expect(newest([entry, other], [{ ...entry, id: "E-1" }])).to.equal(other);
  });

  it("is the first when none was there before", () => {
    expect(newest([entry, other], [])).to.equal(entry);
  });

  it("is none when all were there before", () => {
    expect(newest([entry], [entry])).to.equal(undefined);
  });
});

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

describe("Names of a UserDestination", () => {
  it("are unique by user and account, without regard to case, and by the bucket's exact name", () => {
    expect(naturalKey({ ...inputs, userId: "U-1", accountId: "A-1" })).to.equal(naturalKey(inputs));
    expect(naturalKey({ ...inputs, destination: "Bucket" })).to.not.equal(naturalKey(inputs));
  });

  it("tell an id that the service has not confirmed", () => {
    expect(isUnconfirmed(unconfirmedId(inputs))).to.equal(true);
    expect(isUnconfirmed("e-1")).to.equal(false);
  });
});

describe("An assignment", () => {
  it("is as declared when bucket and package are", () => {
    expect(isAsDeclared(entry, inputs)).to.equal(true);
    expect(isAsDeclared({ ...entry, packageId: 6 }, inputs)).to.equal(false);
    expect(isAsDeclared({ ...entry, destination: "other" }, inputs)).to.equal(false);
  });
});
