import type { ComputerDataPair } from "../endpoints/computers.js";
import { MissingObjectError, UnknownComputerError } from "../errors.js";
import { nearestName } from "../nearest-name.js";
import {
  resolveSelection,
  unknownComputers,
  type ComputerSelection,
  type SelectedComputer,
} from "./selection.js";

/**
 * The stored data that a selection means, in what the service lists for the user.
 * @param listed `undefined` when the service does not know the user
 * @param isKnown whether a computer that the service does not list is known from elsewhere
 * @throws MissingObjectError when the service does not know the user.
 * @throws UnknownComputerError when a named computer is not listed and not known: a typing mistake must not pass for an
 * erasure.
 */
export function selectedData(
  { userId, computers }: { readonly userId: string; readonly computers: ComputerSelection },
  listed: readonly ComputerDataPair[] | undefined,
  isKnown?: (computer: SelectedComputer) => boolean,
): ComputerDataPair[] {
  if (listed === undefined) {
    throw new MissingObjectError(
      `User "${userId}" does not exist, so its stored data cannot be listed: check userId. (Data of a user that was ` +
        `deleted in the meantime is purged by a UserComputerData that was declared before.)`,
    );
  }
  const unknown = unknownComputers(computers, listed, isKnown);
  if (unknown.length > 0) {
    throw new UnknownComputerError(
      `User "${userId}" has no stored data of ${unknown.map((computer) => describe(computer, listed)).join(" and of ")}: ` +
        `correct the name or remove it from computers.`,
    );
  }
  return resolveSelection(computers, listed);
}

function describe(
  { computerName, destinationId }: SelectedComputer,
  listed: readonly ComputerDataPair[],
): string {
  const names = listed.map((pair) => pair.computerName);
  if (destinationId !== undefined && names.includes(computerName)) {
    return `computer "${computerName}" in destination "${destinationId}"`;
  }
  const nearest = nearestName(computerName, names);
  return nearest === undefined
    ? `computer "${computerName}"`
    : `computer "${computerName}" (did you mean "${nearest}"?)`;
}

/** Names pairs in a message: `"nas-01", "Reception desk PC" and 12 more`. */
export function namePairs(pairs: readonly ComputerDataPair[]): string {
  const names = [...new Set(pairs.map(({ computerName }) => `"${computerName}"`))];
  const more = names.length - 5;
  return more > 0 ? `${names.slice(0, 5).join(", ")} and ${String(more)} more` : names.join(", ");
}
