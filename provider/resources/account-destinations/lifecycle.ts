import type { CollectionKind } from "../../collection/kind.js";
import { collectionHooks } from "../../collection/lifecycle.js";
import type { AccountDestinationEntry } from "../../endpoints/accounts.js";
import type { DeclaredObjects } from "../../lifecycle/declared-objects.js";
import type { Lifecycle } from "../../lifecycle/lifecycle.js";
import {
  describe,
  fieldsFrom,
  fieldsFromRead,
  findOwn,
  naturalKey,
  type RegisteredDestination,
} from "../../registered-destination/model.js";
import {
  assertUnused,
  register,
  remove,
  rename,
  warnOfOtherName,
} from "../../registered-destination/writes.js";
import { checkAccountDestinations, type AccountDestinationsInputs as Inputs } from "./inputs.js";
import { comparison, difference, shape, type AccountDestinationsState as State } from "./model.js";

const destinations: CollectionKind<RegisteredDestination, AccountDestinationEntry> = {
  ...comparison,
  plural: "destinations",
  describe,
  find: async ({ accountDirectory }, { fields, id }) =>
    findOwn(await accountDirectory.item(fields.accountId), id, fields),
  idOf: ({ destinationId }) => destinationId,
  written(service, declared, entry) {
    const fields = fieldsFrom(declared, entry);
    warnOfOtherName(service, fields);
    return fields;
  },
  read: fieldsFromRead,
  create: register,
  change: rename,
  assertRemovable: assertUnused,
  remove: (service, _held, entry, turns) => remove(service, entry, turns),
};

/**
 * Many buckets registered as destinations of one storage account (docs/mbs-api.md, "Destinations of an account").
 * @param declared what the program of this run declares
 */
export function accountDestinations(declared: DeclaredObjects): Lifecycle<Inputs, State> {
  return {
    check: (oldInputs, newInputs) =>
      declared.rememberAll(checkAccountDestinations(oldInputs, newInputs), (inputs: Inputs) =>
        shape.declaredFrom(inputs).map(({ fields }) => naturalKey(fields)),
      ),
    diff: difference,
    ...collectionHooks(destinations, shape, declared),
  };
}
