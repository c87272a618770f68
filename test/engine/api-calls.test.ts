import { expect } from "chai";
import { callsOf } from "../scale/calls.js";
import { assignmentArgs, bucketArgs, computerArgs, largeTenant } from "../scale/tenant.js";
import { Stack } from "./harness/stack.js";

const count = 40;
const parallelism = 8;
const args = ["--parallel", String(parallelism)];
const numbers = [...Array(count).keys()];

describe("Forty resources on the real engine, with empty replies to creations", () => {
  let stack: Stack;

  before(async () => {
    stack = await Stack.open({ tenant: largeTenant(count), behaviour: { createReplies: "empty" } });
  });
  after(() => stack.close());

  const operation = (name: "up" | "refresh" | "destroy") =>
    callsOf(stack.simulator, () => stack.does(name, { args }));

  it("are created by a write each and a look for every four", async () => {
    stack.declare(
      ...numbers.map((index) => ({
        kind: "UserDestination" as const,
        name: `assignment-${String(index)}`,
        args: assignmentArgs(index),
      })),
    );
    const { logins, reads, writes } = await operation("up");
    expect({ logins, writes }).to.deep.equal({ logins: 1, writes: count });
    expect(reads).to.be.at.most(count / 4 + 2);
  });

  it("are left alone by an up without changes", async () => {
    expect(await operation("up")).to.deep.equal({ logins: 0, reads: 0, writes: 0 });
  });

  it("are refreshed by one list", async () => {
    expect(await operation("refresh")).to.deep.equal({ logins: 1, reads: 1, writes: 0 });
  });

  it("are destroyed, with as many buckets, by a write each and three reads", async () => {
    const buckets = numbers.map((index) => ({ ...bucketArgs(index), adopt: true }));
    stack.write(
      `const buckets = ${JSON.stringify(buckets)}.map(
        (args, index) => new msp360.AccountDestination("bucket-" + index, args));
      ${JSON.stringify(numbers.map(assignmentArgs))}.forEach(
        (args, index) => new msp360.UserDestination("assignment-" + index, args, { dependsOn: buckets[index] }));`,
    );
    await stack.does("up", { args });
    const { logins, reads, writes } = await operation("destroy");
    expect({ logins, writes }).to.deep.equal({ logins: 1, writes: 2 * count });
    expect(reads).to.be.at.most(3);
  });

  it("of one user's computers are purged by a list and a request for each round of the engine", async () => {
    stack.declare(
      ...numbers.map((index) => ({
        kind: "UserComputerData" as const,
        name: `computer-${String(index)}`,
        args: computerArgs(index),
      })),
    );
    await stack.does("up", { args });
    const { logins, reads, writes } = await operation("destroy");
    expect(logins).to.equal(1);
    expect(reads).to.be.at.most(count / parallelism + 1);
    expect(writes).to.be.at.most(count / parallelism + 1);
    expect(stack.simulator.purged).to.have.lengthOf(count);
  });
});
