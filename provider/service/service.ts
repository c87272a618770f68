import { Accounts, type Account } from "../endpoints/accounts.js";
import { Computers } from "../endpoints/computers.js";
import { Destinations } from "../endpoints/destinations.js";
import { Users, type User } from "../endpoints/users.js";
import type { MbsClient } from "../http/client.js";
import { NotFoundError } from "../http/errors.js";
import { sameId } from "../identity.js";
import { NoAnswerError } from "../errors.js";
import { Claims } from "./claims.js";
import { machineClock, type Clock } from "../http/clock.js";
import type { Log } from "./log.js";
import { computerDirectory, type ComputerList } from "./computer-list.js";
import { Directory } from "./directory.js";
import { Purges } from "./purges.js";

/** What a service is made of. */
export interface ServiceParts {
  readonly client: MbsClient;
  readonly settings: {
    readonly login: string;
    readonly apiUrl: string;
    readonly adoptExisting: boolean;
    readonly maxConcurrency: number;
  };
  readonly log: Log;
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
  readonly log: Log;
  readonly clock: Clock;
  /** Whether a resource takes over what exists already when its own `adopt` says nothing. */
  readonly adoptExisting: boolean;
  /** How many requests may be under way at once. */
  readonly maxConcurrency: number;
  /** Which login at which address; stored with each object, so that another MBS account is noticed. */
  readonly connection: string;

  /** What resources of this run have made or taken over. */
  readonly claims = new Claims();

  constructor({ client, settings, log, clock = machineClock }: ServiceParts) {
    const users = new Users(client);
    this.accounts = new Accounts(client);
    this.destinations = new Destinations(client);
    const computers = new Computers(client);
    this.log = log;
    this.clock = clock;
    this.adoptExisting = settings.adoptExisting;
    this.maxConcurrency = settings.maxConcurrency;
    this.connection = `${settings.login} at ${settings.apiUrl}`;
    this.accountDirectory = new Directory(
      {
        one: (id) =>
          orAbsent(
            () => this.accounts.read(id),
            async (notFound) => {
              // The list is not known to carry the destinations, so it can only tell that the account is gone.
              if ((await this.accounts.list()).some(({ accountId }) => sameId(accountId, id))) {
                throw notFound ?? new NoAnswerError(`read storage account "${id}"`);
              }
              return undefined;
            },
          ),
        idOf: ({ accountId }) => accountId,
        gathers: true,
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
        list: { all: () => users.list(), from: 2 },
        idOf: ({ userId }) => userId,
        gathers: true,
      },
      clock,
    );
    this.computerDirectory = computerDirectory(computers, this.userDirectory, clock);
    this.purges = new Purges(computers, this.computerDirectory, clock);
  }
}

/**
 * Neither a 404 nor an empty reply proves that an object is gone: a wrong address and a fault answer the same. The list
 * does, because it only answers at the right address.
 */
async function orAbsent<Item>(
  read: () => Promise<Item | undefined>,
  askList: (notFound: NotFoundError | undefined) => Promise<Item | undefined>,
): Promise<Item | undefined> {
  let notFound: NotFoundError | undefined;
  try {
    const item = await read();
    if (item !== undefined) {
      return item;
    }
  } catch (error) {
    if (!(error instanceof NotFoundError)) {
      throw error;
    }
    notFound = error;
  }
  return askList(notFound);
}
