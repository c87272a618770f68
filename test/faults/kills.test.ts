import { expect } from "chai";
import type { ComputerDataState } from "../../simulator/index.js";
import { sample } from "../support/samples.js";
import { boundariesOf, describeBoundary, type Boundary } from "./kills/boundaries.js";
import { holdingsOf, idsOf } from "./kills/holdings.js";
import { KillableStack } from "./kills/killable-stack.js";
import { programs } from "./kills/programs.js";

/** An operation that is killed, and what holds once it was recovered. */
interface Scenario {
  /** What stands before; nothing when left out. */
  readonly from?: string;
  readonly program: string;
  readonly operation: "up" | "destroy";
  /** The users whose data the program asks to purge. */
  readonly purges: readonly string[];
}

const adopting = { env: { MSP360_ADOPT_EXISTING: "true" } };
const lanes = 2;

/** Runs the operation of a scenario undisturbed, and says what it asked and what it left. */
async function record(lane: KillableStack, { from, program, operation }: Scenario) {
  const { stack } = lane;
  const untouched = structuredClone(stack.simulator.tenant);
  if (from !== undefined) {
    stack.write(from);
    await stack.does("up");
  }
  lane.remember();
  stack.write(program);
  stack.simulator.clearRequests();
  await stack.does(operation);
  const requests = structuredClone(stack.simulator.requests);
  return { untouched, requests, expected: holdingsOf(stack.simulator.tenant) };
}

type Recorded = Awaited<ReturnType<typeof record>>;

async function killAndRecover(
  lane: KillableStack,
  scenario: Scenario,
  { untouched, expected }: Recorded,
  boundary: Boundary,
): Promise<void> {
  const { stack } = lane;
  const { operation, purges } = scenario;
  lane.restore();
  const before = stack.simulator.purged.length;
  const purgedUsers = () => stack.simulator.purged.slice(before).map(({ UserID }) => UserID);

  await lane.killAt(boundary, (options) => stack.project[operation](options));
  await lane.recover();
  await stack.does(operation, operation === "up" ? adopting : {});
  expect(holdingsOf(stack.simulator.tenant), "what the service holds").to.deep.equal(expected);
  expect(new Set(purgedUsers()), "whose data was purged").to.deep.equal(new Set(purges));

  const made = idsOf(stack.simulator.tenant).filter((id) => !idsOf(untouched).includes(id));
  expect(lane.heldIds(), "the ids in the state").to.include.members(made);

  if (operation === "up" && isDestroyedAfterwards(boundary)) await stack.does("destroy");
  else if (operation === "up") return;
  const isGone = ({ UserID }: ComputerDataState) => purgedUsers().includes(UserID);
  expect(lane.heldIds(), "what a destroy leaves in the state").to.deep.equal([]);
  expect(stack.simulator.tenant, "what a destroy leaves in the service").to.deep.equal({
    ...untouched,
    computers: untouched.computers.filter((pair) => !isGone(pair)),
  });
}

/** Where the state could not learn of an effect; elsewhere a destroy would repeat what other cases show. */
function isDestroyedAfterwards({ moment, victim }: Boundary): boolean {
  return moment === "after its effect" && victim === "engine";
}

/** Kills a scenario's operation at each of its boundaries, several side by side. */
async function killEverywhere(scenario: Scenario): Promise<void> {
  const opened = await Promise.all(Array.from({ length: lanes }, () => KillableStack.open()));
  try {
    const failures: string[] = [];
    let boundaries: Boundary[] | undefined;
    await Promise.all(
      opened.map(async (lane) => {
        const recorded = await record(lane, scenario);
        boundaries ??= boundariesOf(recorded.requests);
        for (let boundary = boundaries.shift(); boundary !== undefined; boundary = boundaries.shift()) {
          try {
            await killAndRecover(lane, scenario, recorded, boundary);
          } catch (error) {
            failures.push(`${describeBoundary(boundary)}: ${String(error)}`);
          }
        }
      }),
    );
    expect(failures.join("\n\n")).to.equal("");
  } finally {
    await Promise.all(opened.map((lane) => lane.close()));
  }
}

describe("An engine or a host that is killed (F58)", function () {
  this.timeout(300_000);

  it("during the first up leaves nothing that the recovery does not take over", () =>
    killEverywhere({ program: programs.first, operation: "up", purges: [] }));

  it("during a change in place leaves nothing half done after the recovery", () =>
    killEverywhere({ from: programs.first, program: programs.changed, operation: "up", purges: [] }));

  it("during a replacement leaves neither the old object nor a second new one after the recovery", () =>
    killEverywhere({ from: programs.first, program: programs.moved, operation: "up", purges: [] }));

  it("during a purge orders it again, and purges nothing else", () =>
    killEverywhere({
      from: programs.first,
      program: programs.purging,
      operation: "up",
      purges: [sample.charlie, sample.kim],
    }));

  it("during a destroy leaves what the next destroy removes", () =>
    killEverywhere({
      from: programs.first,
      program: programs.first,
      operation: "destroy",
      purges: [sample.charlie],
    }));
});
