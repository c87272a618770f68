import { expect } from "chai";
import fc from "fast-check";
import {
  attemptBegun,
  attemptEnded,
  openWindow,
  placesOf,
  type ConcurrencyWindow,
  type LoadSign,
} from "../../provider/http/concurrency-window.js";

const maximum = fc.integer({ min: 1, max: 256 });
const sign = fc.constantFrom<LoadSign>("answered", "overloaded", "none");
/** A course of attempts: as many begin as there are places, then they end in any order with any sign. */
const course = fc.array(fc.record({ sign, which: fc.nat() }), { maxLength: 400 });

/** Goes through a course with every place taken at any time; calls back after each end. */
function follow(
  start: ConcurrencyWindow,
  ends: readonly { readonly sign: LoadSign; readonly which: number }[],
  watch: (before: ConcurrencyWindow, after: ConcurrencyWindow, number: number, sign: LoadSign) => void,
): ConcurrencyWindow {
  let window = start;
  const underWay: number[] = [];
  for (const end of ends) {
    while (underWay.length < placesOf(window)) {
      window = attemptBegun(window);
      underWay.push(window.begun);
    }
    const [number = 0] = underWay.splice(end.which % underWay.length, 1);
    const after = attemptEnded(window, number, end.sign);
    watch(window, after, number, end.sign);
    window = after;
  }
  return window;
}

/** A window of so many places below its maximum, reached by nothing but overloads. */
function halved(most: number, times: number): ConcurrencyWindow {
  let window = openWindow(most);
  for (let done = 0; done < times; done += 1) {
    window = attemptBegun(window);
    window = attemptEnded(window, window.begun, "overloaded");
  }
  return window;
}

describe("the concurrency window", () => {
  it("begins with all the places that there may be", () => {
    fc.assert(fc.property(maximum, (most) => placesOf(openWindow(most)) === most));
  });

  it("never has fewer than one place, nor more than the maximum", () => {
    fc.assert(
      fc.property(maximum, course, (most, ends) => {
        follow(openWindow(most), ends, (_before, after) => {
          expect(after.size).to.be.within(1, most);
          expect(placesOf(after)).to.be.within(1, most);
        });
      }),
    );
  });

  it("halves at the first overload of those under way, and at no other of them", () => {
    fc.assert(
      fc.property(maximum, course, (most, ends) => {
        let lastOfItsRound = 0;
        follow(openWindow(most), ends, (before, after, number, told) => {
          if (told !== "overloaded") {
            expect(after.size).to.be.at.least(before.size);
          } else if (number <= lastOfItsRound) {
            expect(after.size).to.equal(before.size);
          } else {
            expect(after.size).to.equal(Math.max(1, before.size / 2));
            lastOfItsRound = before.begun;
          }
        });
      }),
    );
  });

  it("takes a burst of overloads of one round for one", () => {
    fc.assert(
      fc.property(maximum, (most) => {
        let window = openWindow(most);
        for (let begun = 0; begun < most; begun += 1) {
          window = attemptBegun(window);
        }
        for (let number = 1; number <= most; number += 1) {
          window = attemptEnded(window, number, "overloaded");
        }
        expect(window.size).to.equal(Math.max(1, most / 2));
      }),
    );
  });

  it("grows by one place for as many answers as there are places, when all are in use", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 256 }), fc.integer({ min: 1, max: 8 }), (most, times) => {
        const start = halved(most, times);
        const ends = Array.from({ length: placesOf(start) }, () => ({ sign: "answered", which: 0 }) as const);
        const end = follow(start, ends, () => undefined);
        // A little less where the places become one more on the way.
        const least = start.size + 1 - 1 / placesOf(start);
        expect(end.size).to.be.within(Math.min(most, least) - 1e-9, Math.min(most, start.size + 1) + 1e-9);
      }),
    );
  });

  it("does not grow by answers to attempts from before the last halving", () => {
    let window = openWindow(4);
    for (let begun = 0; begun < 4; begun += 1) {
      window = attemptBegun(window);
    }
    window = attemptEnded(window, 1, "overloaded");
    for (const number of [2, 3, 4]) {
      window = attemptEnded(window, number, "answered");
    }
    expect(window.size).to.equal(2);
  });

  it("does not grow while half of its places or fewer are in use", () => {
    let window = halved(16, 1);
    for (let round = 0; round < 100; round += 1) {
      window = attemptBegun(attemptBegun(attemptBegun(attemptBegun(window))));
      for (let number = window.begun - 3; number <= window.begun; number += 1) {
        window = attemptEnded(window, number, "answered");
      }
    }
    expect(placesOf(window)).to.equal(8);
  });

  it("learns nothing from what tells nothing", () => {
    fc.assert(
      fc.property(maximum, course, (most, ends) => {
        const silent = ends.map(({ which }) => ({ sign: "none", which }) as const);
        expect(follow(halved(most, 1), silent, () => undefined).size).to.equal(halved(most, 1).size);
      }),
    );
  });
});
