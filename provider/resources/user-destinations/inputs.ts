import { naturalKey } from "../../assigned-destination/model.js";
import { assignedDestinationSchemas } from "../../assigned-destination/inputs.js";
import { mapOf, repetitions } from "../../collection/inputs.js";
import type { AssignmentFields } from "../../endpoints/destinations.js";
import { checkInputs, flag, objectOf } from "../../lifecycle/inputs.js";
import type { Checked, Properties } from "../../lifecycle/lifecycle.js";

/** The inputs of a `UserDestinations` as they stand in the state. */
export interface UserDestinationsInputs {
  readonly assignments: Readonly<Record<string, AssignmentFields>>;
  readonly adopt?: true;
}

const form = "{ userId, accountId, destination, packageId }";

const schemas = {
  assignments: mapOf(objectOf("an assignment", form, assignedDestinationSchemas), form),
  adopt: flag,
};

/** Checks the inputs; a `packageId` becomes a number when it is given as a numeric string. */
export function checkUserDestinations(_oldInputs: Properties, newInputs: Properties): Checked {
  const { inputs, failures } = checkInputs(schemas, newInputs);
  if (failures.length > 0) {
    return { inputs, failures };
  }
  const keyOf = (entry: Properties) => naturalKey(entry as unknown as AssignmentFields);
  return { inputs, failures: repetitions("assignments", inputs.assignments, keyOf) };
}
