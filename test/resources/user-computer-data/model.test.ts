import { expect } from "chai";
import {
  difference,
  inputsFrom,
  isKnownFrom,
  planRemoval,
  samePairs,
} from "../../../provider/resources/user-computer-data/model.js";
import { unknownMarkers } from "../../host/unknown-markers.js";

const pair = (computerName: string, destinationId = "d-1") => ({ computerName, destinationId });
const [a, b] = [pair("a"), pair("b")] as const;
const inputs = {
  userId: "u-1",
  computers: [{ computerName: "a" }, { computerName: "b" }],
  onDelete: "purge" as const,
};
const state = { ...inputs, pairs: [a, b], connection: "login at address" };

describe("A difference of a UserComputerData", () => {
  it("is none for the same inputs, their order, repetitions, the case of ids, and the pairs", () => {
    for (const same of [
      inputs,
      { ...inputs, computers: inputs.computers.toReversed() },
      { ...inputs, computers: [...inputs.computers, ...inputs.computers] },
      { ...inputs, userId: "U-1" },
      { ...inputs, pairs: [pair("other")] },
    ]) {
      expect(difference(state, same)).to.deep.equal({ changes: false, replaces: [] });
    }
  });

  it("is a change in place for selection and onDelete", () => {
    for (const changed of [
      { computers: "all" },
      { computers: [{ computerName: "a" }] },
      { onDelete: "retain" },
    ]) {
      expect(difference(state, { ...inputs, ...changed })).to.deep.equal({ changes: true, replaces: [] });
    }
  });

  it("is a replacement for another user", () => {
    expect(difference(state, { ...inputs, userId: "u-2" })).to.deep.equal({
      changes: true,
      replaces: ["userId"],
    });
  });

  it("is assumed while something is not known yet, and a replacement only for the user", () => {
    expect(difference(state, { ...inputs, userId: unknownMarkers.string }).replaces).to.deep.equal([
      "userId",
    ]);
    for (const unknown of [
      { computers: unknownMarkers.array },
      { computers: [unknownMarkers.object] },
      { computers: [{ computerName: unknownMarkers.string }] },
      { onDelete: unknownMarkers.string },
    ]) {
      expect(difference(state, { ...inputs, ...unknown })).to.deep.equal({ changes: true, replaces: [] });
    }
  });
});

describe("What a state knows", () => {
  const knows = isKnownFrom({
    ...state,
    computers: [{ computerName: "c", destinationId: "d-1" }],
    pairs: [a],
  });

  it("is the data that was seen, and the former selection", () => {
    expect(knows({ computerName: "a" })).to.equal(true);
    expect(knows({ computerName: "a", destinationId: "D-1" })).to.equal(true);
    expect(knows({ computerName: "c", destinationId: "D-1" })).to.equal(true);
  });

  it("is nothing else", () => {
    expect(knows({ computerName: "b" })).to.equal(false);
    expect(knows({ computerName: "a", destinationId: "d-2" })).to.equal(false);
    expect(knows({ computerName: "c" })).to.equal(false);
  });

  it("becomes inputs with the pairs, for the eyes of who reads a preview", () => {
    expect(inputsFrom(state)).to.deep.equal({ ...inputs, pairs: [a, b] });
  });
});

describe("The plan of a removal", () => {
  const nothingDeclared = () => false;

  it("purges what the selection means now, because what is gone needs no purge", () => {
    expect(planRemoval(state, [a, pair("c")], nothingDeclared)).to.deep.equal({ purge: [a], spare: [] });
  });

  it("purges the pairs that the state knows when the user is gone, because the data may still be there", () => {
    expect(planRemoval(state, undefined, nothingDeclared)).to.deep.equal({ purge: [a, b], spare: [] });
  });

  it("purges nothing when nothing is listed any more", () => {
    expect(planRemoval(state, [], nothingDeclared)).to.deep.equal({ purge: [], spare: [] });
  });

  it("spares what another resource declares, also when the user is gone", () => {
    const declared = ({ computerName }: { computerName: string }) => computerName === "a";
    for (const listed of [[a, b], undefined]) {
      expect(planRemoval(state, listed, declared)).to.deep.equal({ purge: [b], spare: [a] });
    }
  });

  it("purges all of a user's data when all were selected", () => {
    expect(planRemoval({ ...state, computers: "all" }, [pair("c"), a], nothingDeclared).purge).to.deep.equal([
      a,
      pair("c"),
    ]);
  });
});

describe("Two lists of pairs", () => {
  it("are the same whatever their order and the case of ids", () => {
    expect(samePairs([a, b], [b, { ...a, destinationId: "D-1" }])).to.equal(true);
    expect(samePairs([a], [a, b])).to.equal(false);
    expect(samePairs([a], [b])).to.equal(false);
  });
});
