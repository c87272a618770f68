import {
  distinctPairs,
  hasEntry,
  resolveSelection,
  samePair,
  sameSelection,
  selects,
  type ComputerSelection,
  type SelectedComputer,
} from "../../computer-data/selection.js";
import type { ComputerDataPair } from "../../endpoints/computers.js";
import type { Difference, Properties } from "../../lifecycle/lifecycle.js";
import { containsUnknown, isUnknown } from "../../lifecycle/unknowns.js";
import { sameId } from "../../identity.js";
import type { UserComputerDataInputs } from "./inputs.js";

/** What the state keeps of a `UserComputerData`. */
export interface UserComputerDataState {
  readonly userId: string;
  readonly computers: ComputerSelection;
  readonly onDelete: "purge" | "retain";
  /** The stored data that the selection meant when the service was last looked at. */
  readonly pairs: readonly ComputerDataPair[];
  /** Login and address with which the resource was last written. */
  readonly connection: string;
}

/** Another user is another resource; selection and `onDelete` change in place; `pairs` is no change. */
export function difference(state: UserComputerDataState, news: Properties): Difference {
  const otherUser = isUnknown(news.userId) || !sameId(String(news.userId), state.userId);
  const changes =
    otherUser ||
    containsUnknown(news.computers) ||
    news.onDelete !== state.onDelete ||
    !sameSelection(news.computers as ComputerSelection, state.computers);
  return { changes, replaces: otherUser ? ["userId"] : [] };
}

/** Whether a selected computer is known from the state: as selected data, or as an entry of the former selection. */
export function isKnownFrom(state: UserComputerDataState): (computer: SelectedComputer) => boolean {
  return (computer) =>
    state.pairs.some((pair) => selects([computer], pair)) || hasEntry(state.computers, computer);
}

/** The inputs that stand for a state; the pairs are for the eyes of who reads a preview. */
export function inputsFrom({
  userId,
  computers,
  onDelete,
  pairs,
}: UserComputerDataState): UserComputerDataInputs {
  return { userId, computers, onDelete, pairs };
}

/** What a removal does with each pair. */
export interface RemovalPlan {
  /** To be purged. */
  readonly purge: readonly ComputerDataPair[];
  /** Left alone, because the program of this run declares it. */
  readonly spare: readonly ComputerDataPair[];
}

/**
 * What to purge when the resource is removed: the selection as the service lists it now, because what is gone needs no
 * purge; the pairs known from the state when the service no longer knows the user, because its data may still be there.
 */
export function planRemoval(
  state: UserComputerDataState,
  listed: readonly ComputerDataPair[] | undefined,
  isDeclared: (pair: ComputerDataPair) => boolean,
): RemovalPlan {
  const meant = listed === undefined ? distinctPairs(state.pairs) : resolveSelection(state.computers, listed);
  return { purge: meant.filter((pair) => !isDeclared(pair)), spare: meant.filter(isDeclared) };
}

/** Whether two lists hold the same pairs. */
export function samePairs(one: readonly ComputerDataPair[], other: readonly ComputerDataPair[]): boolean {
  return (
    one.length === other.length && one.every((pair) => other.some((candidate) => samePair(pair, candidate)))
  );
}
