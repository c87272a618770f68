import * as z from "zod";
import { checkInputs, flag, nameText } from "../../lifecycle/inputs.js";
import type { Checked, Properties } from "../../lifecycle/lifecycle.js";

/** The inputs of a `UserDestination` as they stand in the state. */
export interface UserDestinationInputs {
  readonly userId: string;
  readonly accountId: string;
  readonly destination: string;
  readonly packageId: number;
  readonly adopt?: true;
}

/** Ids of packages are 32-bit numbers on the wire. */
const greatestPackageId = 2 ** 31 - 1;

const packageId = z
  .unknown()
  .refine((value) => value !== undefined, { error: "is required", abort: true })
  .transform((value) => (typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value))
  .refine((value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= greatestPackageId, {
    error: `must be the id of a package: a whole number from 0 to ${String(greatestPackageId)}`,
  });

const schemas = {
  userId: nameText("the id of a user"),
  accountId: nameText("the id of a storage account"),
  destination: nameText("the name of a bucket"),
  packageId,
  adopt: flag,
};

/** Checks the inputs; `packageId` becomes a number when it is given as a numeric string. */
export function checkUserDestination(_oldInputs: Properties, newInputs: Properties): Checked {
  return checkInputs(schemas, newInputs);
}
