import { assignedDestinationSchemas } from "../../assigned-destination/inputs.js";
import type { AssignmentFields } from "../../endpoints/destinations.js";
import { checkInputs, flag } from "../../lifecycle/inputs.js";
import type { Checked, Properties } from "../../lifecycle/lifecycle.js";

/** The inputs of a `UserDestination` as they stand in the state. */
export interface UserDestinationInputs extends AssignmentFields {
  readonly adopt?: true;
}

const schemas = { ...assignedDestinationSchemas, adopt: flag };

/** Checks the inputs; `packageId` becomes a number when it is given as a numeric string. */
export function checkUserDestination(_oldInputs: Properties, newInputs: Properties): Checked {
  return checkInputs(schemas, newInputs);
}
