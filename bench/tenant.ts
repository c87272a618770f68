import type { TenantState } from "../simulator/index.js";

/** An assignment as the programs declare it. */
export interface DeclaredAssignment {
  readonly userId: string;
  readonly accountId: string;
  readonly destination: string;
  readonly packageId: number;
}

/** The login of the measurements; it opens nothing but the simulator. */
export const credentials = { login: "bench", password: "bench-password" };
/** The package of every assignment at first, and after the change of all. */
export const packages = { first: 27_755, changed: 30_412 };

const accountId = "adfc2826-3776-4f36-985d-a95cd3b59894";
const bucket = "acme-backups";

/** A tenant with n users who have no destination yet, and one storage account with one bucket. */
export function tenantOf(size: number): TenantState {
  return {
    apiLogins: [credentials],
    companies: [],
    users: Array.from({ length: size }, (_, index) => ({
      ID: userId(index),
      Email: `user-${index}@acme.example`,
      Enabled: true,
      DestinationList: [],
    })),
    accounts: [
      {
        AccountID: accountId,
        DisplayName: "Storage of the measurements",
        StorageType: "AmazonS3",
        Destinations: [
          { DestinationID: idOf(0xd, 0), Destination: bucket, DestinationDisplayName: "Backups" },
        ],
      },
    ],
    packages: Object.values(packages).map((id) => ({ ID: id, Name: `Package ${id}` })),
    computers: [],
    licenses: [],
    administrators: [],
  };
}

/** One assignment for each user of {@link tenantOf}. */
export function assignmentsOf(size: number, packageId: number): DeclaredAssignment[] {
  return Array.from({ length: size }, (_, index) => ({
    userId: userId(index),
    accountId,
    destination: bucket,
    packageId,
  }));
}

/** The id of a user. */
export function userId(index: number): string {
  return idOf(0xa, index);
}

// The same in each run, and as long as the service's own.
function idOf(noun: number, index: number): string {
  return `${noun.toString(16).repeat(8)}-0000-4000-8000-${index.toString(16).padStart(12, "0")}`;
}
