import { expect } from "chai";
import { namePairs, selectedData } from "../../provider/computer-data/selected-data.js";
import { MissingObjectError, UnknownComputerError } from "../../provider/errors.js";

const pair = (computerName: string, destinationId = "d-1") => ({ computerName, destinationId });
const listed = [pair("nas-01"), pair("Reception desk PC"), pair("nas-01", "d-2")];

describe("The data that a selection means", () => {
  it("is what the service lists of it", () => {
    const computers = [{ computerName: "nas-01" }];
    expect(selectedData({ userId: "u-1", computers }, listed)).to.deep.equal([
      pair("nas-01"),
      pair("nas-01", "d-2"),
    ]);
  });

  it("is nothing for a user without data when all are meant", () => {
    expect(selectedData({ userId: "u-1", computers: "all" }, [])).to.deep.equal([]);
  });

  it("cannot be told for a user that does not exist", () => {
    expect(() => selectedData({ userId: "u-1", computers: "all" }, undefined))
      .to.throw(MissingObjectError)
      .with.property("message")
      .that.contains('"u-1"');
  });

  it("is an error when a computer is misspelt, with the nearest name", () => {
    expect(() => selectedData({ userId: "u-1", computers: [{ computerName: "nas-1" }] }, listed))
      .to.throw(UnknownComputerError)
      .with.property(
        "message",
        'User "u-1" has no stored data of computer "nas-1" (did you mean "nas-01"?): correct the name or remove it from computers.',
      );
  });

  it("is an error that names every unknown computer", () => {
    const computers = [{ computerName: "printer" }, { computerName: "nas-01", destinationId: "d-9" }];
    expect(() => selectedData({ userId: "u-1", computers }, listed))
      .to.throw(UnknownComputerError)
      .with.property("message")
      .that.contains('computer "printer"')
      .and.contains('computer "nas-01" in destination "d-9"');
  });

  it("is empty for a computer that only the state knows", () => {
    const computers = [{ computerName: "gone" }];
    expect(selectedData({ userId: "u-1", computers }, listed, () => true)).to.deep.equal([]);
  });
});

describe("Pairs in a message", () => {
  it("are named by computer, each once", () => {
    expect(namePairs(listed)).to.equal('"nas-01", "Reception desk PC"');
  });

  it("are counted beyond the fifth", () => {
    expect(namePairs(["a", "b", "c", "d", "e", "f", "g"].map((name) => pair(name)))).to.equal(
      '"a", "b", "c", "d", "e" and 2 more',
    );
  });
});
