import { checkInputs, flag, nameText } from "../../lifecycle/inputs.js";
import type { Checked, Properties } from "../../lifecycle/lifecycle.js";

/** The inputs of an `AccountDestination` as they stand in the state. */
export interface AccountDestinationInputs {
  readonly accountId: string;
  readonly destination: string;
  readonly displayName: string;
  readonly adopt?: true;
}

const schemas = {
  accountId: nameText("the id of a storage account"),
  destination: nameText("the name of a bucket"),
  displayName: nameText("the name to show for the destination").optional(),
  adopt: flag,
};

/** Checks the inputs; `displayName` becomes the bucket's name when it is not given. */
export function checkAccountDestination(_oldInputs: Properties, newInputs: Properties): Checked {
  const { inputs, failures } = checkInputs(schemas, newInputs);
  return { inputs: { ...inputs, displayName: inputs.displayName ?? inputs.destination }, failures };
}
