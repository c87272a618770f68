import * as z from "zod";
import { nameText } from "../lifecycle/inputs.js";

/** Ids of packages are 32-bit numbers on the wire. */
const greatestPackageId = 2 ** 31 - 1;

const packageId = z
  .unknown()
  .refine((value) => value !== undefined, { error: "is required", abort: true })
  .transform((value) => (typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value))
  .refine((value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= greatestPackageId, {
    error: `must be the id of a package: a whole number from 0 to ${String(greatestPackageId)}`,
  });

/** The schema of each property of a destination that is assigned to a user. */
export const assignedDestinationSchemas = {
  userId: nameText("the id of a user"),
  accountId: nameText("the id of a storage account"),
  destination: nameText("the name of a bucket"),
  packageId,
};
