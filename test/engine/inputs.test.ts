import { expect } from "chai";
import type { ResourceKind } from "../../provider/resource-type.js";
import { sample } from "../support/samples.js";
import { Stack } from "./harness/stack.js";

interface WrongInput {
  readonly kind: ResourceKind;
  readonly args: Readonly<Record<string, unknown>>;
  /** What the preview says, each about its property. */
  readonly faults: readonly RegExp[];
}

const wrong: readonly WrongInput[] = [
  {
    kind: "AccountDestination",
    args: { accountId: "", destination: 7, displayname: "typing mistake", adopt: "yes" },
    faults: [
      /property accountId value .*must not be empty/,
      /property destination value .*must be the name of a bucket/,
      /property displayname value .*did you mean "displayName"\?/,
      /property adopt value .*must be true or false/,
    ],
  },
  {
    kind: "UserDestination",
    args: { accountId: null, destination: "line\nbreak", packageId: 1.5, package: 1 },
    faults: [
      /property userId value .*is required/,
      /property accountId value .*is required/,
      /property destination value .*must not contain control characters/,
      /property packageId value .*whole number from 0 to 2147483647/,
      /property package value .*is not a property/,
    ],
  },
  {
    kind: "UserComputerData",
    args: { userId: sample.charlie, computers: [{ name: "nas-01" }, { computerName: "" }] },
    faults: [
      /property computers\[0\]\.computerName value .*is required/,
      /property computers\[0\]\.name value .*is not a property/,
      /property computers\[1\]\.computerName value .*must not be empty/,
      /property onDelete value .*is required: write "purge" .* or "retain"/,
    ],
  },
  {
    kind: "UserComputerDataPurge",
    args: { userId: sample.charlie, computers: [], waitSeconds: -1, triggers: "now" },
    faults: [
      /property computers value .*must name at least one computer/,
      /property waitSeconds value .*number of seconds from 0/,
      /property triggers value .*must be a list/,
    ],
  },
];

describe("Wrong inputs on the real engine", () => {
  let stack: Stack;

  before(async () => {
    stack = await Stack.open();
  });
  after(() => stack.close());

  for (const { kind, args, faults } of wrong) {
    it(`are all reported together at preview for ${kind}, and nothing is sent`, async () => {
      stack.declare({ kind, args });
      const output = await stack.fails("preview");
      // The engine's console breaks the message of a failure over lines.
      const flat = output.replace(/\s+/g, " ");
      for (const fault of faults) {
        expect(flat).to.match(fault);
      }
      expect(await stack.fails("up")).to.not.match(/^\s+at /m);
      expect(stack.simulator.requests).to.deep.equal([]);
    });
  }

  for (const packageId of [-1, "abc", 2 ** 31]) {
    it(`packageId ${String(packageId)} is refused`, async () => {
      const args = {
        userId: sample.charlie,
        accountId: sample.account,
        destination: sample.europe,
        packageId,
      };
      stack.declare({ kind: "UserDestination", args });
      expect(await stack.fails("preview")).to.include("whole number from 0 to 2147483647");
    });
  }
});

describe("Values that are not known yet on the real engine", () => {
  it("pass at every place of every resource, and nothing is sent", async () => {
    const stack = await Stack.open();
    try {
      stack.write(`
        const first = new msp360.AccountDestination("first", { accountId: "${sample.account}", destination: "first" });
        const text = first.destinationId;
        const number = text.apply((id) => id.length);
        new msp360.AccountDestination("a", { accountId: text, destination: text, displayName: text, adopt: text.apply(() => true) });
        new msp360.UserDestination("b", { userId: text, accountId: text, destination: text, packageId: number });
        new msp360.UserComputerData("c", { userId: text, computers: text.apply(() => "all"), onDelete: text.apply(() => "retain") });
        new msp360.UserComputerData("d", { userId: text, computers: [{ computerName: text, destinationId: text }, text], onDelete: "retain" });
        new msp360.UserComputerDataPurge("e", { userId: text, computers: text, triggers: [text], waitSeconds: number });
      `);
      const steps = await stack.does("preview");
      expect(steps.toSorted()).to.deep.equal(
        ["a", "b", "c", "d", "e", "first"].map((name) => `create ${name}`),
      );
      expect(stack.simulator.requests).to.deep.equal([]);
    } finally {
      await stack.close();
    }
  });
});
