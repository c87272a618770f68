import type { Account, AccountDestinationEntry, DestinationFields } from "../endpoints/accounts.js";
import { AlreadyExistsError, DestinationInUseError, MissingObjectError } from "../errors.js";
import type { Moment } from "../http/clock.js";
import { sameId } from "../identity.js";
import { createdOr, seenOr } from "../lifecycle/outcome.js";
import { unlessOvertaken } from "../lifecycle/overtaken.js";
import { removeObject } from "../lifecycle/removal.js";
import type { Service } from "../service/service.js";
import { alone, settle, type Turns } from "../service/settled-write.js";
import {
  describe,
  findByBucket,
  findById,
  holdersOf,
  nameHolders,
  naturalKey,
  unconfirmedId,
  type DestinationKey,
} from "./model.js";

/**
 * Registers a bucket that no other resource of this run registers, or takes over one that is registered already.
 * @throws AlreadyExistsError when it is registered and is not to be taken over.
 * @throws MissingObjectError when the service does not know the storage account.
 * @throws IncompleteError when it may be registered but was not seen.
 */
export function register(
  service: Service,
  fields: DestinationFields,
  { adopt, turns = alone }: { readonly adopt: boolean; readonly turns?: Turns },
): Promise<AccountDestinationEntry> {
  return service.claims.during(naturalKey(fields), describe(fields), async () => {
    const account = await service.accountDirectory.item(fields.accountId);
    if (account === undefined) {
      throw new MissingObjectError(
        `Storage account "${fields.accountId}" does not exist: check accountId against the accounts in the web console.`,
      );
    }
    const existing = findByBucket(account, fields.destination);
    if (existing === undefined) {
      return unlessOvertaken(
        describe(fields),
        () => add(service, fields, turns),
        async () => (await lookUp(service, fields, service.clock.now())) !== undefined,
      );
    }
    if (!adopt) {
      throw new AlreadyExistsError(describe(fields));
    }
    return rename(service, fields, existing, turns);
  });
}

async function lookUp({ accountDirectory }: Service, { accountId, destination }: DestinationKey, at: Moment) {
  return findByBucket(await accountDirectory.item(accountId, at), destination);
}

/**
 * Registers a bucket that is not registered.
 * @throws IncompleteError when it may be registered but was not seen.
 */
export async function add(
  service: Service,
  fields: DestinationFields,
  turns: Turns = alone,
): Promise<AccountDestinationEntry> {
  const outcome = await settle(
    {
      repeatable: false,
      send: () =>
        service.accountDirectory.write(
          fields.accountId,
          () => service.accounts.addDestination(fields),
          (entry) => (entry === undefined ? undefined : (account) => withEntry(account, entry)),
        ),
      proof: (entry) => entry,
      look: (moment) => lookUp(service, fields, moment),
    },
    service.clock,
    turns,
  );
  const { accountId, destination, displayName } = fields;
  return createdOr(outcome, describe(fields), {
    id: unconfirmedId(fields),
    state: { accountId, destination, displayName, connection: service.connection },
  });
}

/** Brings the display name to the declared one; an entry that has it is left alone. */
export async function rename(
  service: Service,
  fields: DestinationFields,
  before: AccountDestinationEntry,
  turns: Turns = alone,
): Promise<AccountDestinationEntry> {
  const { destinationId } = before;
  if (before.displayName === fields.displayName) {
    return before;
  }
  let latest = before;
  const outcome = await settle(
    {
      repeatable: true,
      send: () =>
        service.accountDirectory.write(
          fields.accountId,
          () => service.accounts.editDestination(destinationId, fields),
          () => (account) => withEntry(account, { ...before, displayName: fields.displayName }),
        ),
      proof: () => undefined,
      look: async (moment) => {
        latest = (await lookUp(service, fields, moment)) ?? latest;
        // The service may keep another form of the name: that it changed is proof enough.
        return latest.displayName === before.displayName ? undefined : latest;
      },
    },
    service.clock,
    turns,
  );
  return seenOr(outcome, () => latest);
}

/**
 * Looks who holds a destination that is to be removed: the service forbids it then.
 * @throws DestinationInUseError naming the users that still hold it.
 */
export async function assertUnused({ userDirectory }: Service, key: DestinationKey): Promise<void> {
  const holders = holdersOf(key, await userDirectory.everything());
  if (holders.length > 0) {
    throw new DestinationInUseError(
      `${describe(key)} is still assigned to ${nameHolders(holders)}: take it from them first; nothing was removed. ` +
        `(A UserDestination that takes accountId and destination from an AccountDestination is removed before it.)`,
    );
  }
}

/** Removes a registration; one that is gone already counts as removed. Nobody may hold the destination. */
export async function remove(
  service: Service,
  { accountId, destination, displayName = destination, destinationId }: AccountDestinationEntry,
  turns: Turns = alone,
): Promise<void> {
  await removeObject(
    service,
    {
      send: () =>
        service.accountDirectory.write(
          accountId,
          () => service.accounts.removeDestination(destinationId, { accountId, destination, displayName }),
          () => (account) => withoutEntry(account, destinationId),
        ),
      isGone: async (moment) => {
        const account = await service.accountDirectory.item(accountId, moment);
        return findById(account, destinationId) === undefined;
      },
    },
    turns,
  );
}

/** Says that the service keeps another display name than the declared one. */
export function warnOfOtherName(
  { log }: Service,
  fields: DestinationKey & { readonly displayName: string; readonly declaredDisplayName?: string },
): void {
  if (fields.declaredDisplayName !== undefined) {
    log.warning(
      `${describe(fields)}: the service keeps the display name "${fields.displayName}" where ` +
        `"${fields.declaredDisplayName}" is declared.`,
    );
  }
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
