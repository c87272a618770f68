import * as v from "valibot";
import { selectionInput } from "../../computer-data/selection-input.js";
import type { ComputerSelection } from "../../computer-data/selection.js";
import { checkInputs, nameText } from "../../lifecycle/inputs.js";
import type { Checked, Properties } from "../../lifecycle/lifecycle.js";

/** The inputs of a `UserComputerDataPurge` as they stand in the state. */
export interface UserComputerDataPurgeInputs {
  readonly userId: string;
  readonly computers: ComputerSelection;
  readonly triggers?: readonly unknown[];
  readonly waitSeconds: number;
}

/** The service takes up to 24 hours; a wait of a week is a mistake. */
const longestWaitSeconds = 7 * 24 * 60 * 60;
const waitFault = `must be a number of seconds from 0 to ${String(longestWaitSeconds)}`;

const schemas = {
  userId: nameText("the id of a user"),
  computers: selectionInput,
  triggers: v.optional(v.array(v.unknown(), "must be a list")),
  waitSeconds: v.optional(
    v.pipe(v.number(waitFault), v.minValue(0, waitFault), v.maxValue(longestWaitSeconds, waitFault)),
    0,
  ),
};

/** Checks the inputs; `waitSeconds` becomes 0 when it is not given. */
export function checkUserComputerDataPurge(_oldInputs: Properties, newInputs: Properties): Checked {
  return checkInputs(schemas, newInputs);
}
