import type { Account, AccountDestinationEntry } from "../../endpoints/accounts.js";
import type { DeclaredObjects } from "../../lifecycle/declared-objects.js";
import type { Lifecycle } from "../../lifecycle/lifecycle.js";
import { sameId } from "../../identity.js";
import { assertGone } from "../../lifecycle/absence.js";
import { AlreadyExistsError, DestinationInUseError, MissingObjectError } from "../../errors.js";
import { createdOr, seenOr } from "../../lifecycle/outcome.js";
import { unlessOvertaken } from "../../lifecycle/overtaken.js";
import { removeObject } from "../../lifecycle/removal.js";
import type { Moment } from "../../http/clock.js";
import type { Service } from "../../service/service.js";
import { settle } from "../../service/settled-write.js";
import { checkAccountDestination, type AccountDestinationInputs as Inputs } from "./inputs.js";
import {
  describe,
  difference,
  findByBucket,
  findOwn,
  holdersOf,
  inputsFrom,
  nameHolders,
  naturalKey,
  stateFrom,
  stateFromRead,
  unconfirmedId,
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

    create: (service, inputs) =>
      service.claims.during(naturalKey(inputs), describe(inputs), async () => {
        const account = await service.accountDirectory.item(inputs.accountId);
        if (account === undefined) {
          throw new MissingObjectError(
            `Storage account "${inputs.accountId}" does not exist: check accountId against the accounts in the web console.`,
          );
        }
        const existing = findByBucket(account, inputs.destination);
        if (existing !== undefined && inputs.adopt !== true && !service.adoptExisting) {
          throw new AlreadyExistsError(describe(inputs));
        }
        const entry =
          existing === undefined
            ? await unlessOvertaken(
                describe(inputs),
                () => add(service, inputs),
                async () => (await lookUp(service, inputs, service.clock.now())) !== undefined,
              )
            : await rename(service, inputs, existing);
        return { id: entry.destinationId, state: declaredState(service, inputs, entry) };
      }),

    async read(service, _id, state) {
      const entry = findOwn(await service.accountDirectory.item(state.accountId), state);
      if (entry === undefined) {
        assertGone(service, describe(state), state.connection);
        return undefined;
      }
      const found = stateFromRead(state, entry);
      return { id: entry.destinationId, state: found, inputs: inputsFrom(found) };
    },

    async update(service, _id, oldState, inputs) {
      const entry = findOwn(await service.accountDirectory.item(oldState.accountId), oldState);
      if (entry !== undefined) {
        return declaredState(service, inputs, await rename(service, inputs, entry));
      }
      assertGone(service, describe(oldState), oldState.connection);
      if (oldState.destinationId !== undefined) {
        throw new MissingObjectError(
          `${describe(oldState)} is gone: run "pulumi refresh", then "pulumi up" to add it again.`,
        );
      }
      return declaredState(service, inputs, await add(service, inputs));
    },

    async delete(service, _id, state) {
      if (declared.has(naturalKey(state))) {
        service.log.warning(`${describe(state)} stays: the program declares it by another resource.`);
        return;
      }
      const holders = holdersOf(state, await service.userDirectory.everything());
      if (holders.length > 0) {
        throw new DestinationInUseError(
          `${describe(state)} is still assigned to ${nameHolders(holders)}: take it from them first; nothing was removed. ` +
            `(A UserDestination that takes accountId and destination from this resource is removed before it.)`,
        );
      }
      const entry = findOwn(await service.accountDirectory.item(state.accountId), state);
      if (entry === undefined) {
        assertGone(service, describe(state), state.connection);
        return;
      }
      await remove(service, entry);
    },
  };
}

function declaredState(service: Service, inputs: Inputs, entry: AccountDestinationEntry): State {
  const state = stateFrom(inputs, entry, service.connection);
  if (state.declaredDisplayName !== undefined) {
    service.log.warning(
      `${describe(inputs)}: the service keeps the display name "${state.displayName}" where ` +
        `"${state.declaredDisplayName}" is declared.`,
    );
  }
  return state;
}

async function lookUp(service: Service, { accountId, destination }: Inputs, moment: Moment) {
  return findByBucket(await service.accountDirectory.item(accountId, moment), destination);
}

async function add(service: Service, inputs: Inputs): Promise<AccountDestinationEntry> {
  const outcome = await settle(
    {
      repeatable: false,
      send: () =>
        service.accountDirectory.write(
          inputs.accountId,
          () => service.accounts.addDestination(inputs),
          (account, entry) => (entry === undefined ? account : withEntry(account, entry)),
        ),
      proof: (entry) => entry,
      look: (moment) => lookUp(service, inputs, moment),
    },
    service.clock,
  );
  const { accountId, destination, displayName } = inputs;
  return createdOr(outcome, describe(inputs), {
    id: unconfirmedId(inputs),
    state: { accountId, destination, displayName, connection: service.connection } satisfies State,
  });
}

/** Brings the display name to the declared one; an entry that has it is left alone. */
async function rename(
  service: Service,
  inputs: Inputs,
  before: AccountDestinationEntry,
): Promise<AccountDestinationEntry> {
  const { destinationId } = before;
  if (before.displayName === inputs.displayName) {
    return before;
  }
  let latest = before;
  const outcome = await settle(
    {
      repeatable: true,
      send: () =>
        service.accountDirectory.write(
          inputs.accountId,
          () => service.accounts.editDestination(destinationId, inputs),
          (account) => withEntry(account, { ...before, displayName: inputs.displayName }),
        ),
      proof: () => undefined,
      look: async (moment) => {
        latest = (await lookUp(service, inputs, moment)) ?? latest;
        // The service may keep another form of the name: that it changed is proof enough.
        return latest.displayName === before.displayName ? undefined : latest;
      },
    },
    service.clock,
  );
  return seenOr(outcome, () => latest);
}

async function remove(service: Service, entry: AccountDestinationEntry): Promise<void> {
  const { accountId, destination, displayName = destination, destinationId } = entry;
  await removeObject(service, {
    send: () =>
      service.accountDirectory.write(
        accountId,
        () => service.accounts.removeDestination(destinationId, { accountId, destination, displayName }),
        (account) => withoutEntry(account, destinationId),
      ),
    isGone: async (moment) => {
      const account = await service.accountDirectory.item(accountId, moment);
      return account?.destinations.some((other) => sameId(other.destinationId, destinationId)) !== true;
    },
  });
}

function withEntry(account: Account, entry: AccountDestinationEntry): Account {
  return { ...account, destinations: [...withoutEntry(account, entry.destinationId).destinations, entry] };
}

function withoutEntry(account: Account, destinationId: string): Account {
  return {
    ...account,
    destinations: account.destinations.filter((other) => !sameId(other.destinationId, destinationId)),
  };
}
