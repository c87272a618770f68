import type { ComputerDataPair, Computers } from "../endpoints/computers.js";
import { ServiceCallError } from "../http/errors.js";
import { distinctPairs, samePair, selects, type ComputerSelection } from "../computer-data/selection.js";
import type { Clock } from "./clock.js";
import type { ComputerList } from "./computer-list.js";
import type { Directory } from "./directory.js";

/** How long an order to purge waits for others for the same user. */
const gatheringTime = 50;
/** How often a purge whose answer was lost is ordered at most. */
const sendings = 3;

/** Chooses what to purge from what the service lists now; `undefined` when the service no longer knows the user. */
export type Choice = (listed: readonly ComputerDataPair[] | undefined) => readonly ComputerDataPair[];

interface Order {
  readonly choose: Choice;
  resolve(pairs: readonly ComputerDataPair[]): void;
  reject(reason: unknown): void;
}

/** Purges of stored data. Orders for one user that come together become one look and one request. */
export class Purges {
  private readonly waiting = new Map<string, Order[]>();
  private readonly declared: { userId: string; computers: ComputerSelection }[] = [];

  constructor(
    private readonly computers: Computers,
    private readonly directory: Directory<ComputerList>,
    private readonly clock: Clock,
  ) {}

  /**
   * Remembers that a resource made or changed in this run selects this data: a removal in the same run belongs to a
   * replacement or to a resource that moved, and must not purge it.
   */
  declare(userId: string, computers: ComputerSelection): void {
    this.declared.push({ userId: userId.toLowerCase(), computers });
  }

  /** Whether a resource made or changed in this run selects the pair. */
  isDeclared(userId: string, pair: ComputerDataPair): boolean {
    return this.declared.some(
      (declaration) => declaration.userId === userId.toLowerCase() && selects(declaration.computers, pair),
    );
  }

  /**
   * Looks at what the service lists, lets `choose` pick from it, and orders the purge of what was picked.
   * @returns the pairs whose purge was ordered; none: nothing was sent.
   * @throws ServiceCallError when the list or the order failed. On a failed list nothing is ordered.
   */
  order(userId: string, choose: Choice): Promise<readonly ComputerDataPair[]> {
    return new Promise((resolve, reject) => {
      const order = { choose, resolve, reject };
      const waiting = this.waiting.get(userId.toLowerCase());
      if (waiting !== undefined) {
        waiting.push(order);
        return;
      }
      this.waiting.set(userId.toLowerCase(), [order]);
      void this.carryOut(userId);
    });
  }

  private async carryOut(userId: string): Promise<void> {
    await this.clock.sleep(gatheringTime);
    const orders = this.waiting.get(userId.toLowerCase()) ?? [];
    this.waiting.delete(userId.toLowerCase());
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
        const listed = (await this.directory.item(userId, this.clock.now()))?.pairs;
        remaining =
          listed === undefined
            ? remaining
            : remaining.filter((pair) => listed.some((other) => samePair(pair, other)));
      }
    }
  }
}

/** What an order wants purged; one that refuses to choose fails alone. */
function chooseFor(order: Order, listed: readonly ComputerDataPair[] | undefined) {
  try {
    return [{ order, pairs: distinctPairs(order.choose(listed)) }];
  } catch (error) {
    order.reject(error);
    return [];
  }
}
