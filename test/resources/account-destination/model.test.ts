import { expect } from "chai";
import { IdentityConflictError } from "../../../provider/errors.js";
import {
  difference,
  findByBucket,
  findOwn,
  holdersOf,
  inputsFrom,
  nameHolders,
  naturalKey,
  stateFrom,
  stateFromRead,
  unconfirmedId,
} from "../../../provider/resources/account-destination/model.js";
import { unknownMarkers } from "../../host/unknown-markers.js";

const entry = { destinationId: "d-1", accountId: "a-1", destination: "bucket", displayName: "Bucket" };
const account = { accountId: "a-1", displayName: "Storage", destinations: [entry] };
const state = { ...entry, connection: "login at address" };
const inputs = { accountId: "a-1", destination: "bucket", displayName: "Bucket" };

describe("The entry that a state means", () => {
  it("is found by id, whatever its case", () => {
    expect(findOwn(account, { ...state, destinationId: "D-1" })).to.equal(entry);
  });

  it("is found by bucket when it was removed and added again", () => {
    expect(findOwn(account, { ...state, destinationId: "d-old" })).to.equal(entry);
  });

  it("is found by bucket while its id is not known", () => {
    const { destinationId, ...unconfirmed } = state;
    expect(destinationId).to.equal("d-1");
    expect(findOwn(account, unconfirmed)).to.equal(entry);
  });

  it("is none when neither is there, or the account is gone", () => {
    expect(findOwn({ ...account, destinations: [] }, state)).to.equal(undefined);
    expect(findOwn(undefined, state)).to.equal(undefined);
  });

  it("is a conflict when the id now belongs to another bucket", () => {
    expect(() => findOwn(account, { ...state, destination: "other" }))
      .to.throw(IdentityConflictError)
      .with.property("message")
      .that.contains('now belongs to bucket "bucket"');
  });

  it("is looked for by the bucket's exact name", () => {
    expect(findByBucket(account, "Bucket")).to.equal(undefined);
  });
});

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

describe("Names of an AccountDestination", () => {
  it("are unique by account, without regard to case, and by the bucket's exact name", () => {
    expect(naturalKey({ accountId: "A-1", destination: "b" })).to.equal(
      naturalKey({ accountId: "a-1", destination: "b" }),
    );
    expect(naturalKey({ accountId: "a-1", destination: "B" })).to.not.equal(
      naturalKey({ accountId: "a-1", destination: "b" }),
    );
    expect(unconfirmedId(inputs)).to.equal("unconfirmed:a-1/bucket");
  });
});

describe("The users that hold a destination", () => {
  const assignment = { id: "e-1", packageId: 1, accountDisplayName: undefined, displayName: undefined };
  const user = (userId: string, accountId: string, destination: string) => ({
    userId,
    login: `login-${userId}`,
    destinations: [{ ...assignment, accountId, destination }],
  });

  it("are found by account, without regard to case, and by the bucket's exact name", () => {
    const users = [user("1", "A-1", "bucket"), user("2", "a-1", "Bucket"), user("3", "a-2", "bucket")];
    expect(holdersOf(state, users).map(({ userId }) => userId)).to.deep.equal(["1"]);
  });

  it("are named by login and id, three of them", () => {
    const users = ["1", "2", "3", "4", "5"].map((id) => user(id, "a-1", "bucket"));
    expect(nameHolders(users)).to.equal('"login-1" (id 1), "login-2" (id 2), "login-3" (id 3) and 2 more');
    expect(nameHolders(users.slice(0, 2))).to.equal('"login-1" (id 1) and "login-2" (id 2)');
  });
});
