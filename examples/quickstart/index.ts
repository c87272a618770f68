import * as pulumi from "@pulumi/pulumi";
import * as msp360 from "pulumi-msp360";

const config = new pulumi.Config();
const userId = config.require("userId");

// A bucket becomes a destination of a storage account ...
const archive = new msp360.AccountDestination("archive", {
  accountId: config.require("accountId"),
  destination: config.require("bucket"),
  displayName: "Archive",
});

// ... a user may store up to the limit of a package there ...
const assignment = new msp360.UserDestination("charlie", {
  userId,
  accountId: archive.accountId,
  destination: archive.destination,
  packageId: config.requireNumber("packageId"),
});

// ... and when the stack is destroyed, what one computer has stored is purged, before the user loses the destination.
const laptop = new msp360.UserComputerData(
  "laptop",
  { userId, computers: [{ computerName: config.require("computerName") }], onDelete: "purge" },
  { dependsOn: assignment },
);

export const destinationId = archive.destinationId;
export const storedData = laptop.pairs;
