import { expect } from "chai";
import type * as msp360 from "../../provider/index.js";
import { inScene } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";

const single = { accountId: sample.account, destination: "new-bucket" };
const assignment = { ...single, destination: sample.europe, packageId: sample.packageId };

// Every property that a program can give; the compiler holds each list to the class's type, in both directions.
const args = {
  AccountDestination: {
    ...single,
    displayName: "New",
    adopt: true,
  } satisfies Required<msp360.AccountDestinationArgs>,
  AccountDestinations: {
    accountId: sample.account,
    destinations: {
      archive: {
        destination: "archive",
        displayName: "Archive",
      } satisfies Required<msp360.DestinationEntryArgs>,
    },
    adopt: true,
  } satisfies Required<msp360.AccountDestinationsArgs>,
  UserDestination: {
    ...assignment,
    userId: sample.charlie,
    adopt: true,
  } satisfies Required<msp360.UserDestinationArgs>,
  UserDestinations: {
    assignments: {
      jane: { ...assignment, userId: sample.jane } satisfies Required<msp360.AssignmentEntryArgs>,
    },
    adopt: true,
  } satisfies Required<msp360.UserDestinationsArgs>,
  UserComputerData: {
    userId: sample.charlie,
    computers: [{ computerName: "Jane sales Acer", destinationId: "b17266e7-8b8e-4c3f-b1bb-911b9e8sdf" }],
    onDelete: "purge",
  } satisfies Required<msp360.UserComputerDataArgs>,
  UserComputerDataPurge: {
    userId: sample.kim,
    computers: "all",
    triggers: ["2026-11"],
    waitSeconds: 0,
  } satisfies Required<msp360.UserComputerDataPurgeArgs>,
} as const;

type Outputs<Resource> = readonly Exclude<keyof Resource, "urn" | "id" | "getProvider">[];

// Every output that a program can read; a name that a class no longer has does not compile.
const outputs: { readonly [Kind in keyof typeof args]: Outputs<InstanceType<(typeof msp360)[Kind]>> } = {
  AccountDestination: ["accountId", "destination", "displayName", "destinationId"],
  AccountDestinations: ["accountId", "destinations", "destinationIds"],
  UserDestination: ["userId", "accountId", "destination", "packageId", "accountDisplayName", "displayName"],
  UserDestinations: ["assignments", "assignmentIds"],
  UserComputerData: ["userId", "computers", "onDelete", "pairs"],
  UserComputerDataPurge: [
    ...(["userId", "computers", "triggers", "waitSeconds", "pairs", "requestedAt", "completed"] as const),
  ],
};

const kinds = Object.keys(args) as (keyof typeof args)[];

describe("Properties that are frozen", () => {
  for (const kind of kinds) {
    it(`F54: ${kind} accepts every property under its name, and its state has every output and the version`, () =>
      inScene({}, async (scene) => {
        const { state } = await scene.create(kind, args[kind]);
        expect(state).to.include.keys(...outputs[kind], "schemaVersion");
        expect(state).to.not.have.any.keys("adopt", "password", "login");
      }));
  }
});
