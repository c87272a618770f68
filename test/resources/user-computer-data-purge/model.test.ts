import { expect } from "chai";
import {
  difference,
  inputsFrom,
  remaining,
} from "../../../provider/resources/user-computer-data-purge/model.js";
import { unknownMarkers } from "../../host/unknown-markers.js";

const pair = (computerName: string, destinationId = "d-1") => ({ computerName, destinationId });
const inputs = {
  userId: "u-1",
  computers: [{ computerName: "a" }, { computerName: "b" }],
  triggers: ["ticket", { deep: [1] }],
  waitSeconds: 0,
};
const state = { ...inputs, pairs: [pair("a")], requestedAt: "2024-06-11T07:22:41.330Z", completed: false };

describe("A difference of a UserComputerDataPurge", () => {
  it("is none for the same inputs, the order of computers and the case of ids", () => {
    for (const same of [
      inputs,
      { ...inputs, computers: inputs.computers.toReversed() },
      { ...inputs, userId: "U-1" },
      { ...inputs, triggers: structuredClone(inputs.triggers) },
    ]) {
      expect(difference(state, same)).to.deep.equal({ changes: false, replaces: [] });
    }
  });

  it("is none between no triggers and an empty list of them", () => {
    const { triggers, ...without } = inputs;
    expect(triggers).to.have.lengthOf(2);
    expect(difference({ ...state, triggers: [] }, without)).to.deep.equal({ changes: false, replaces: [] });
  });

  it("orders again for another user, selection or trigger", () => {
    for (const [name, value] of [
      ["userId", "u-2"],
      ["computers", "all"],
      ["triggers", ["ticket", { deep: [2] }]],
      ["triggers", [{ deep: [1] }, "ticket"]],
    ] as const) {
      expect(difference(state, { ...inputs, [name]: value })).to.deep.equal({
        changes: true,
        replaces: [name],
      });
    }
  });

  it("does not order again for another wait", () => {
    expect(difference(state, { ...inputs, waitSeconds: 60 })).to.deep.equal({ changes: true, replaces: [] });
  });

  it("is assumed while something is not known yet", () => {
    for (const [name, value, replaces] of [
      ["userId", unknownMarkers.string, ["userId"]],
      ["computers", [{ computerName: unknownMarkers.string }], ["computers"]],
      ["triggers", ["ticket", { deep: [unknownMarkers.number] }], ["triggers"]],
      ["waitSeconds", unknownMarkers.number, []],
    ] as const) {
      expect(difference(state, { ...inputs, [name]: value })).to.deep.equal({
        changes: true,
        replaces: [...replaces],
      });
    }
  });
});

describe("What is left of an order", () => {
  it("is what the service still lists of it, whatever the case of ids", () => {
    const ordered = [pair("a"), pair("b"), pair("c")];
    expect(remaining(ordered, [pair("c"), pair("a", "D-1"), pair("z")])).to.deep.equal([
      pair("a"),
      pair("c"),
    ]);
    expect(remaining(ordered, [])).to.deep.equal([]);
  });
});

describe("The state of a UserComputerDataPurge", () => {
  it("becomes its inputs again, without what was found", () => {
    expect(inputsFrom(state)).to.deep.equal(inputs);
  });

  it("becomes inputs without triggers where none were declared", () => {
    const { triggers, ...without } = state;
    expect(triggers).to.have.lengthOf(2);
    expect(inputsFrom(without)).to.not.have.property("triggers");
  });
});
