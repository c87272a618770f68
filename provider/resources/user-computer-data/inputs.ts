import { isDeepStrictEqual } from "node:util";
import * as v from "valibot";
import { selectionInput } from "../../computer-data/selection-input.js";
import { sameSelection, type ComputerSelection } from "../../computer-data/selection.js";
import type { ComputerDataPair } from "../../endpoints/computers.js";
import { checkInputs, nameText } from "../../lifecycle/inputs.js";
import type { Checked, Properties } from "../../lifecycle/lifecycle.js";
import { containsUnknown, isUnknown } from "../../lifecycle/unknowns.js";
import { sameId } from "../../identity.js";

/** The inputs of a `UserComputerData` as they stand in the state. */
export interface UserComputerDataInputs {
  readonly userId: string;
  readonly computers: ComputerSelection;
  readonly onDelete: "purge" | "retain";
  /**
   * The pairs that the last refresh saw. A preview of a removal shows inputs only, so this is where a human reads which
   * computers' data will be purged. Never given by a program.
   */
  readonly pairs?: readonly ComputerDataPair[];
}

const schemas = {
  userId: nameText("the id of a user"),
  computers: selectionInput,
  onDelete: v.picklist(
    ["purge", "retain"],
    ({ input }) =>
      `${input === undefined ? "is required" : "is not valid"}: write "purge" to have the stored data purged when this ` +
      `resource is destroyed, or "retain" to keep it`,
  ),
};

/** Checks the inputs, and refuses a change of user that would purge the old user's data by a replacement. */
export function checkUserComputerData(oldInputs: Properties, newInputs: Properties): Checked {
  const { inputs, failures } = checkInputs(schemas, withoutOldPairs(oldInputs, newInputs));
  return {
    inputs: { ...inputs, ...(failures.length === 0 ? carriedPairs(oldInputs, inputs) : {}) },
    failures: wouldPurgeByReplacement(oldInputs, inputs)
      ? [
          ...failures,
          {
            property: "userId",
            reason:
              `cannot change while the state says onDelete: "purge", because the replacement would purge the data of ` +
              `user "${String(oldInputs.userId)}": set onDelete to "retain" first and run pulumi up, or declare a second resource`,
          },
        ]
      : failures,
  };
}

/** The option `ignoreChanges` hands the old inputs in again, with what a refresh saw. */
function withoutOldPairs(olds: Properties, { pairs, ...news }: Properties): Properties {
  return pairs === undefined || isDeepStrictEqual(pairs, olds.pairs) ? news : { pairs, ...news };
}

function wouldPurgeByReplacement(olds: Properties, news: Properties): boolean {
  return (
    olds.onDelete === "purge" &&
    typeof olds.userId === "string" &&
    typeof news.userId === "string" &&
    !isUnknown(news.userId) &&
    !sameId(olds.userId, news.userId)
  );
}

/** What a refresh saw stays as long as the selection is the same. */
function carriedPairs(olds: Properties, news: Properties): Properties {
  const same =
    Array.isArray(olds.pairs) &&
    sameId(String(olds.userId), String(news.userId)) &&
    !containsUnknown(news.computers) &&
    isSelection(olds.computers) &&
    isSelection(news.computers) &&
    sameSelection(olds.computers, news.computers);
  return same ? { pairs: olds.pairs } : {};
}

function isSelection(value: unknown): value is ComputerSelection {
  return value === "all" || Array.isArray(value);
}
