import type { Assignment } from "../../endpoints/destinations.js";
import type { User } from "../../endpoints/users.js";
import type { DeclaredObjects } from "../../lifecycle/declared-objects.js";
import type { Lifecycle } from "../../lifecycle/lifecycle.js";
import { sameId } from "../../identity.js";
import { assertGone } from "../../lifecycle/absence.js";
import { AlreadyExistsError, MissingObjectError, NotAppliedError } from "../../errors.js";
import { createdOr, seenOr } from "../../lifecycle/outcome.js";
import { unlessOvertaken } from "../../lifecycle/overtaken.js";
import { removeObject } from "../../lifecycle/removal.js";
import type { Service } from "../../service/service.js";
import { settle } from "../../service/settled-write.js";
import { checkUserDestination, type UserDestinationInputs as Inputs } from "./inputs.js";
import {
  describe,
  difference,
  findByBucket,
  findOwn,
  inputsFrom,
  isAsDeclared,
  isUnconfirmed,
  naturalKey,
  newest,
  stateFrom,
  unconfirmedId,
  type UserDestinationState as State,
} from "./model.js";

/**
 * A destination assigned to a user (docs/mbs-api.md, "Destinations of a user").
 * @param declared what the program of this run declares
 */
export function userDestination(declared: DeclaredObjects): Lifecycle<Inputs, State> {
  return {
    check: (oldInputs, newInputs) =>
      declared.remember(checkUserDestination(oldInputs, newInputs), naturalKey),
    diff: difference,

    create: (service, inputs) =>
      service.claims.during(naturalKey(inputs), describe(inputs), async () => {
        const user = await service.userDirectory.item(inputs.userId);
        if (user === undefined) {
          throw new MissingObjectError(
            `User "${inputs.userId}" does not exist: check userId against the users in the web console.`,
          );
        }
        const existing = findByBucket(user, inputs)[0];
        if (existing !== undefined && inputs.adopt !== true && !service.adoptExisting) {
          throw new AlreadyExistsError(describe(inputs));
        }
        const entry =
          existing === undefined
            ? await unlessOvertaken(
                describe(inputs),
                () => add(service, inputs, user),
                async () => findByBucket(await lookUp(service, inputs), inputs).length > 0,
              )
            : await change(service, inputs, existing);
        return { id: entry.id, state: stateFrom(inputs, entry, service.connection) };
      }),

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
      await remove(service, state, entry.id);
    },
  };
}

function lookUp({ userDirectory, clock }: Service, { userId }: Inputs): Promise<User | undefined> {
  return userDirectory.item(userId, clock.now());
}

async function add(service: Service, inputs: Inputs, before: User): Promise<Assignment> {
  const earlier = findByBucket(before, inputs);
  const outcome = await settle(
    {
      repeatable: false,
      send: () =>
        service.userDirectory.write(
          inputs.userId,
          () => service.destinations.add(inputs),
          (user, reply) => (isAssignment(reply) ? withAssignment(user, reply) : user),
        ),
      proof: (reply) => (isAssignment(reply) ? reply : undefined),
      look: async (moment) => {
        const now = findByBucket(await service.userDirectory.item(inputs.userId, moment), inputs);
        return newest(now, earlier);
      },
    },
    service.clock,
  );
  const { userId, accountId, destination, packageId } = inputs;
  return createdOr(outcome, describe(inputs), {
    id: unconfirmedId(inputs),
    state: { userId, accountId, destination, packageId, connection: service.connection } satisfies State,
  });
}

/** Brings bucket and package to the declared ones; an assignment that has them is left alone. */
async function change(service: Service, inputs: Inputs, before: Assignment): Promise<Assignment> {
  if (isAsDeclared(before, inputs)) {
    return before;
  }
  const outcome = await settle(
    {
      repeatable: true,
      send: () =>
        service.userDirectory.write(
          inputs.userId,
          () => service.destinations.edit(before.id, inputs),
          (user) =>
            withAssignment(user, { ...before, destination: inputs.destination, packageId: inputs.packageId }),
        ),
      proof: () => undefined,
      look: async (moment) => {
        const user = await service.userDirectory.item(inputs.userId, moment);
        const now = user?.destinations.find(({ id }) => sameId(id, before.id));
        return now !== undefined && isAsDeclared(now, inputs) ? now : undefined;
      },
    },
    service.clock,
  );
  return seenOr(outcome, () => {
    throw new NotAppliedError(
      `${describe(inputs)}: the service accepted the change but does not show it. Run "pulumi refresh" to see what it ` +
        `has, then "pulumi up" to change it again.`,
    );
  });
}

async function remove(service: Service, state: State, id: string): Promise<void> {
  await removeObject(service, {
    send: () =>
      service.userDirectory.write(
        state.userId,
        () => service.destinations.remove(id, state),
        (user) => withoutAssignment(user, id),
      ),
    isGone: async (moment) => {
      const user = await service.userDirectory.item(state.userId, moment);
      return user?.destinations.some((entry) => sameId(entry.id, id)) !== true;
    },
  });
}

function isAssignment(reply: Assignment | { readonly id: string } | undefined): reply is Assignment {
  return reply !== undefined && "destination" in reply;
}

function withAssignment(user: User, entry: Assignment): User {
  return { ...user, destinations: [...withoutAssignment(user, entry.id).destinations, entry] };
}

function withoutAssignment(user: User, id: string): User {
  return { ...user, destinations: user.destinations.filter((other) => !sameId(other.id, id)) };
}
