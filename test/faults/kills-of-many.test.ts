import { expect } from "chai";
import { sampleTenant } from "../../simulator/index.js";
import type { Program } from "../properties/programs.js";
import { sample } from "../support/samples.js";
import { boundariesOf, describeBoundary, type Boundary } from "./kills/boundaries.js";
import { PlayedStack, type Base } from "./kills/played-stack.js";

const adopting = { MSP360_ADOPT_EXISTING: "true" };
const untouched = sampleTenant();
/** How many kills are tried side by side. */
const laneCount = 3;

const assignment = (userId: string, packageId: number = sample.packageId) => ({
  userId,
  accountId: sample.account,
  destination: "bucket-one",
  packageId,
});

const programOf = (destinations: object, assignments: object): Program => [
  { name: "buckets", kind: "AccountDestinations", args: { accountId: sample.account, destinations } },
  { name: "assignments", kind: "UserDestinations", args: { assignments } },
];

// With two entries of each, a collection can be half done.
const first = programOf(
  { one: { destination: "bucket-one" }, two: { destination: "bucket-two" } },
  { x: assignment(sample.charlie), y: assignment(sample.jane) },
);

/** Of each resource one entry is added, one changed and one removed. */
const changed = programOf(
  { one: { destination: "bucket-one", displayName: "Renamed" }, three: { destination: "bucket-three" } },
  { x: assignment(sample.charlie, sample.otherPackageId), z: assignment(sample.kim) },
);

/** Another user and another bucket under each of two keys: what is new is made before the former goes. */
const exchanged = programOf(
  { one: { destination: "bucket-one" }, two: { destination: "bucket-three" } },
  { x: assignment(sample.charlie), y: assignment(sample.kim) },
);

async function inStack<Result>(base: Base, work: (stack: PlayedStack) => Promise<Result>): Promise<Result> {
  const stack = await PlayedStack.open(base);
  try {
    return await work(stack);
  } finally {
    await stack.simulator.stop();
  }
}

/** Where an undisturbed run of a program can be killed. Engine and host leave the same here: a state without the run. */
function boundariesFrom(base: Base, program: Program): Promise<Boundary[]> {
  return inStack(base, async (stack) => {
    await stack.apply(program);
    stack.expectAsDeclared(program, untouched);
    return boundariesOf(stack.simulator.requests).filter(({ victim }) => victim === "engine");
  });
}

/** Kills the host at each boundary of an `up`, or of a destroy for an empty program, and follows the documentation. */
async function killEverywhere(base: Base, program: Program, expectedWrites: number): Promise<void> {
  const boundaries = await boundariesFrom(base, program);
  expect(boundaries.filter(({ moment }) => moment === "after its answer")).to.have.length(expectedWrites);
  const failures: string[] = [];
  const recovered = new Set<string>();
  const lane = async () => {
    for (let boundary = boundaries.shift(); boundary !== undefined; boundary = boundaries.shift()) {
      const place = boundary;
      try {
        await inStack(base, async (stack) => {
          await stack.killAt(place, program);
          // The recovery sees nothing but service and state, so that the same remains need no second one.
          if (recovered.has(stack.remains())) return;
          recovered.add(stack.remains());
          await stack.refresh();
          await stack.apply(program, adopting);
          stack.expectAsDeclared(program, untouched);
        });
      } catch (error) {
        failures.push(`${describeBoundary(place)}: ${String(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: laneCount }, lane));
  expect(failures.join("\n\n")).to.equal("");
}

describe("A host that is killed at work on resources for many (F58)", function () {
  this.timeout(300_000);
  const nothing: Base = { state: [] };
  let standing: Base;

  before(async () => {
    standing = await inStack(nothing, async (stack) => {
      await stack.apply(first);
      return stack.base;
    });
  });

  it("F58: during a creation leaves no entry that the recovery does not take over", () =>
    killEverywhere(nothing, first, 4));

  it("F58: between an added, a changed and a removed entry leaves nothing half done after the recovery", () =>
    killEverywhere(standing, changed, 6));

  it("F58: between the two objects of one key leaves neither the former nor a second new one after the recovery", () =>
    killEverywhere(standing, exchanged, 4));

  it("F58: during a destroy leaves what the next destroy removes", () => killEverywhere(standing, [], 4));
});
