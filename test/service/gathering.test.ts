import { expect } from "chai";
import { Gathering, isComplete, type Group } from "../../provider/service/gathering.js";
import { VirtualClock } from "./virtual-clock.js";

const alone: Group = {
  waiting: 1,
  expected: 0,
  isConfirmed: false,
  othersToCome: false,
  sinceFirst: 0,
  sinceLatest: 0,
  distance: 0,
};

/** For how long nobody must have come before the group is complete, in milliseconds. */
function quietTimeOf(group: Partial<Group>): number {
  return [...Array(6_000).keys()].findIndex((sinceLatest) => isComplete({ ...alone, ...group, sinceLatest }));
}

describe("A group of callers that share a call", () => {
  const rules: readonly (readonly [string, Partial<Group>, number])[] = [
    ["alone, the first one: a tenth of a second", {}, 100],
    ["callers come 80 ms apart: three times as long for the next", { waiting: 2, distance: 80 }, 240],
    ["callers come 1 s apart: no longer than half a second", { waiting: 2, distance: 1_000 }, 500],
    ["as many as lately: only for who comes in the same breath", { expected: 1, isConfirmed: true }, 15],
    ["as many as lately, but whether more would come is not known", { expected: 1 }, 100],
    ["fewer than lately: until those of the group before can be back", { expected: 8, distance: 20 }, 320],
    ["fewer than lately, though it was confirmed", { expected: 8, distance: 20, isConfirmed: true }, 320],
    ["calls under way, whose callers will join: up to a second", { othersToCome: true }, 1_000],
  ];
  for (const [what, group, expected] of rules) {
    it(`is complete after ${String(expected)} ms without another (${what})`, () => {
      expect(quietTimeOf(group)).to.equal(expected);
    });
  }

  it("waits no longer than five seconds in all, however many still come", () => {
    expect(isComplete({ ...alone, sinceFirst: 4_999 })).to.equal(false);
    expect(isComplete({ ...alone, sinceFirst: 5_000 })).to.equal(true);
  });
});

describe("Gathering", () => {
  /** Sizes and waiting times of the groups that callers make who come at these distances. */
  async function groupsOf(clock: VirtualClock, gathering: Gathering, distances: readonly number[]) {
    const sizes: number[] = [];
    let waiting = 0;
    let working: Promise<void> | undefined;
    const work = async () => {
      while (waiting > 0) {
        await gathering.complete(() => waiting);
        sizes.push(waiting);
        waiting = 0;
      }
      working = undefined;
    };
    for (const distance of distances) {
      await clock.pass(distance);
      waiting += 1;
      gathering.join();
      working ??= work();
    }
    if (working !== undefined) {
      await clock.until(working);
    }
    return sizes;
  }

  it("makes one group of callers that come as far apart as the engine's state writes", async () => {
    const clock = new VirtualClock();
    expect(await groupsOf(clock, new Gathering(clock), [0, 60, 120, 150, 90, 60, 90, 80])).to.deep.equal([8]);
  });

  it("makes groups of those who come long after each other", async () => {
    const clock = new VirtualClock();
    expect(await groupsOf(clock, new Gathering(clock), [0, 10, 300, 10])).to.deep.equal([2, 2]);
  });

  it("costs callers who always come alone a wait at the first time and then only now and again", async () => {
    const clock = new VirtualClock();
    const gathering = new Gathering(clock);
    const waits: number[] = [];
    for (let time = 0; time < 20; time += 1) {
      const started = clock.now();
      await groupsOf(clock, gathering, [0]);
      waits.push(clock.now() - started);
    }
    expect(waits.slice(0, 3)).to.deep.equal([100, 15, 15]);
    expect(waits.filter((wait) => wait > 15)).to.have.lengthOf(3);
  });

  it("goes on to look for more after a group that was larger than expected", async () => {
    const clock = new VirtualClock();
    const gathering = new Gathering(clock);
    await groupsOf(clock, gathering, [0]);
    expect(await groupsOf(clock, gathering, [200, 10, 40])).to.deep.equal([2, 1]);
    expect(await groupsOf(clock, gathering, [200, 10, 40])).to.deep.equal([3]);
  });
});
