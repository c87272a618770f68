import { describe, findOwn, isUnconfirmed, naturalKey } from "../../assigned-destination/model.js";
import { add, assign, change, remove } from "../../assigned-destination/writes.js";
import { AlreadyDeclaredError, MissingObjectError } from "../../errors.js";
import { assertGone } from "../../lifecycle/absence.js";
import type { DeclaredObjects } from "../../lifecycle/declared-objects.js";
import type { Lifecycle } from "../../lifecycle/lifecycle.js";
import { checkUserDestination, type UserDestinationInputs as Inputs } from "./inputs.js";
import { difference, inputsFrom, stateFrom, type UserDestinationState as State } from "./model.js";

/**
 * A destination assigned to a user (docs/mbs-api.md, "Destinations of a user").
 * @param declared what the program of this run declares
 */
export function userDestination(declared: DeclaredObjects): Lifecycle<Inputs, State> {
  /** A change of the bucket would take the assignment along that another resource has taken over. */
  function assertNotTakenOver(oldState: State, { destination }: Inputs): void {
    if (destination !== oldState.destination && declared.has(naturalKey(oldState))) {
      throw new AlreadyDeclaredError(
        `${describe(oldState)} is declared by another resource by now, so it does not become "${destination}": give this ` +
          `resource another name in the program, then the new one is assigned and the former left to the other resource.`,
      );
    }
  }

  return {
    check: (oldInputs, newInputs) =>
      declared.remember(checkUserDestination(oldInputs, newInputs), naturalKey),
    diff: difference,

    async create(service, inputs) {
      const entry = await assign(service, inputs, { adopt: inputs.adopt === true || service.adoptExisting });
      return { id: entry.id, state: stateFrom(inputs, entry, service.connection) };
    },

    async read(service, id, state) {
      const entry = findOwn(await service.userDirectory.item(state.userId), id, state);
      if (entry === undefined) {
        assertGone(service, describe(state), state.connection);
        return undefined;
      }
      const found = stateFrom(state, entry, state.connection);
      return { id: entry.id, state: found, inputs: inputsFrom(found) };
    },

    async update(service, id, oldState, inputs) {
      const user = await service.userDirectory.item(oldState.userId);
      const entry = findOwn(user, id, oldState);
      if (entry !== undefined) {
        assertNotTakenOver(oldState, inputs);
        return stateFrom(inputs, await change(service, inputs, entry), service.connection);
      }
      assertGone(service, describe(oldState), oldState.connection);
      if (!isUnconfirmed(id) || user === undefined) {
        throw new MissingObjectError(
          `${describe(oldState)} is gone: run "pulumi refresh", then "pulumi up" to assign it again.`,
        );
      }
      return stateFrom(inputs, await add(service, inputs, user), service.connection);
    },

    async delete(service, id, state) {
      if (declared.has(naturalKey(state))) {
        service.log.warning(`${describe(state)} stays: the program declares it by another resource.`);
        return;
      }
      const entry = findOwn(await service.userDirectory.item(state.userId), id, state);
      if (entry === undefined) {
        assertGone(service, describe(state), state.connection);
        return;
      }
      await remove(service, state, entry);
    },
  };
}
