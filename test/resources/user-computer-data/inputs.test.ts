import { expect } from "chai";
import { checkUserComputerData } from "../../../provider/resources/user-computer-data/inputs.js";
import { unknownMarkers } from "../../host/unknown-markers.js";

const right = { userId: "u-1", computers: [{ computerName: "a" }, { computerName: "b" }], onDelete: "purge" };
const pairs = [{ destinationId: "d-1", computerName: "a" }];
const faultsOf = (olds: Record<string, unknown>, news: Record<string, unknown>) =>
  checkUserComputerData(olds, news).failures.map(({ property }) => property);
const carried = (olds: Record<string, unknown>, news: Record<string, unknown>) =>
  checkUserComputerData(olds, news).inputs.pairs;

describe("The inputs of a UserComputerData", () => {
  it("pass when they are right", () => {
    for (const inputs of [right, { ...right, computers: "all", onDelete: "retain" }]) {
      const checked = checkUserComputerData({}, inputs);
      expect(checked.failures).to.deep.equal([]);
      expect(JSON.parse(JSON.stringify(checked.inputs))).to.deep.equal(inputs);
    }
  });

  it("need a decision on what removal does: there is no default", () => {
    const [failure, ...others] = checkUserComputerData({}, { userId: "u-1", computers: "all" }).failures;
    expect(others).to.deep.equal([]);
    expect(failure?.property).to.equal("onDelete");
    expect(failure?.reason).to.contain("is required").and.contain('"purge"').and.contain('"retain"');
  });

  for (const onDelete of ["Purge", "delete", "", true, null, []]) {
    it(`refuse ${JSON.stringify(onDelete)} as that decision`, () => {
      expect(faultsOf({}, { ...right, onDelete })).to.deep.equal(["onDelete"]);
    });
  }

  it("are all reported when they are wrong", () => {
    expect(faultsOf({}, { userId: 5, computers: [], onDelete: "no", onDelet: "purge" })).to.have.members([
      "userId",
      "computers",
      "onDelete",
      "onDelet",
    ]);
  });

  it("do not include pairs: those are for the eyes of a reader", () => {
    expect(faultsOf({}, { ...right, pairs })).to.deep.equal(["pairs"]);
  });

  for (const name of Object.keys(right)) {
    for (const [kind, marker] of Object.entries(unknownMarkers)) {
      it(`pass while ${name} is an unknown ${kind}`, () => {
        expect(faultsOf({ ...right, pairs }, { ...right, [name]: marker })).to.deep.equal([]);
      });
    }
  }
});

describe("A change of user", () => {
  it("is refused while the state says purge, because the replacement would purge", () => {
    const [failure] = checkUserComputerData(right, { ...right, userId: "u-2" }).failures;
    expect(failure?.property).to.equal("userId");
    expect(failure?.reason).to.contain('"u-1"').and.contain('set onDelete to "retain" first');
  });

  it("is refused also when the same change says retain, because the state still says purge", () => {
    expect(faultsOf(right, { ...right, userId: "u-2", onDelete: "retain" })).to.deep.equal(["userId"]);
  });

  it("passes when the state says retain", () => {
    expect(faultsOf({ ...right, onDelete: "retain" }, { ...right, userId: "u-2" })).to.deep.equal([]);
  });

  it("is none when only the case of the id changes", () => {
    expect(faultsOf(right, { ...right, userId: "U-1" })).to.deep.equal([]);
  });

  it("is not judged while the new user is not known yet", () => {
    expect(faultsOf(right, { ...right, userId: unknownMarkers.string })).to.deep.equal([]);
  });

  it("is reported together with the other faults", () => {
    expect(faultsOf(right, { ...right, userId: "u-2", computers: [] })).to.have.members([
      "computers",
      "userId",
    ]);
  });
});

describe("The pairs that a refresh saw", () => {
  const olds = { ...right, pairs };

  it("stay while user and selection are the same", () => {
    expect(carried(olds, right)).to.deep.equal(pairs);
    expect(carried(olds, { ...right, onDelete: "retain" })).to.deep.equal(pairs);
    expect(carried({ ...olds, computers: "all" }, { ...right, computers: "all" })).to.deep.equal(pairs);
  });

  it("stay when the selection is only written in another order", () => {
    expect(carried(olds, { ...right, computers: right.computers.toReversed() })).to.deep.equal(pairs);
  });

  it("stay when the user's id is only written in another case", () => {
    expect(carried(olds, { ...right, userId: "U-1" })).to.deep.equal(pairs);
  });

  it("go when the user or the selection is another", () => {
    expect(carried({ ...olds, onDelete: "retain" }, { ...right, userId: "u-2" })).to.equal(undefined);
    expect(carried(olds, { ...right, computers: "all" })).to.equal(undefined);
    expect(carried(olds, { ...right, computers: [{ computerName: "a" }] })).to.equal(undefined);
  });

  it("go while the selection is not known", () => {
    expect(carried(olds, { ...right, computers: unknownMarkers.array })).to.equal(undefined);
    expect(carried(olds, { ...right, computers: [{ computerName: unknownMarkers.string }] })).to.equal(
      undefined,
    );
  });

  it("are none before a refresh", () => {
    expect(carried(right, right)).to.equal(undefined);
    expect(carried({}, right)).to.equal(undefined);
  });

  for (const computers of [[null], [5], ["a"], [{ computerName: "a", destinationId: 5 }], [{}], {}]) {
    it(`do not turn a fault of the inputs into a crash: ${JSON.stringify(computers)}`, () => {
      const old = { ...olds, computers: [{ computerName: "a", destinationId: "d-1" }] };
      expect(faultsOf(old, { ...right, computers })).to.have.lengthOf(1);
    });
  }
});
