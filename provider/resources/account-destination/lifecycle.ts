import type { AccountDestinationEntry } from "../../endpoints/accounts.js";
import { MissingObjectError } from "../../errors.js";
import { assertGone } from "../../lifecycle/absence.js";
import type { DeclaredObjects } from "../../lifecycle/declared-objects.js";
import type { Lifecycle } from "../../lifecycle/lifecycle.js";
import { describe, findOwn, naturalKey } from "../../registered-destination/model.js";
import {
  add,
  assertUnused,
  register,
  remove,
  rename,
  warnOfOtherName,
} from "../../registered-destination/writes.js";
import type { Service } from "../../service/service.js";
import { checkAccountDestination, type AccountDestinationInputs as Inputs } from "./inputs.js";
import {
  difference,
  inputsFrom,
  stateFrom,
  stateFromRead,
  type AccountDestinationState as State,
} from "./model.js";

/**
 * A bucket registered as a destination of a storage account (docs/mbs-api.md, "Destinations of an account").
 * @param declared what the program of this run declares
 */
export function accountDestination(declared: DeclaredObjects): Lifecycle<Inputs, State> {
  return {
    check: (oldInputs, newInputs) =>
      declared.remember(checkAccountDestination(oldInputs, newInputs), naturalKey),
    diff: difference,

    async create(service, inputs) {
      const adopt = inputs.adopt === true || service.adoptExisting;
      const entry = await register(service, inputs, { adopt });
      return { id: entry.destinationId, state: written(service, inputs, entry) };
    },

    async read(service, _id, state) {
      const entry = await ownEntry(service, state);
      if (entry === undefined) {
        assertGone(service, describe(state), state.connection);
        return undefined;
      }
      const found = stateFromRead(state, entry);
      return { id: entry.destinationId, state: found, inputs: inputsFrom(found) };
    },

    async update(service, _id, oldState, inputs) {
      const entry = await ownEntry(service, oldState);
      if (entry !== undefined) {
        return written(service, inputs, await rename(service, inputs, entry));
      }
      assertGone(service, describe(oldState), oldState.connection);
      if (oldState.destinationId !== undefined) {
        throw new MissingObjectError(
          `${describe(oldState)} is gone: run "pulumi refresh", then "pulumi up" to add it again.`,
        );
      }
      return written(service, inputs, await add(service, inputs));
    },

    async delete(service, _id, state) {
      if (declared.has(naturalKey(state))) {
        service.log.warning(`${describe(state)} stays: the program declares it by another resource.`);
        return;
      }
      await assertUnused(service, state);
      const entry = await ownEntry(service, state);
      if (entry === undefined) {
        assertGone(service, describe(state), state.connection);
        return;
      }
      await remove(service, entry);
    },
  };
}

async function ownEntry({ accountDirectory }: Service, state: State) {
  return findOwn(await accountDirectory.item(state.accountId), state.destinationId, state);
}

function written(service: Service, inputs: Inputs, entry: AccountDestinationEntry): State {
  const state = stateFrom(inputs, entry, service.connection);
  warnOfOtherName(service, state);
  return state;
}
