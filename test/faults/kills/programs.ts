import { sample } from "../../support/samples.js";

/** What differs from one version of the small program to the next. */
interface Version {
  readonly bucket: string;
  readonly displayName: string;
  readonly packageId: number;
  /** Further resources. */
  readonly computerData: string;
}

const charliesData = `new msp360.UserComputerData("data", {
  userId: "${sample.charlie}", computers: "all", onDelete: "purge",
}, { dependsOn: [assignment] });`;

// One after the other, so that the requests of every run come in the same order.
function programOf({ bucket, displayName, packageId, computerData }: Version): string {
  return `
    const bucket = new msp360.AccountDestination("bucket", {
      accountId: "${sample.account}", destination: "${bucket}", displayName: "${displayName}",
    });
    const assignment = new msp360.UserDestination("assignment", {
      userId: "${sample.charlie}", accountId: bucket.accountId, destination: bucket.destination,
      packageId: ${String(packageId)},
    });
    ${computerData}`;
}

const first: Version = {
  bucket: "acme-backups-de",
  displayName: "Germany",
  packageId: sample.packageId,
  computerData: charliesData,
};

/** The versions of a program with a destination, its assignment to a user, and the user's computer data. */
export const programs = {
  first: programOf(first),
  /** Another display name and package, which change in place. */
  changed: programOf({ ...first, displayName: "Deutschland", packageId: sample.otherPackageId }),
  /** Another bucket: the destination is replaced, and the assignment follows it. */
  moved: programOf({ ...first, bucket: "acme-backups-at" }),
  /** Charlie's data leaves the program, so that it is purged; the purge of Kim's is ordered. */
  purging: programOf({
    ...first,
    computerData: `new msp360.UserComputerDataPurge("order", { userId: "${sample.kim}", computers: "all" });`,
  }),
} as const;
