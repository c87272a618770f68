import { sampleTenant, type TenantState } from "../../simulator/index.js";
import { sample } from "./samples.js";

/** The id of a user of {@link tenantOfMany}, by number. */
export function userId(number: number): string {
  return `10000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** The name of a bucket of {@link tenantOfMany}, by number. */
export function bucket(number: number): string {
  return `bucket-${String(number)}`;
}

/** The sample tenant with this many users besides, who have no destination, and with this many buckets registered. */
export function tenantOfMany({ users = 0, buckets = 0 }: { users?: number; buckets?: number }): TenantState {
  const tenant = sampleTenant();
  for (let number = 0; number < users; number += 1) {
    tenant.users.push({
      ID: userId(number),
      Email: `user-${String(number)}`,
      Enabled: true,
      DestinationList: [],
    });
  }
  const account = tenant.accounts.find(({ AccountID }) => AccountID === sample.account);
  for (let number = 0; number < buckets; number += 1) {
    account?.Destinations.push({
      DestinationID: `20000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
      Destination: bucket(number),
      DestinationDisplayName: bucket(number),
    });
  }
  return tenant;
}
