import { sampleTenant, type TenantState } from "../../simulator/index.js";
import { sample } from "../support/samples.js";

/** The id of the user of this number. */
export function userId(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
}

/** What the program declares of the bucket of this number. */
export function bucketArgs(index: number) {
  return { accountId: sample.account, destination: `bucket-${String(index)}` };
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
  const tenant = sampleTenant();
  const numbers = [...Array(count).keys()];
  const users = numbers.map((index) => ({
    ID: userId(index),
    Email: `user-${String(index)}`,
    Enabled: true,
    DestinationList: [],
  }));
  const computers = numbers.map((index) => ({
    UserID: userId(0),
    DestinationId: "d-1",
    ComputerName: `computer-${String(index)}`,
  }));
  const buckets = numbers.map((index) => ({
    DestinationID: `00000000-0000-4000-9000-${String(index).padStart(12, "0")}`,
    Destination: bucketArgs(index).destination,
    DestinationDisplayName: bucketArgs(index).destination,
  }));
  tenant.accounts.find(({ AccountID }) => AccountID === sample.account)?.Destinations.push(...buckets);
  return { ...tenant, users: [...tenant.users, ...users], computers: [...tenant.computers, ...computers] };
}
