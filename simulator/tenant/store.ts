import type { Behaviour } from "../options/behaviour.js";
import { findById, remove, sameId } from "./identity.js";
import type { AccountState, ComputerDataState, TenantState, UserState } from "./state.js";

/** What the service knows, and when things happened that the reads show with a delay. */
export class Store {
  readonly #createdAt = new WeakMap<object, number>();
  readonly #purgedAt = new Map<ComputerDataState, number>();
  /** Every pair whose purge was accepted, in order, also of users that are gone. */
  readonly purged: ComputerDataState[] = [];
  readonly #tenant: TenantState;

  constructor(
    tenant: TenantState,
    readonly behaviour: Behaviour,
  ) {
    this.#tenant = tenant;
  }

  /** The state itself, without the computers whose purge is over by now. */
  get tenant(): TenantState {
    const { purgedPairsVanishAfterMilliseconds: delay } = this.behaviour;
    if (delay !== null) {
      for (const [pair, at] of this.#purgedAt) {
        if (Date.now() - at < delay) continue;
        remove(this.#tenant.computers, pair);
        this.#purgedAt.delete(pair);
      }
    }
    return this.#tenant;
  }

  /** Puts another state in the place of the present one. */
  replace(tenant: TenantState): void {
    Object.assign(this.#tenant, tenant);
    this.#purgedAt.clear();
  }

  user(id: string): UserState | undefined {
    return findById(this.#tenant.users, id, (user) => user.ID);
  }

  userByLogin(login: string): UserState | undefined {
    return this.#tenant.users.find((user) => sameId(user.Email, login));
  }

  account(id: string): AccountState | undefined {
    return findById(this.#tenant.accounts, id, (account) => account.AccountID);
  }

  computersOf(userId: string): readonly ComputerDataState[] {
    return this.tenant.computers.filter((pair) => sameId(pair.UserID, userId));
  }

  /** Accepts the purge of these pairs; a repeated one changes nothing. */
  purge(pairs: readonly ComputerDataState[]): void {
    for (const pair of pairs) {
      this.purged.push({ ...pair });
      for (const held of this.#tenant.computers) {
        if (samePair(held, pair) && !this.#purgedAt.has(held)) this.#purgedAt.set(held, Date.now());
      }
    }
  }

  /** Notes that an object was made by a call, so that reads may hide it for a while. */
  created(item: object): void {
    this.#createdAt.set(item, Date.now());
  }

  /** The items that reads show by now. */
  visible<Item extends object>(items: readonly Item[]): Item[] {
    const delay = this.behaviour.newObjectsAppearAfterMilliseconds;
    return items.filter((item) => Date.now() - (this.#createdAt.get(item) ?? 0) >= delay);
  }
}

/** Whether two pairs name the same data: ids without regard to case, computer names to the byte. */
export function samePair(one: ComputerDataState, other: ComputerDataState): boolean {
  return (
    one.ComputerName === other.ComputerName &&
    sameId(one.DestinationId, other.DestinationId) &&
    sameId(one.UserID, other.UserID)
  );
}
