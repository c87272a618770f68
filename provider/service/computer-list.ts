import type { ComputerDataPair, Computers } from "../endpoints/computers.js";
import type { User } from "../endpoints/users.js";
import { NoAnswerError } from "../errors.js";
import { NotFoundError } from "../http/errors.js";
import type { Clock } from "../http/clock.js";
import { Directory } from "./directory.js";

/** The stored backup data of one user, as the service lists it. */
export interface ComputerList {
  readonly userId: string;
  readonly pairs: readonly ComputerDataPair[];
}

/**
 * Lists of computers by user. An item is absent when the user is gone. The service may say that in several ways (an empty
 * list, null, 404), so all of them are checked against the users: data of a deleted user can still be stored, and a list
 * that no longer tells of it must not pass for the proof that it is gone.
 */
export function computerDirectory(
  computers: Computers,
  users: Directory<User>,
  clock: Clock,
): Directory<ComputerList> {
  async function one(userId: string): Promise<ComputerList | undefined> {
    let pairs: readonly ComputerDataPair[] | undefined;
    let notFound: NotFoundError | undefined;
    try {
      pairs = await computers.list(userId);
    } catch (error) {
      if (!(error instanceof NotFoundError)) {
        throw error;
      }
      notFound = error;
    }
    if (pairs !== undefined && pairs.length > 0) {
      return { userId, pairs };
    }
    if ((await users.item(userId, clock.now())) === undefined) {
      return undefined;
    }
    if (pairs === undefined) {
      throw notFound ?? new NoAnswerError(`list the computers of user "${userId}"`);
    }
    return { userId, pairs };
  }
  return new Directory(
    {
      one,
      idOf: ({ userId }) => userId,
      // Orders to purge were gathered before they look.
      gathers: false,
    },
    clock,
  );
}
