import type { Budget } from "./budget.js";
import type { Clock } from "./clock.js";

/** A token as the service issued it. */
export interface IssuedToken {
  readonly value: string;
  /** Seconds from the login on; never below 0. */
  readonly lifetimeSeconds: number;
}

/** Logs in; rejects with an error for the user. */
export type Login = (budget: Budget) => Promise<IssuedToken>;

const earlyMilliseconds = 5 * 60_000;
const usedShare = 0.8;

/** Keeps the token in memory, renews it in good time, and has one login under way at most. */
export class TokenKeeper {
  readonly #login: Login;
  readonly #clock: Clock;
  #current: { readonly value: string; readonly renewAt: number } | undefined;
  #underWay: Promise<string> | undefined;

  constructor(login: Login, clock: Clock) {
    this.#login = login;
    this.#clock = clock;
  }

  /** A token that is good for now; logs in when there is none. Callers at the same time share one login. */
  async get(budget: Budget): Promise<string> {
    if (this.#current !== undefined && this.#clock.now() < this.#current.renewAt) {
      return this.#current.value;
    }
    this.#underWay ??= this.#renew(budget).finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** Forgets a token that the service refused, unless a newer one has taken its place. */
  drop(value: string): void {
    if (this.#current?.value === value) {
      this.#current = undefined;
    }
  }

  async #renew(budget: Budget): Promise<string> {
    const begun = this.#clock.now();
    const issued = await this.#login(budget);
    const lifetime = issued.lifetimeSeconds * 1000;
    // Five minutes before the end, or at 80 % of a life too short for that.
    this.#current = {
      value: issued.value,
      renewAt: begun + Math.max(lifetime - earlyMilliseconds, lifetime * usedShare),
    };
    return issued.value;
  }
}
