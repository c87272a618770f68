import { isDeepStrictEqual } from "node:util";
import { selects, type ComputerSelection } from "../../provider/computer-data/selection.js";
import { sameId } from "../../provider/identity.js";
import type { ComputerDataState } from "../../simulator/index.js";
import type { DeclaredResource, HeldResource } from "./engine-model.js";

/** Which data a resource means. */
export interface Selection {
  readonly userId: string;
  readonly computers: ComputerSelection;
}

/** Judges whether an up may purge a pair; one that succeeds has to. */
export type PurgePermit = (pair: ComputerDataState) => boolean;

/**
 * What a program asks to purge, by the rules and not by the provider's code: the data of a `UserComputerData` whose state
 * says "purge" and that the program no longer has, but for data that the program still declares; and what a
 * `UserComputerDataPurge` names that is new or changed.
 */
export function purgePermit(
  program: readonly DeclaredResource[],
  state: readonly HeldResource[],
): PurgePermit {
  const declared = program
    .filter(({ kind }) => kind === "UserComputerData")
    .map(({ args }) => selectionOf(args));
  const leaving = state
    .filter(({ kind, outputs }) => kind === "UserComputerData" && outputs.onDelete === "purge")
    .filter(({ name }) => !program.some((resource) => resource.name === name))
    .map(({ outputs }) => selectionOf(outputs));
  const ordered = program
    .filter(({ kind }) => kind === "UserComputerDataPurge")
    .filter((order) => !state.some((held) => isSameOrder(order, held)))
    .map(({ args }) => selectionOf(args));
  const mean = (selections: readonly Selection[], pair: ComputerDataState) =>
    selections.some((selection) => means(selection, pair));
  return (pair) => mean(ordered, pair) || (mean(leaving, pair) && !mean(declared, pair));
}

function isSameOrder({ name, args }: DeclaredResource, held: HeldResource): boolean {
  const properties = ["userId", "computers", "triggers"];
  return held.name === name && properties.every((key) => isDeepStrictEqual(args[key], held.inputs[key]));
}

function selectionOf({ userId, computers }: Readonly<Record<string, unknown>>): Selection {
  return { userId: String(userId), computers: computers as ComputerSelection };
}

function means({ userId, computers }: Selection, pair: ComputerDataState): boolean {
  const { UserID, DestinationId: destinationId, ComputerName: computerName } = pair;
  return sameId(userId, UserID) && selects(computers, { destinationId, computerName });
}
