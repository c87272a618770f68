import type { ComputerDataPair } from "../endpoints/computers.js";
import { sameId } from "../identity.js";

/** One selected computer; without `destinationId` its data in every destination. */
export interface SelectedComputer {
  readonly computerName: string;
  readonly destinationId?: string;
}

/** Which computers' data is meant: all that a user has, or those named. */
export type ComputerSelection = "all" | readonly SelectedComputer[];

/** Whether two pairs are the same stored data. Computer names are compared exactly. */
export function samePair(one: ComputerDataPair, other: ComputerDataPair): boolean {
  return one.computerName === other.computerName && sameId(one.destinationId, other.destinationId);
}

/** Whether the selection means this pair. */
export function selects(selection: ComputerSelection, pair: ComputerDataPair): boolean {
  return (
    selection === "all" ||
    selection.some(
      ({ computerName, destinationId }) =>
        computerName === pair.computerName &&
        (destinationId === undefined || sameId(destinationId, pair.destinationId)),
    )
  );
}

/** {@link selects} for many pairs: the selection is gone through once. */
export function matcherOf(selection: ComputerSelection): (pair: ComputerDataPair) => boolean {
  if (selection === "all") {
    return () => true;
  }
  const whole = new Set<string>();
  const parts = new Set<string>();
  for (const { computerName, destinationId } of selection) {
    if (destinationId === undefined) {
      whole.add(computerName);
    } else {
      parts.add(pairKey({ computerName, destinationId }));
    }
  }
  return (pair) => whole.has(pair.computerName) || parts.has(pairKey(pair));
}

/** The same text for two pairs exactly when they are the {@link samePair}. */
export function pairKey({ computerName, destinationId }: ComputerDataPair): string {
  return JSON.stringify([computerName, destinationId.toLowerCase()]);
}

/** The pairs of a list that the selection means: each once, in a stable order. */
export function resolveSelection(
  selection: ComputerSelection,
  listed: readonly ComputerDataPair[],
): ComputerDataPair[] {
  return distinctPairs(listed.filter(matcherOf(selection)));
}

/** Each pair once, ordered by computer and destination, so that the service's order makes no difference. */
export function distinctPairs(pairs: readonly ComputerDataPair[]): ComputerDataPair[] {
  const firsts = new Map<string, ComputerDataPair>();
  for (const pair of pairs) {
    const key = pairKey(pair);
    if (!firsts.has(key)) {
      firsts.set(key, pair);
    }
  }
  return [...firsts.values()].toSorted(
    (one, other) =>
      compare(one.computerName, other.computerName) || compare(one.destinationId, other.destinationId),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The named computers that neither the service lists nor the state knows: most likely typing mistakes. */
export function unknownComputers(
  selection: ComputerSelection,
  listed: readonly ComputerDataPair[],
  isKnown: (computer: SelectedComputer) => boolean = () => false,
): SelectedComputer[] {
  if (selection === "all") {
    return [];
  }
  return selection.filter(
    (computer) => !listed.some((pair) => selects([computer], pair)) && !isKnown(computer),
  );
}

/** Whether two selections mean the same, whatever their order and repetitions. */
export function sameSelection(one: ComputerSelection, other: ComputerSelection): boolean {
  if (one === "all" || other === "all") {
    return one === other;
  }
  return includesAll(one, other) && includesAll(other, one);
}

/** Whether the selection has this very entry. */
export function hasEntry(
  selection: ComputerSelection,
  { computerName, destinationId }: SelectedComputer,
): boolean {
  return (
    selection !== "all" &&
    selection.some(
      (entry) =>
        entry.computerName === computerName &&
        (entry.destinationId === undefined || destinationId === undefined
          ? entry.destinationId === destinationId
          : sameId(entry.destinationId, destinationId)),
    )
  );
}

function includesAll(whole: readonly SelectedComputer[], part: readonly SelectedComputer[]): boolean {
  return part.every((entry) => hasEntry(whole, entry));
}
