import { expect } from "chai";
import * as fc from "fast-check";
import {
  distinctPairs,
  hasEntry,
  resolveSelection,
  samePair,
  sameSelection,
  selects,
  unknownComputers,
  type ComputerSelection,
  type SelectedComputer,
} from "../../provider/computer-data/selection.js";
import type { ComputerDataPair } from "../../provider/endpoints/computers.js";

const name = fc.constantFrom("a", "A", "b", "Reception desk PC", "nas.01", "");
const destination = fc.constantFrom("d-1", "D-1", "d-2");
const pair: fc.Arbitrary<ComputerDataPair> = fc.record({ computerName: name, destinationId: destination });
const entry: fc.Arbitrary<SelectedComputer> = fc.oneof(pair, fc.record({ computerName: name }));
const selection: fc.Arbitrary<ComputerSelection> = fc.oneof(fc.constant("all" as const), fc.array(entry));
const listWithShuffle = fc
  .array(pair)
  .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));

/** The pairs with ids as the service compares them. */
const canonical = (pairs: readonly ComputerDataPair[]) =>
  pairs.map(({ computerName, destinationId }) => `${computerName}\n${destinationId.toLowerCase()}`);

describe("A selection of computers", () => {
  const listed = [
    { computerName: "a", destinationId: "D-1" },
    { computerName: "a", destinationId: "d-2" },
    { computerName: "b", destinationId: "d-1" },
  ] as const;

  it("means every pair when it is all", () => {
    expect(resolveSelection("all", listed)).to.deep.equal([...listed]);
  });

  it("means a computer's data in every destination when none is named", () => {
    expect(resolveSelection([{ computerName: "a" }], listed)).to.deep.equal(listed.slice(0, 2));
  });

  it("means one destination when it is named, whatever the case of its id", () => {
    expect(resolveSelection([{ computerName: "a", destinationId: "d-1" }], listed)).to.deep.equal([
      listed[0],
    ]);
  });

  it("compares names of computers exactly", () => {
    expect(resolveSelection([{ computerName: "A" }, { computerName: "b " }], listed)).to.deep.equal([]);
  });

  it("means nothing when it is empty", () => {
    expect(resolveSelection([], listed)).to.deep.equal([]);
  });

  it("means exactly the pairs that it selects", () => {
    fc.assert(
      fc.property(selection, fc.array(pair), (chosen, list) => {
        const resolved = resolveSelection(chosen, list);
        expect(resolved.every((one) => selects(chosen, one))).to.equal(true);
        expect(
          list
            .filter((one) => selects(chosen, one))
            .every((one) => resolved.some((other) => samePair(one, other))),
        ).to.equal(true);
      }),
    );
  });

  it("means the same whatever the order of the service's list", () => {
    fc.assert(
      fc.property(selection, listWithShuffle, (chosen, [list, shuffled]) => {
        expect(canonical(resolveSelection(chosen, shuffled))).to.deep.equal(
          canonical(resolveSelection(chosen, list)),
        );
      }),
    );
  });

  it("means the same whatever its own order and repetitions", () => {
    fc.assert(
      fc.property(fc.array(entry), fc.array(pair), (chosen, list) => {
        const doubled = [...chosen, ...chosen].reverse();
        expect(resolveSelection(doubled, list)).to.deep.equal(resolveSelection(chosen, list));
      }),
    );
  });

  it("never means a pair twice", () => {
    fc.assert(
      fc.property(fc.array(pair), (list) => {
        const distinct = canonical(distinctPairs(list));
        expect(new Set(distinct).size).to.equal(distinct.length);
        expect(new Set(distinct)).to.deep.equal(new Set(canonical(list)));
      }),
    );
  });
});

describe("Two selections", () => {
  it("are the same when one is the other", () => {
    fc.assert(fc.property(selection, (one) => sameSelection(one, one)));
  });

  it("are the same in both directions", () => {
    fc.assert(
      fc.property(selection, selection, (one, other) => {
        expect(sameSelection(one, other)).to.equal(sameSelection(other, one));
      }),
    );
  });

  it("are the same when they only differ in order, repetitions and the case of ids", () => {
    fc.assert(
      fc.property(fc.array(entry), (one) => {
        const other = [...one, ...one]
          .reverse()
          .map((item) =>
            item.destinationId === undefined
              ? item
              : { ...item, destinationId: item.destinationId.toUpperCase() },
          );
        expect(sameSelection(one, other)).to.equal(true);
      }),
    );
  });

  it("that are the same mean the same data", () => {
    fc.assert(
      fc.property(selection, selection, fc.array(pair), (one, other, list) => {
        fc.pre(sameSelection(one, other));
        expect(canonical(resolveSelection(one, list))).to.deep.equal(
          canonical(resolveSelection(other, list)),
        );
      }),
    );
  });

  it("differ when one is all and the other a list", () => {
    expect(sameSelection("all", [{ computerName: "a" }])).to.equal(false);
    expect(sameSelection("all", [])).to.equal(false);
  });

  it("differ when one names a destination and the other does not", () => {
    expect(sameSelection([{ computerName: "a" }], [{ computerName: "a", destinationId: "d-1" }])).to.equal(
      false,
    );
  });
});

describe("An entry of a selection", () => {
  it("is found whatever the case of its destination's id", () => {
    expect(
      hasEntry([{ computerName: "a", destinationId: "D-1" }], { computerName: "a", destinationId: "d-1" }),
    ).to.equal(true);
    expect(hasEntry([{ computerName: "a" }], { computerName: "a", destinationId: "d-1" })).to.equal(false);
    expect(hasEntry("all", { computerName: "a" })).to.equal(false);
  });
});

describe("A named computer", () => {
  const listed = [{ computerName: "nas-01", destinationId: "d-1" }];

  it("is unknown when the service does not list it", () => {
    const misspelt = { computerName: "nas-1" };
    expect(unknownComputers([misspelt, { computerName: "nas-01" }], listed)).to.deep.equal([misspelt]);
  });

  it("is unknown when it is not listed in the named destination", () => {
    const elsewhere = { computerName: "nas-01", destinationId: "d-2" };
    expect(unknownComputers([elsewhere], listed)).to.deep.equal([elsewhere]);
  });

  it("is known when the state knows it", () => {
    expect(unknownComputers([{ computerName: "gone" }], listed, () => true)).to.deep.equal([]);
  });

  it("is never unknown when all are meant", () => {
    expect(unknownComputers("all", [])).to.deep.equal([]);
  });
});
