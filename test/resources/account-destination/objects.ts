import { DeclaredObjects } from "../../../provider/lifecycle/declared-objects.js";
import { accountDestination } from "../../../provider/resources/account-destination/lifecycle.js";
import { sample } from "../../support/samples.js";
import type { SimulatedRun, Stage } from "../simulated-run.js";

/** A bucket that the sample tenant does not have. */
export const bucket = { accountId: sample.account, destination: "new-bucket", displayName: "New bucket" };

/** A bucket that the sample tenant has, and its DestinationID. */
export const known = { accountId: sample.account, destination: sample.europe, displayName: "EU bucket" };
export const knownId = "9a2f6c31-08b7-4e5d-a6c4-5b13f7e8d026";

/** A lifecycle for a program that declares nothing else. */
export const lifecycle = accountDestination(new DeclaredObjects());

/** What the storage accounts have under a bucket's name. */
export function registered({ simulator }: Stage, name: string = bucket.destination) {
  return simulator.tenant.accounts
    .flatMap(({ Destinations }) => Destinations)
    .filter(({ Destination }) => Destination === name);
}

/** The state of {@link known} as a run would store it, but for these fields. */
export function stateOf(run: SimulatedRun, fields: object = {}) {
  return { ...known, destinationId: knownId, connection: run.service.connection, ...fields };
}
