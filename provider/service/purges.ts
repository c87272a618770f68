import type { ComputerDataPair, Computers } from "../endpoints/computers.js";
import { ServiceCallError } from "../http/errors.js";
import { distinctPairs, pairKey } from "../computer-data/selection.js";
import type { Clock } from "../http/clock.js";
import type { ComputerList } from "./computer-list.js";
import type { Directory } from "./directory.js";
import { Gathering } from "./gathering.js";

/** How often a purge whose answer was lost is ordered at most. */
const sendings = 3;

/** Chooses what to purge from what the service lists now; `undefined` when the service no longer knows the user. */
export type Choice = (listed: readonly ComputerDataPair[] | undefined) => readonly ComputerDataPair[];

interface Order {
  readonly choose: Choice;
  readonly resolve: (pairs: readonly ComputerDataPair[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** The orders for one user. */
interface Queue {
  orders: Order[];
  working: boolean;
  readonly gathering: Gathering;
}

/** Purges of stored data. Orders for one user that come together become one look and one request. */
export class Purges {
  private readonly queues = new Map<string, Queue>();

  constructor(
    private readonly computers: Computers,
    private readonly directory: Directory<ComputerList>,
    private readonly clock: Clock,
  ) {}

  /**
   * Looks at what the service lists, lets `choose` pick from it, and orders the purge of what was picked.
   * @returns the pairs whose purge was ordered; none: nothing was sent.
   * @throws ServiceCallError when the list or the order failed. On a failed list nothing is ordered.
   */
  order(userId: string, choose: Choice): Promise<readonly ComputerDataPair[]> {
    return new Promise((resolve, reject) => {
      const queue = this.queueOf(userId);
      queue.orders.push({ choose, resolve, reject });
      queue.gathering.join();
      if (!queue.working) {
        queue.working = true;
        void this.work(userId, queue);
      }
    });
  }

  private queueOf(userId: string): Queue {
    const existing = this.queues.get(userId.toLowerCase());
    if (existing !== undefined) {
      return existing;
    }
    const queue = { orders: [], working: false, gathering: new Gathering(this.clock) };
    this.queues.set(userId.toLowerCase(), queue);
    return queue;
  }

  private async work(userId: string, queue: Queue): Promise<void> {
    while (queue.orders.length > 0) {
      await queue.gathering.complete(() => queue.orders.length);
      const { orders } = queue;
      queue.orders = [];
      await this.carryOut(userId, orders);
    }
    queue.working = false;
  }

  private async carryOut(userId: string, orders: readonly Order[]): Promise<void> {
    try {
      const listed = (await this.directory.item(userId, this.clock.now()))?.pairs;
      const chosen = orders.flatMap((order) => chooseFor(order, listed));
      await this.send(userId, distinctPairs(chosen.flatMap(({ pairs }) => pairs)));
      for (const { order, pairs } of chosen) {
        order.resolve(pairs);
      }
    } catch (error) {
      for (const { reject } of orders) {
        reject(error);
      }
    }
  }

  /** A purge may be ordered twice without harm, so a lost answer is followed by a second order of what is still there. */
  private async send(userId: string, chosen: readonly ComputerDataPair[]): Promise<void> {
    let remaining = chosen;
    for (let sending = 1; ; sending += 1) {
      const [first, ...others] = remaining;
      if (first === undefined) {
        return;
      }
      try {
        await this.computers.purge(userId, [first, ...others]);
        return;
      } catch (error) {
        if (!(error instanceof ServiceCallError) || error.effect === "none" || sending === sendings) {
          throw error;
        }
        remaining = await this.stillListed(userId, remaining, error);
      }
    }
  }

  /** What is left to order after a lost answer; when that cannot be seen, the lost answer is what has to be told. */
  private async stillListed(userId: string, ordered: readonly ComputerDataPair[], loss: ServiceCallError) {
    try {
      const listed = (await this.directory.item(userId, this.clock.now()))?.pairs;
      if (listed === undefined) {
        return ordered;
      }
      const left = new Set(listed.map(pairKey));
      return ordered.filter((pair) => left.has(pairKey(pair)));
    } catch (error) {
      throw error instanceof ServiceCallError ? loss : error;
    }
  }
}

/** What an order wants purged. One that wants nothing is done; one that refuses to choose fails alone. */
function chooseFor(order: Order, listed: readonly ComputerDataPair[] | undefined) {
  try {
    const pairs = distinctPairs(order.choose(listed));
    if (pairs.length === 0) {
      order.resolve(pairs);
    }
    return [{ order, pairs }];
  } catch (error) {
    order.reject(error);
    return [];
  }
}
