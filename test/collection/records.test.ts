import { expect } from "chai";
import {
  membersFrom,
  recordsFrom,
  supersededFrom,
  supersededRecord,
} from "../../provider/collection/records.js";
import { held, thing, unconfirmed, type Thing } from "./things.js";

const members = [held("a", "kim/lamp"), unconfirmed("b", "kim/desk")];
const records = {
  entries: { a: thing("kim/lamp"), b: thing("kim/desk") },
  ids: { a: "id of kim/lamp" },
};

describe("The objects of a collection in the state", () => {
  it("are kept by key, with an id only when they are confirmed", () => {
    expect(recordsFrom(members)).to.deep.equal(records);
  });

  it("are read as they were kept", () => {
    expect(membersFrom(records)).to.deep.equal(members);
  });

  it("have no id by a key that every JavaScript object inherits", () => {
    const [member] = membersFrom({ entries: { constructor: thing("kim/lamp") }, ids: {} });
    expect(member).to.deep.equal(unconfirmed("constructor", "kim/lamp"));
  });
});

describe("The objects that lost their key", () => {
  it("are kept with key and id beside their fields, and read as they were kept", () => {
    const record = supersededRecord(members);
    expect(record).to.deep.equal({
      superseded: [
        { ...thing("kim/lamp"), key: "a", id: "id of kim/lamp" },
        { ...thing("kim/desk"), key: "b" },
      ],
    });
    expect(supersededFrom(record.superseded)).to.deep.equal(members);
  });

  it("leave no trace in the state while there are none", () => {
    expect(supersededRecord<Thing>([])).to.deep.equal({});
    expect(supersededFrom<Thing>(undefined)).to.deep.equal([]);
  });
});
