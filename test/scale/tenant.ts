import type { TenantState } from "../../simulator/index.js";
import { bucket, tenantOfMany, userId } from "../support/many-users.js";
import { sample } from "../support/samples.js";

/** What the program declares of the bucket of this number. */
export function bucketArgs(index: number) {
  return { accountId: sample.account, destination: bucket(index) };
}

/** What the program declares of the assignment of the bucket of this number to the user of this number. */
export function assignmentArgs(index: number) {
  return { ...bucketArgs(index), userId: userId(index), packageId: sample.packageId };
}

/** What the program declares of the data of the computer of this number of the one user who has computers. */
export function computerArgs(index: number) {
  const computers = [{ computerName: `computer-${String(index)}` }];
  return { userId: userId(0), computers, onDelete: "purge" };
}

/** The sample tenant with so many more users, the first of whom has data of so many computers, and so many buckets. */
export function largeTenant(count: number): TenantState {
  const tenant = tenantOfMany({ users: count, buckets: count });
  const computers = Array.from({ length: count }, (_, index) => ({
    UserID: userId(0),
    DestinationId: "d-1",
    ComputerName: `computer-${String(index)}`,
  }));
  return { ...tenant, computers: [...tenant.computers, ...computers] };
}
