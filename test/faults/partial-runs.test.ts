import { expect } from "chai";
import { Stack } from "../engine/harness/stack.js";
import { sample } from "../support/samples.js";
import { assignment, bucket, crowd } from "./declared-objects.js";
import { diagnostics } from "./diagnostics.js";

const post = { method: "POST", path: "/api/Destinations" };

describe("Faults in the middle of a run of the engine", () => {
  const { tenant, userIds } = crowd(10);
  let stack: Stack;
  before(async () => {
    stack = await Stack.open({ tenant });
  });
  after(() => stack.close());

  /** The users who have the destination, by the service and by the state. */
  async function holders() {
    const { deployment } = await stack.project.exportState();
    const held = deployment.resources?.filter(({ type }) => type.endsWith(":UserDestination")) ?? [];
    return {
      service: stack.simulator.tenant.users.flatMap(({ DestinationList }) =>
        DestinationList.map(({ ID }) => ID),
      ),
      state: held.map(({ id }) => id),
    };
  }

  it("F30: of ten assignments three are refused: these are named, and the state has the other seven", async () => {
    const body = { Message: "The package is sold out." };
    stack.simulator.faults.add({ match: post, skip: 2, times: 3, kind: { status: 400, body } });
    stack.declare(
      ...userIds.map(
        (userId) => ({ kind: "UserDestination", name: userId, args: { ...assignment, userId } }) as const,
      ),
    );
    const printed = await stack.fails("up", { args: ["--continue-on-error"] });
    stack.simulator.faults.expectAllUsed();
    const { service, state } = await holders();
    expect(service).to.have.length(7);
    expect(state).to.have.members(service);
    const without = stack.simulator.tenant.users.filter(
      ({ DestinationList }) => DestinationList.length === 0,
    );
    for (const { ID } of without) {
      expect(printed).to.match(new RegExp(`to user "${ID}": The package is sold out \\(HTTP 400\\)`));
    }
  });

  it("F28: the next run does only the rest, and leaves the others alone", async () => {
    const before = await holders();
    stack.simulator.clearRequests();
    expect(await stack.does("up")).to.have.length(3);
    expect(stack.simulator.count(post)).to.equal(3);
    expect(stack.simulator.count({ method: "PUT" })).to.equal(0);
    const { service, state } = await holders();
    expect(service).to.have.length(10);
    expect(state).to.have.members(service).and.include.members(before.state);
  });

  it("F32: a value that the service keeps in another form makes one warning and no endless difference", async () => {
    stack.simulator.behaviour.displayNames = "trimmed";
    const args = { ...bucket, accountId: sample.account.toUpperCase(), displayName: "  New bucket " };
    stack.declare({ kind: "AccountDestination", args });
    const { exitCode, stdout, stderr, events } = await stack.project.up();
    expect(exitCode, stdout + stderr).to.equal(0);
    const [warning, ...others] = diagnostics(events, "warning");
    expect(warning?.message).to.include('the service keeps the display name "New bucket"');
    expect(others).to.deep.equal([]);
    const unchanged = { args: ["--expect-no-changes"] };
    expect(await stack.does("preview", unchanged)).to.deep.equal([]);
    await stack.does("refresh");
    expect(await stack.does("preview", unchanged)).to.deep.equal([]);
  });
});
