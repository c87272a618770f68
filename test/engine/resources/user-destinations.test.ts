import { expect } from "chai";
import { bucket, tenantOfMany, userId } from "../../support/many-users.js";
import { sample } from "../../support/samples.js";
import { Stack } from "../harness/stack.js";

const kind = "UserDestinations";

const assignment = (user: number, change: object = {}) => ({
  userId: userId(user),
  accountId: sample.account,
  destination: bucket(0),
  packageId: sample.packageId,
  ...change,
});

describe("UserDestinations on the real engine", () => {
  let stack: Stack;

  before(async () => {
    const tenant = tenantOfMany({ users: 6, buckets: 2 });
    stack = await Stack.open({ tenant, behaviour: { createReplies: "empty" } });
  });
  after(() => stack.close());

  const assigned = () =>
    stack.simulator.tenant.users.flatMap(({ ID, DestinationList }) =>
      ID.startsWith("1000") ? DestinationList.map(({ Destination }) => `${ID.slice(-1)} ${Destination}`) : [],
    );

  const writes = () =>
    stack.simulator.requests
      .filter(({ method, operationId }) => method !== "GET" && operationId !== "login")
      .map(({ method }) => method);

  const declare = (assignments: Record<string, object>, more: object = {}) =>
    stack.declare({ kind, args: { assignments, ...more } });

  it("keeps what could be created when the service refuses one, and names that one with the reason", async () => {
    declare({ ann: assignment(0), bob: assignment(1, { packageId: 1 }), carol: assignment(2) });
    const printed = await stack.fails("up");
    expect(printed).to.match(/1 of 3 assignments could not be brought to what is declared/);
    expect(printed).to.match(/"bob": Could not assign destination .*Package not found/);
    expect(printed).to.not.match(/\bat .*\.js:\d+/);
    const held = await stack.held(kind);
    expect(Object.keys(held?.outputs?.["assignmentIds"] as object)).to.have.members(["ann", "carol"]);
    expect(assigned()).to.deep.equal(["0 bucket-0", "2 bucket-0"]);
  });

  it("does only what is missing the next time, although the program may be the same", async () => {
    stack.simulator.clearRequests();
    declare({ ann: assignment(0), bob: assignment(1), carol: assignment(2) });
    expect(await stack.does("up")).to.deep.equal(["update it"]);
    expect(writes()).to.deep.equal(["POST"]);
    stack.simulator.clearRequests();
    expect(await stack.does("up")).to.deep.equal([]);
    expect(stack.simulator.requests).to.deep.equal([]);
  });

  it("shows added, changed and removed keys one by one in a preview, and changes them in place", async () => {
    declare({
      ann: assignment(0),
      carol: assignment(2, { packageId: sample.otherPackageId }),
      dave: assignment(3),
    });
    const { stdout } = await stack.project.preview({ args: ["--diff"] });
    const text = stdout.replace(/ +/g, " ");
    expect(text)
      .to.match(/^ *\+ dave *: \{/m)
      .and.to.match(/^ *- bob *: \{/m)
      .and.to.match(/^ *~ carol *: \{/m);
    expect(text).to.not.match(/ann/);
    expect(await stack.does("up")).to.deep.equal(["update it"]);
    expect(assigned()).to.deep.equal(["0 bucket-0", "2 bucket-0", "3 bucket-0"]);
  });

  it("is refreshed by one list, which shows what was changed by hand, and up restores it", async () => {
    const held = await stack.held(kind);
    const ids = held?.outputs?.["assignmentIds"] as Record<string, string>;
    stack.simulator.console.unassignDestination(ids["dave"] ?? "");
    stack.simulator.clearRequests();
    expect(await stack.does("refresh")).to.deep.equal(["refresh it"]);
    expect(stack.simulator.count({ method: "GET" })).to.equal(1);
    const { stdout } = await stack.project.preview({ args: ["--diff"] });
    expect(stdout).to.match(/\+ dave/);
    expect(await stack.does("up")).to.deep.equal(["update it"]);
    expect(assigned()).to.deep.equal(["0 bucket-0", "2 bucket-0", "3 bucket-0"]);
  });

  const single = (name: string, args: object, options?: string) =>
    `new msp360.UserDestination("${name}", ${JSON.stringify(args)}, ${options ?? "{}"});`;
  const bulk = (assignments: object, options = "{}") =>
    `const it = new msp360.${kind}("it", ${JSON.stringify({ assignments, adopt: true })}, ${options});`;

  const ann = assignment(0);
  const carol = assignment(2, { packageId: sample.otherPackageId });
  const dave = assignment(3);

  it("hands all its assignments over to single resources without touching the service", async () => {
    stack.simulator.clearRequests();
    const ofOne = { ann, carol, dave };
    stack.write(
      Object.entries(ofOne)
        .map(([name, args]) => single(name, { ...args, adopt: true }))
        .join("\n"),
    );
    const done = await stack.does("up");
    expect(done).to.have.members(["create ann", "create carol", "create dave", "delete it"]);
    expect(writes()).to.deep.equal([]);
    expect(assigned()).to.deep.equal(["0 bucket-0", "2 bucket-0", "3 bucket-0"]);
  });

  it("takes all of them over from single resources without touching the service", async () => {
    stack.simulator.clearRequests();
    stack.write(bulk({ ann, carol, dave }));
    expect(await stack.does("up")).to.have.members([
      "create it",
      "delete ann",
      "delete carol",
      "delete dave",
    ]);
    expect(writes()).to.deep.equal([]);
  });

  it("hands one over to a single resource that it depends on, and takes it back, without touching the service", async () => {
    stack.simulator.clearRequests();
    stack.write(
      `const one = ${single("dave", { ...dave, adopt: true })}\n${bulk({ ann, carol }, "{ dependsOn: [one] }")}`,
    );
    expect(await stack.does("up")).to.deep.equal(["create dave", "update it"]);
    stack.write(bulk({ ann, carol, dave }));
    expect(await stack.does("up")).to.deep.equal(["update it", "delete dave"]);
    expect(writes()).to.deep.equal([]);
    expect(await stack.does("preview", { args: ["--expect-no-changes"] })).to.deep.equal([]);
  });

  const customers = (...numbers: readonly number[]) => {
    const entries = (entry: (number: number) => object) =>
      Object.fromEntries(numbers.map((number) => [`customer-${String(number)}`, entry(number)]));
    const assignments = entries((number) => ({
      ...assignment(number),
      destination: `own-${String(number)}`,
    }));
    stack.write(
      `const buckets = new msp360.AccountDestinations("buckets", ${JSON.stringify({
        accountId: sample.account,
        destinations: entries((number) => ({ destination: `own-${String(number)}` })),
      })});
      ${bulk(assignments, "{ dependsOn: [buckets] }")}`,
    );
  };
  const own = () =>
    stack.simulator.tenant.accounts
      .flatMap(({ Destinations }) => Destinations.map(({ Destination }) => Destination))
      .filter((name) => name.startsWith("own-"));

  it("lets a customer leave together with its bucket: its assignment in one up, the bucket in the next", async () => {
    customers(4, 5);
    await stack.does("up");
    expect(own()).to.deep.equal(["own-4", "own-5"]);
    customers(4);
    const { stdout } = await stack.project.up();
    expect(stdout).to.match(/1 of 1 destinations were not removed, because they are still in use/);
    expect(assigned()).to.deep.equal(["4 own-4"]);
    await stack.does("refresh");
    expect(await stack.does("preview")).to.deep.equal(["update buckets"]);
    expect(await stack.does("up")).to.deep.equal(["update buckets"]);
    expect(own()).to.deep.equal(["own-4"]);
    expect(await stack.does("preview", { args: ["--expect-no-changes"] })).to.deep.equal([]);
    stack.write(bulk({ ann, carol, dave }));
    await stack.does("up");
  });

  it("is destroyed by one list and one write for each", async () => {
    stack.simulator.clearRequests();
    expect(await stack.does("destroy")).to.deep.equal(["delete it"]);
    expect(stack.simulator.count({ method: "GET" })).to.equal(1);
    expect(assigned()).to.deep.equal([]);
  });
});
