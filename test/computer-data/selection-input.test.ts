import { expect } from "chai";
import { selectionInput } from "../../provider/computer-data/selection-input.js";
import { checkInputs } from "../../provider/lifecycle/inputs.js";
import { unknownMarkers } from "../host/unknown-markers.js";

const check = (computers: unknown) => checkInputs({ computers: selectionInput }, { computers });
const failuresOf = (computers: unknown) =>
  check(computers).failures.map(({ property, reason }) => `${property} ${reason}`);

describe("The input computers", () => {
  it("is all, or a list of computers", () => {
    for (const computers of [
      "all",
      [{ computerName: "a" }],
      [{ computerName: " a.b ", destinationId: "d-1" }],
    ]) {
      const checked = check(computers);
      expect(checked.failures).to.deep.equal([]);
      expect(JSON.parse(JSON.stringify(checked.inputs))).to.deep.equal({ computers });
    }
  });

  it("is required", () => {
    expect(failuresOf(undefined)).to.deep.equal(["computers is required"]);
    expect(failuresOf(null)).to.deep.equal(["computers is required"]);
  });

  it("must not be empty, because nobody knows what was meant", () => {
    expect(failuresOf([])).to.deep.equal([
      'computers must name at least one computer (for every computer write "all")',
    ]);
  });

  for (const value of ["every", "ALL", "", 5, true, {}, { computerName: "a" }]) {
    it(`is not ${JSON.stringify(value)}`, () => {
      expect(failuresOf(value)).to.deep.equal([
        'computers must be "all" or a list of { computerName, destinationId? }',
      ]);
    });
  }

  for (const value of ["a", 5, null, []]) {
    it(`does not have the element ${JSON.stringify(value)}`, () => {
      expect(failuresOf([{ computerName: "a" }, value])).to.deep.equal([
        "computers[1] must be of the form { computerName, destinationId? }",
      ]);
    });
  }

  it("reports every fault at its place", () => {
    expect(
      failuresOf([{}, { computerName: "" }, { computerName: "a", destinationId: 5, destination: "d" }]),
    ).to.have.members([
      "computers[0].computerName is required",
      "computers[1].computerName must not be empty: it is the name of a computer",
      "computers[2].destinationId must be the id of a destination in the service's list of computers",
      'computers[2].destination is not a property of a selected computer; did you mean "destinationId"?',
    ]);
  });

  for (const [kind, marker] of Object.entries(unknownMarkers)) {
    it(`passes while any place of it is an unknown ${kind}`, () => {
      for (const computers of [
        marker,
        [marker],
        [{ computerName: "a" }, marker],
        [{ computerName: marker }],
        [{ computerName: "a", destinationId: marker }],
      ]) {
        const checked = check(computers);
        expect(checked.failures).to.deep.equal([]);
        expect(JSON.parse(JSON.stringify(checked.inputs))).to.deep.equal({ computers });
      }
    });
  }

  it("is not harmed by an element with a property named __proto__", () => {
    const computers = JSON.parse('[{"computerName":"a","__proto__":{"destinationId":"d-9"}}]') as unknown;
    const { inputs } = check(computers);
    expect((inputs.computers as { destinationId?: string }[])[0]?.destinationId).to.equal(undefined);
    expect(({} as Record<string, unknown>).destinationId).to.equal(undefined);
  });
});
