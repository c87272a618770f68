import * as v from "valibot";
import { firstFault, nameText } from "../lifecycle/inputs.js";

/** Ids of packages are 32-bit numbers on the wire. */
const greatestPackageId = 2 ** 31 - 1;

const packageId = firstFault(
  v.pipe(
    v.unknown(),
    v.check((value) => value !== undefined, "is required"),
    v.transform((value) => (typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value)),
    v.check(
      (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= greatestPackageId,
      `must be the id of a package: a whole number from 0 to ${String(greatestPackageId)}`,
    ),
  ),
);

/** The schema of each property of a destination that is assigned to a user. */
export const assignedDestinationSchemas = {
  userId: nameText("the id of a user"),
  accountId: nameText("the id of a storage account"),
  destination: nameText("the name of a bucket"),
  packageId,
};
