import { expect } from "chai";
import {
  findByBucket,
  findOwn,
  isAsDeclared,
  isUnconfirmed,
  naturalKey,
  newest,
  unconfirmedId,
} from "../../provider/assigned-destination/model.js";
import { IdentityConflictError } from "../../provider/errors.js";

const inputs = { userId: "u-1", accountId: "a-1", destination: "bucket", packageId: 5 };
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
    expect(findOwn(user, "E-1", { ...inputs, destination: "other" })).to.equal(entry);
  });

  it("is found by account and bucket when it was removed and made again", () => {
    expect(findOwn(user, "e-old", inputs)).to.equal(entry);
  });

  it("is none when neither is there, or the user is gone", () => {
    expect(findOwn({ ...user, destinations: [] }, "e-1", inputs)).to.equal(undefined);
    expect(findOwn(undefined, "e-1", inputs)).to.equal(undefined);
  });

  it("is a conflict when the id now belongs to another storage account", () => {
    expect(() => findOwn(user, "e-1", { ...inputs, accountId: "a-2" }))
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

describe("Names of assigned destinations", () => {
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
