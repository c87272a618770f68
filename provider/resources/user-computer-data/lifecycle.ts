import { randomUUID } from "node:crypto";
import { namePairs, selectedData } from "../../computer-data/selected-data.js";
import { resolveSelection } from "../../computer-data/selection.js";
import type { Declarations } from "../../computer-data/declarations.js";
import { containsUnknown } from "../../lifecycle/unknowns.js";
import type { Lifecycle } from "../../lifecycle/lifecycle.js";
import { assertGone } from "../../lifecycle/absence.js";
import type { Service } from "../../service/service.js";
import { checkUserComputerData, type UserComputerDataInputs as Inputs } from "./inputs.js";
import {
  difference,
  inputsFrom,
  isKnownFrom,
  planRemoval,
  type UserComputerDataState as State,
} from "./model.js";

/**
 * The stored backup data of a user's computers (docs/mbs-api.md, "Stored data of computers"). Only removal purges.
 * @param declarations what the program of this run declares
 */
export function userComputerData(declarations: Declarations): Lifecycle<Inputs, State> {
  return {
    check(oldInputs, newInputs) {
      const checked = checkUserComputerData(oldInputs, newInputs);
      if (checked.failures.length === 0 && !containsUnknown(checked.inputs)) {
        const { userId, computers } = checked.inputs as unknown as Inputs;
        declarations.add(userId, computers);
      }
      return checked;
    },

    diff: difference,

    async create(service, inputs) {
      const list = await service.computerDirectory.item(inputs.userId);
      const pairs = selectedData(inputs, list?.pairs);
      return { id: randomUUID(), state: declared(service, inputs, pairs) };
    },

    /** Never says "gone": the data of a deleted user can still be stored, and then the state alone knows of it. */
    async read(service, id, state) {
      const list = await service.computerDirectory.item(state.userId);
      if (list === undefined) {
        assertGone(service, `User "${state.userId}"`, state.connection);
      }
      const pairs = list === undefined ? state.pairs : resolveSelection(state.computers, list.pairs);
      const found = { ...state, pairs };
      return { id, state: found, inputs: inputsFrom(found) };
    },

    async update(service, _id, oldState, inputs) {
      const list = await service.computerDirectory.item(inputs.userId);
      if (list === undefined) {
        assertGone(service, `User "${inputs.userId}"`, oldState.connection);
      }
      // Of a user who was deleted the state alone knows the data, and a consent to purge it can still be withdrawn.
      const pairs = selectedData(inputs, list?.pairs ?? oldState.pairs, isKnownFrom(oldState));
      return declared(service, inputs, pairs);
    },

    async delete(service, _id, state) {
      if (state.onDelete === "retain") {
        return;
      }
      const ordered = await service.purges.order(state.userId, (listed) => {
        if (listed === undefined) {
          assertGone(service, `User "${state.userId}"`, state.connection);
        }
        const { purge, spare } = planRemoval(state, listed, (pair) => declarations.has(state.userId, pair));
        if (spare.length > 0) {
          service.log.warning(
            `The data of ${namePairs(spare)} of user "${state.userId}" is not purged: a UserComputerData that the ` +
              `program declares selects it.`,
          );
        }
        return purge;
      });
      if (ordered.length > 0) {
        service.log.info(
          `Ordered the purge of ${namePairs(ordered)} of user "${state.userId}"; the service carries it out within about 24 hours.`,
        );
      }
    },
  };
}

function declared(service: Service, { userId, computers, onDelete }: Inputs, pairs: State["pairs"]): State {
  return { userId, computers, onDelete, pairs, connection: service.connection };
}
