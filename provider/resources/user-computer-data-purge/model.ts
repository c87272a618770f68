import { isDeepStrictEqual } from "node:util";
import { samePair, sameSelection, type ComputerSelection } from "../../computer-data/selection.js";
import type { ComputerDataPair } from "../../endpoints/computers.js";
import type { Difference, Properties } from "../../lifecycle/lifecycle.js";
import { containsUnknown, isUnknown } from "../../lifecycle/unknowns.js";
import { sameId } from "../../identity.js";
import type { UserComputerDataPurgeInputs } from "./inputs.js";

/** What the state keeps of a `UserComputerDataPurge`. */
export interface UserComputerDataPurgeState {
  readonly userId: string;
  readonly computers: ComputerSelection;
  readonly triggers?: readonly unknown[];
  readonly waitSeconds: number;
  /** The stored data whose purge was ordered. */
  readonly pairs: readonly ComputerDataPair[];
  /** When it was ordered: ISO 8601, UTC. */
  readonly requestedAt: string;
  /** Whether the service has been seen without all of the pairs since. */
  readonly completed: boolean;
}

/** Another user, selection or trigger is another order; `waitSeconds` changes in place. */
export function difference(state: UserComputerDataPurgeState, news: Properties): Difference {
  const replaces = [
    ...(isUnknown(news.userId) || !sameId(String(news.userId), state.userId) ? ["userId"] : []),
    ...(containsUnknown(news.computers) ||
    !sameSelection(news.computers as ComputerSelection, state.computers)
      ? ["computers"]
      : []),
    ...(containsUnknown(news.triggers) || !isDeepStrictEqual(news.triggers ?? [], state.triggers ?? [])
      ? ["triggers"]
      : []),
  ];
  return { changes: replaces.length > 0 || news.waitSeconds !== state.waitSeconds, replaces };
}

/** The ordered pairs that the service still lists. */
export function remaining(
  ordered: readonly ComputerDataPair[],
  listed: readonly ComputerDataPair[],
): ComputerDataPair[] {
  return ordered.filter((pair) => listed.some((other) => samePair(pair, other)));
}

/** The inputs that stand for a state. */
export function inputsFrom(state: UserComputerDataPurgeState): UserComputerDataPurgeInputs {
  const { userId, computers, triggers, waitSeconds } = state;
  return { userId, computers, waitSeconds, ...(triggers === undefined ? {} : { triggers }) };
}
