import { DeclaredObjects } from "../../../provider/lifecycle/declared-objects.js";
import { userDestination } from "../../../provider/resources/user-destination/lifecycle.js";
import type { UserDestinationState } from "../../../provider/resources/user-destination/model.js";
import { sample } from "../../support/samples.js";
import type { SimulatedRun, Stage } from "../simulated-run.js";

/** An assignment that the sample tenant does not have. */
export const assignment = {
  userId: sample.charlie,
  accountId: sample.account,
  destination: sample.europe,
  packageId: sample.packageId,
};

/** Kim's assignment, which the sample tenant has, and its id. */
export const kims = { ...assignment, userId: sample.kim, packageId: sample.otherPackageId };
export const kimsId = "73c5e0a8-2b9d-4f16-8c47-e6a1f3095bd2";

/** A lifecycle for a program that declares nothing else. */
export const lifecycle = userDestination(new DeclaredObjects());

/** What a user has; Charlie unless another one is named. */
export function assigned({ simulator }: Stage, userId: string = sample.charlie) {
  return simulator.tenant.users.find(({ ID }) => ID === userId)?.DestinationList ?? [];
}

/** The state of {@link kims} as a run would store it, but for these fields. */
export function stateOf(run: SimulatedRun, fields: Partial<UserDestinationState> = {}): UserDestinationState {
  return {
    ...kims,
    accountDisplayName: "Acme object storage",
    displayName: "EU bucket",
    connection: run.service.connection,
    ...fields,
  };
}
