import * as msp360 from "pulumi-msp360";
import type { Settings } from "./settings";

/** The destination that the user backs up to. It exists when this program first runs, so it is taken over. */
export function assignment({ userId, accountId, destination, packageId }: Settings): msp360.UserDestination {
  return new msp360.UserDestination("destination-of-leaver", {
    userId,
    accountId,
    destination,
    packageId,
    adopt: true,
  });
}
