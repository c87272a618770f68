import * as v from "valibot";
import { nameText } from "../lifecycle/inputs.js";

/** The schema of the id of the storage account. */
export const accountIdSchema = nameText("the id of a storage account");

/** The schema of each property of a bucket that is registered at a storage account, but for the account. */
export const registeredDestinationSchemas = {
  destination: nameText("the name of a bucket"),
  displayName: v.optional(nameText("the name to show for the destination")),
};
