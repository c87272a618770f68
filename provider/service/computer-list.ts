import type { ComputerDataPair, Computers } from "../endpoints/computers.js";
import type { User } from "../endpoints/users.js";
import { NotFoundError } from "../http/errors.js";
import type { Clock } from "./clock.js";
import { Directory } from "./directory.js";

/** The stored backup data of one user, as the service lists it. */
export interface ComputerList {
  readonly userId: string;
  readonly pairs: readonly ComputerDataPair[];
}

/**
 * Lists of computers by user. An item is absent when the user is gone, which the service says in several ways; each is
 * checked against the users themselves, because no list at all must not pass for an empty one.
 */
export function computerDirectory(
  computers: Computers,
  users: Directory<User>,
  clock: Clock,
): Directory<ComputerList> {
  async function one(userId: string): Promise<ComputerList | undefined> {
    let pairs: ComputerDataPair[] | undefined;
    try {
      pairs = await computers.list(userId);
    } catch (error) {
      if (error instanceof NotFoundError && (await users.item(userId, clock.now())) === undefined) {
        return undefined;
      }
      throw error;
    }
    if (pairs === undefined) {
      return (await users.item(userId, clock.now())) === undefined ? undefined : { userId, pairs: [] };
    }
    return { userId, pairs };
  }
  return new Directory(
    {
      one,
      all: () => Promise.reject(new Error("There is no list of all computers.")),
      idOf: ({ userId }) => userId,
      listFrom: Infinity,
    },
    clock,
  );
}
