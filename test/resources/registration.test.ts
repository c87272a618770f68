import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
  AccountDestination,
  AccountDestinations,
  UserComputerData,
  UserComputerDataPurge,
  UserDestination,
  UserDestinations,
} from "../../provider/index.js";
import { registrationOf, valueOf } from "../support/registration.js";

interface ResourceClass<Args> {
  new (name: string, args: Args): pulumi.Resource;
  readonly __pulumiType: string;
}

/**
 * @param kind as types and the provider's text spell it
 * @param args what a program gives
 * @param outputs what the service adds
 */
function aDeclared<Args extends object>(
  kind: string,
  Declared: ResourceClass<Args>,
  args: Args,
  outputs: Readonly<Record<string, unknown>>,
): void {
  describe(`Declaring ${kind}`, () => {
    it("registers its arguments under the type and with the provider's text that stored state knows", async () => {
      const { type, inputs } = await registrationOf(() => new Declared("name", args));
      expect(type).to.equal(`pulumi-nodejs:dynamic/msp360:${kind}`);
      expect(type).to.equal(Declared.__pulumiType);
      const hooks = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
      expect(inputs).to.deep.equal({
        ...args,
        __provider: `exports.handler=()=>require("pulumi-msp360/host").${hooks}`,
      });
    });

    it("gives the program what the service adds", async () => {
      const { resource } = await registrationOf(() => new Declared("name", args), outputs);
      const told = resource as unknown as Record<string, pulumi.Output<unknown>>;
      for (const [name, value] of Object.entries(outputs)) {
        const output = told[name];
        expect(output && (await valueOf(output)), name).to.deep.equal(value);
      }
    });
  });
}

const bucket = { accountId: "a-1", destination: "bucket" };
const assignment = { ...bucket, userId: "u-1", packageId: 26 };
const pairs = [{ computerName: "PC-1", destinationId: "d-1" }];

aDeclared(
  "AccountDestination",
  AccountDestination,
  { ...bucket, displayName: "Bucket", adopt: true },
  { destinationId: "d-1" },
);
aDeclared(
  "AccountDestinations",
  AccountDestinations,
  { accountId: "a-1", destinations: { a: { destination: "bucket" } }, adopt: true },
  { destinationIds: { a: "d-1" } },
);
aDeclared("UserDestination", UserDestination, assignment, {
  accountDisplayName: "Storage",
  displayName: "Bucket",
});
aDeclared(
  "UserDestinations",
  UserDestinations,
  { assignments: { a: assignment } },
  { assignmentIds: { a: "e-1" } },
);
aDeclared(
  "UserComputerData",
  UserComputerData,
  { userId: "u-1", computers: "all", onDelete: "retain" },
  { pairs },
);
aDeclared(
  "UserComputerDataPurge",
  UserComputerDataPurge,
  { userId: "u-1", computers: [{ computerName: "PC-1" }], triggers: ["1"], waitSeconds: 60 },
  { pairs, requestedAt: "2026-01-01T00:00:00Z", completed: false },
);
