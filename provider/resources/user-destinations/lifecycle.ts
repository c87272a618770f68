import { describe, fieldsFrom, findOwn, naturalKey } from "../../assigned-destination/model.js";
import { assign, change, remove } from "../../assigned-destination/writes.js";
import type { CollectionKind } from "../../collection/kind.js";
import { collectionHooks } from "../../collection/lifecycle.js";
import type { Assignment, AssignmentFields } from "../../endpoints/destinations.js";
import type { DeclaredObjects } from "../../lifecycle/declared-objects.js";
import type { Lifecycle } from "../../lifecycle/lifecycle.js";
import { checkUserDestinations, type UserDestinationsInputs as Inputs } from "./inputs.js";
import { comparison, difference, shape, type UserDestinationsState as State } from "./model.js";

const assignments: CollectionKind<AssignmentFields, Assignment> = {
  ...comparison,
  plural: "assignments",
  describe,
  find: async ({ userDirectory }, { fields, id }) =>
    findOwn(await userDirectory.item(fields.userId), id, fields),
  idOf: ({ id }) => id,
  written: (_service, declared, entry) => fieldsFrom(declared, entry),
  read: fieldsFrom,
  create: assign,
  change,
  assertRemovable: () => Promise.resolve(),
  remove,
};

/**
 * Many destinations assigned to users (docs/mbs-api.md, "Destinations of a user").
 * @param declared what the program of this run declares
 */
export function userDestinations(declared: DeclaredObjects): Lifecycle<Inputs, State> {
  return {
    check: (oldInputs, newInputs) =>
      declared.rememberAll(checkUserDestinations(oldInputs, newInputs), (inputs: Inputs) =>
        Object.values(inputs.assignments).map(naturalKey),
      ),
    diff: difference,
    ...collectionHooks(assignments, shape, declared),
  };
}
