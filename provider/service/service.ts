import type { Settings } from "../host/configuration.js";
import type { EngineLog } from "../host/engine-log.js";
import { Accounts, type Account } from "../endpoints/accounts.js";
import { Computers } from "../endpoints/computers.js";
import { Destinations } from "../endpoints/destinations.js";
import { Users, type User } from "../endpoints/users.js";
import type { MbsClient } from "../http/client.js";
import { NotFoundError } from "../http/errors.js";
import { sameId } from "../identity.js";
import { AlreadyDeclaredError } from "../lifecycle/errors.js";
import { machineClock, type Clock } from "./clock.js";
import { computerDirectory, type ComputerList } from "./computer-list.js";
import { Directory } from "./directory.js";
import { Purges } from "./purges.js";

/** What a service is made of. */
export interface ServiceParts {
  readonly client: MbsClient;
  readonly settings: Pick<Settings, "login" | "apiUrl" | "adoptExisting">;
  readonly log: EngineLog;
  readonly clock?: Clock;
}

/** One MBS account as all resources of a run share it: one login, one picture of the service, one queue of purges. */
export class Service {
  readonly accounts: Accounts;
  readonly destinations: Destinations;
  /** Storage accounts as this run knows them. */
  readonly accountDirectory: Directory<Account>;
  /** Users as this run knows them. */
  readonly userDirectory: Directory<User>;
  /** Stored backup data by user, as this run knows it. */
  readonly computerDirectory: Directory<ComputerList>;
  readonly purges: Purges;
  readonly log: EngineLog;
  readonly clock: Clock;
  /** Whether a resource takes over what exists already when its own `adopt` says nothing. */
  readonly adoptExisting: boolean;
  /** Which login at which address; stored with each object, so that another MBS account is noticed. */
  readonly connection: string;

  private readonly claimed = new Set<string>();

  constructor({ client, settings, log, clock = machineClock }: ServiceParts) {
    const users = new Users(client);
    this.accounts = new Accounts(client);
    this.destinations = new Destinations(client);
    const computers = new Computers(client);
    this.log = log;
    this.clock = clock;
    this.adoptExisting = settings.adoptExisting;
    this.connection = `${settings.login} at ${settings.apiUrl}`;
    this.accountDirectory = new Directory(
      {
        one: (id) =>
          orAbsent(
            () => this.accounts.read(id),
            async () => (await this.accounts.list()).find(({ accountId }) => sameId(accountId, id)),
          ),
        all: () => this.accounts.list(),
        idOf: ({ accountId }) => accountId,
        // The list is not known to carry the destinations of every account.
        listFrom: Infinity,
      },
      clock,
    );
    this.userDirectory = new Directory(
      {
        one: (id) =>
          orAbsent(
            () => users.read(id),
            async () => (await users.list()).find(({ userId }) => sameId(userId, id)),
          ),
        all: () => users.list(),
        idOf: ({ userId }) => userId,
        listFrom: 2,
      },
      clock,
    );
    this.computerDirectory = computerDirectory(computers, this.userDirectory, clock);
    this.purges = new Purges(computers, this.computerDirectory, clock);
  }

  /**
   * Runs the creation of an object that only one resource of a run may create: two declarations of one and the same
   * object would otherwise both look, see nothing, and create it twice.
   * @param key what makes the object unique
   * @param what the object, as the subject of a sentence
   */
  async claim<Result>(key: string, what: string, create: () => Promise<Result>): Promise<Result> {
    if (this.claimed.has(key)) {
      throw new AlreadyDeclaredError(
        `${what} is declared by two resources of this program: remove one of them.`,
      );
    }
    this.claimed.add(key);
    try {
      return await create();
    } catch (error) {
      this.claimed.delete(key);
      throw error;
    }
  }
}

/**
 * A 404 does not prove that an object is gone: a wrong address answers the same. The list does, because it only answers
 * at the right address.
 */
async function orAbsent<Item>(
  read: () => Promise<Item | undefined>,
  fromList: () => Promise<Item | undefined>,
): Promise<Item | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotFoundError) {
      return fromList();
    }
    throw error;
  }
}
