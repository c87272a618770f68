import { sampleTenant, type Simulator, type TenantState } from "../../simulator/index.js";
import { sample } from "../support/samples.js";

/** A `UserDestination` that the sample tenant does not have yet. */
export const assignment = {
  userId: sample.charlie,
  accountId: sample.account,
  destination: sample.europe,
  packageId: sample.packageId,
} as const;

/** An `AccountDestination` that the sample tenant does not have yet. */
export const bucket = {
  accountId: sample.account,
  destination: "new-bucket",
  displayName: "New bucket",
} as const;

/** What a user has of the bucket in {@link assignment}. */
export function assigned(simulator: Simulator, userId: string = assignment.userId) {
  const user = simulator.tenant.users.find(({ ID }) => ID === userId);
  return (user?.DestinationList ?? []).filter(({ Destination }) => Destination === assignment.destination);
}

/** What the storage accounts have of the bucket in {@link bucket}. */
export function registered(simulator: Simulator) {
  return simulator.tenant.accounts
    .flatMap(({ Destinations }) => Destinations)
    .filter(({ Destination }) => Destination === bucket.destination);
}

/** A tenant of so many users who have no destination, and their ids. */
export function crowd(size: number): { readonly tenant: TenantState; readonly userIds: readonly string[] } {
  const userIds = Array.from({ length: size }, (_, index) => `user-${index + 1}`);
  const users = userIds.map((ID) => ({
    ID,
    Email: `${ID}@acme.example`,
    Enabled: true,
    DestinationList: [],
  }));
  return { tenant: { ...sampleTenant(), users }, userIds };
}
