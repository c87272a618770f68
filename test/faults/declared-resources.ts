import type { ResourceKind } from "../../provider/resource-type.js";
import { sample } from "../support/samples.js";

/** The kinds of resources that stand for one object, or for what one user has stored. */
export type SingleKind = Exclude<ResourceKind, "AccountDestinations" | "UserDestinations">;

/** One valid declaration of each of these kinds, for the sample tenant; none is there yet. */
export const declared = {
  AccountDestination: { accountId: sample.account, destination: "new-bucket", displayName: "New bucket" },
  UserDestination: {
    userId: sample.charlie,
    accountId: sample.account,
    destination: sample.europe,
    packageId: sample.packageId,
  },
  UserComputerData: { userId: sample.charlie, computers: "all", onDelete: "purge" },
  UserComputerDataPurge: {
    userId: sample.kim,
    computers: [{ computerName: "nas-01" }],
    triggers: ["2026-11"],
    waitSeconds: 0,
  },
} as const satisfies Record<SingleKind, Record<string, unknown>>;

/** These kinds. */
export const kinds = Object.keys(declared) as SingleKind[];
