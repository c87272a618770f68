import { expect } from "chai";
import { IdentityConflictError } from "../../provider/errors.js";
import {
  findByBucket,
  findById,
  findOwn,
  holdersOf,
  nameHolders,
  naturalKey,
  unconfirmedId,
} from "../../provider/registered-destination/model.js";

const key = { accountId: "a-1", destination: "bucket" };
const entry = { ...key, destinationId: "d-1", displayName: "Bucket" };
const account = { accountId: "a-1", displayName: "Storage", destinations: [entry] };

describe("The entry that a state means", () => {
  it("is found by id, whatever its case", () => {
    expect(findOwn(account, "D-1", key)).to.equal(entry);
    expect(findById(account, "D-1")).to.equal(entry);
    expect(findById({ ...account, destinations: [{ ...entry, destinationId: "D-1" }] }, "d-1")).to.include(
      key,
    );
  });

  it("is found by bucket when it was removed and added again", () => {
    expect(findOwn(account, "d-old", key)).to.equal(entry);
  });

  it("is found by bucket while its id is not known", () => {
    expect(findOwn(account, undefined, key)).to.equal(entry);
  });

  it("is the first of several with its id or for its bucket", () => {
    const second = { ...entry, displayName: "Second" };
    const several = { ...account, destinations: [entry, second] };
    expect(findOwn(several, "d-1", key)).to.equal(entry);
    expect(findOwn(several, undefined, key)).to.equal(entry);
  });

  it("is looked for in the account as it is after a write", () => {
    const before = { ...account, destinations: [] };
    expect(findOwn(before, "d-1", key)).to.equal(undefined);
    expect(findOwn({ ...before, destinations: [entry] }, "d-1", key)).to.equal(entry);
  });

  it("is none when neither is there, or the account is gone", () => {
    expect(findOwn({ ...account, destinations: [] }, "d-1", key)).to.equal(undefined);
    expect(findOwn(undefined, "d-1", key)).to.equal(undefined);
  });

  it("is a conflict when the id now belongs to another bucket", () => {
    expect(() => findOwn(account, "d-1", { ...key, destination: "other" }))
      .to.throw(IdentityConflictError)
      .with.property("message")
      .that.contains('now belongs to bucket "bucket"');
  });

  it("is looked for by the bucket's exact name", () => {
    expect(findByBucket(account, "Bucket")).to.equal(undefined);
  });
});

describe("Names of registered destinations", () => {
  it("are unique by account, without regard to case, and by the bucket's exact name", () => {
    expect(naturalKey({ accountId: "A-1", destination: "b" })).to.equal(
      naturalKey({ accountId: "a-1", destination: "b" }),
    );
    expect(naturalKey({ accountId: "a-1", destination: "B" })).to.not.equal(
      naturalKey({ accountId: "a-1", destination: "b" }),
    );
    expect(unconfirmedId(key)).to.equal("unconfirmed:a-1/bucket");
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
    expect(holdersOf(key, users).map(({ userId }) => userId)).to.deep.equal(["1"]);
  });

  it("are named by login and id, three of them", () => {
    const users = ["1", "2", "3", "4", "5"].map((id) => user(id, "a-1", "bucket"));
    expect(nameHolders(users)).to.equal('"login-1" (id 1), "login-2" (id 2), "login-3" (id 3) and 2 more');
    expect(nameHolders([{ ...user("1", "a-1", "bucket"), login: undefined }])).to.equal('"?" (id 1)');
    expect(nameHolders(users.slice(0, 2))).to.equal('"login-1" (id 1) and "login-2" (id 2)');
  });
});
