import { expect } from "chai";
import type { ComputerDataState } from "../../simulator/index.js";
import { sample } from "../support/samples.js";
import { boundariesOf, describeBoundary, type Boundary } from "./kills/boundaries.js";
import { holdingsOf, idsOf } from "./kills/holdings.js";
import { KillableStack, type Base } from "./kills/killable-stack.js";
import { programs } from "./kills/programs.js";

/** An operation that is killed, and what holds once it was recovered. */
interface Scenario {
  /** What stands before. */
  readonly from: "nothing" | "first";
  readonly program: string;
  readonly operation: "up" | "destroy";
  /** The users whose data the program asks to purge. */
  readonly purges: readonly string[];
}

/** One of the stacks that are killed side by side, and what it can be put back to. */
interface Lane {
  readonly killable: KillableStack;
  readonly bases: Readonly<Record<Scenario["from"], Base>>;
}

const adopting = { env: { MSP360_ADOPT_EXISTING: "true" } };
const laneCount = 2;

async function openLane(): Promise<Lane> {
  const killable = await KillableStack.open();
  const nothing = killable.remember();
  killable.stack.write(programs.first);
  await killable.stack.does("up");
  return { killable, bases: { nothing, first: killable.remember() } };
}

/** Runs the operation of a scenario undisturbed, and says what it asked and what it left. */
async function record({ killable, bases }: Lane, { from, program, operation }: Scenario) {
  const { stack } = killable;
  killable.restore(bases[from]);
  stack.write(program);
  await stack.does(operation);
  const requests = structuredClone(stack.simulator.requests);
  return { requests, expected: holdingsOf(stack.simulator.tenant) };
}

type Recorded = Awaited<ReturnType<typeof record>>;

/**
 * What kills have left that was recovered from already, here or on another lane. The recovery sees nothing but service
 * and state, so that the same remains need no second one.
 */
class Recovered {
  private readonly remains = new Map<string, "recovered" | "recovered and destroyed">();

  /** Whether these remains still have to be recovered from; then they count as done. */
  claim(remains: string, destroying: boolean): boolean {
    const done = this.remains.get(remains);
    if (done === "recovered and destroyed" || (done === "recovered" && !destroying)) return false;
    this.remains.set(remains, destroying ? "recovered and destroyed" : "recovered");
    return true;
  }
}

async function killAndRecover(
  { killable, bases }: Lane,
  scenario: Scenario,
  { expected }: Recorded,
  boundary: Boundary,
  recovered: Recovered,
): Promise<void> {
  const { stack } = killable;
  const { from, operation, purges } = scenario;
  const untouched = bases.nothing.tenant;
  killable.restore(bases[from]);
  const before = stack.simulator.purged.length;
  const purgedUsers = () => stack.simulator.purged.slice(before).map(({ UserID }) => UserID);

  await killable.killAt(boundary, (options) => stack.project[operation](options));
  const destroying = operation === "up" && isDestroyedAfterwards(boundary);
  if (!recovered.claim(killable.remains(), destroying)) return;
  await killable.recover();
  await stack.does(operation, operation === "up" ? adopting : {});
  expect(holdingsOf(stack.simulator.tenant), "what the service holds").to.deep.equal(expected);
  expect(new Set(purgedUsers()), "whose data was purged").to.deep.equal(new Set(purges));

  const made = idsOf(stack.simulator.tenant).filter((id) => !idsOf(untouched).includes(id));
  expect(killable.heldIds(), "the ids in the state").to.include.members(made);

  if (destroying) await stack.does("destroy");
  else if (operation === "up") return;
  const isGone = ({ UserID }: ComputerDataState) => purgedUsers().includes(UserID);
  expect(killable.heldIds(), "what a destroy leaves in the state").to.deep.equal([]);
  expect(stack.simulator.tenant, "what a destroy leaves in the service").to.deep.equal({
    ...untouched,
    computers: untouched.computers.filter((pair) => !isGone(pair)),
  });
}

/** Where the state could not learn of an effect; elsewhere a destroy would repeat what other cases show. */
function isDestroyedAfterwards({ moment, victim }: Boundary): boolean {
  return moment === "after its effect" && victim === "engine";
}

describe("An engine or a host that is killed (F58)", function () {
  this.timeout(300_000);
  let lanes: readonly Lane[] = [];

  before(async () => {
    lanes = await Promise.all(Array.from({ length: laneCount }, openLane));
  });
  after(() => Promise.all(lanes.map(({ killable }) => killable.close())));

  /** Kills a scenario's operation at each of its boundaries, several side by side. */
  async function killEverywhere(scenario: Scenario): Promise<void> {
    const failures: string[] = [];
    const recovered = new Recovered();
    let boundaries: Boundary[] | undefined;
    await Promise.all(
      lanes.map(async (lane) => {
        const recorded = await record(lane, scenario);
        boundaries ??= boundariesOf(recorded.requests);
        for (let boundary = boundaries.shift(); boundary !== undefined; boundary = boundaries.shift()) {
          try {
            await killAndRecover(lane, scenario, recorded, boundary, recovered);
          } catch (error) {
            failures.push(`${describeBoundary(boundary)}: ${String(error)}`);
          }
        }
      }),
    );
    expect(failures.join("\n\n")).to.equal("");
  }

  it("F58: during the first up leaves nothing that the recovery does not take over", () =>
    killEverywhere({ from: "nothing", program: programs.first, operation: "up", purges: [] }));

  it("F58: during a change in place leaves nothing half done after the recovery", () =>
    killEverywhere({ from: "first", program: programs.changed, operation: "up", purges: [] }));

  it("F58: during a replacement leaves neither the old object nor a second new one after the recovery", () =>
    killEverywhere({ from: "first", program: programs.moved, operation: "up", purges: [] }));

  it("F58: during a purge orders it again, and purges nothing else", () =>
    killEverywhere({
      from: "first",
      program: programs.purging,
      operation: "up",
      purges: [sample.charlie, sample.kim],
    }));

  it("F58: during a destroy leaves what the next destroy removes", () =>
    killEverywhere({
      from: "first",
      program: programs.first,
      operation: "destroy",
      purges: [sample.charlie],
    }));
});
