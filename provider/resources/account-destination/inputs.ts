import type { DestinationFields } from "../../endpoints/accounts.js";
import { checkInputs, flag } from "../../lifecycle/inputs.js";
import type { Checked, Properties } from "../../lifecycle/lifecycle.js";
import { accountIdSchema, registeredDestinationSchemas } from "../../registered-destination/inputs.js";

/** The inputs of an `AccountDestination` as they stand in the state. */
export interface AccountDestinationInputs extends DestinationFields {
  readonly adopt?: true;
}

const schemas = { accountId: accountIdSchema, ...registeredDestinationSchemas, adopt: flag };

/** Checks the inputs; `displayName` becomes the bucket's name when it is not given. */
export function checkAccountDestination(_oldInputs: Properties, newInputs: Properties): Checked {
  const { inputs, failures } = checkInputs(schemas, newInputs);
  return { inputs: { ...inputs, displayName: inputs.displayName ?? inputs.destination }, failures };
}
