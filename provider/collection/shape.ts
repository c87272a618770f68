import type { Difference } from "../lifecycle/lifecycle.js";
import { changesNothing, planChanges, type Comparison, type Declared, type Member } from "./plan.js";

/** What a resource for many holds, apart from how its state spells it. */
export interface Holding<Fields> {
  readonly members: readonly Member<Fields>[];
  /** What is no longer declared but still there: its key is taken by another object, or its removal was put off. */
  readonly superseded: readonly Member<Fields>[];
  /** Login and address with which it was last written. */
  readonly connection: string;
}

/** How inputs and state of a resource for many spell its objects. */
export interface CollectionShape<Inputs, State, Fields> {
  declaredFrom(inputs: Inputs): readonly Declared<Fields>[];
  holdingFrom(state: State): Holding<Fields>;
  /** @param common what all objects have in common, from the inputs or the state before */
  stateFrom(holding: Holding<Fields>, common: Inputs | State): State;
  /** The inputs that stand for a state. */
  inputsFrom(state: State): object;
}

/** Every object that is held, whether its key is its own or not. */
export function allHeld<Fields>({ members, superseded }: Holding<Fields>): readonly Member<Fields>[] {
  return [...members, ...superseded];
}

/** How what is held differs from what is declared. What is superseded has to be removed, and no input shows it. */
export function differenceOf<Fields>(
  holding: Holding<Fields>,
  declared: readonly Declared<Fields>[],
  comparison: Comparison<Fields>,
): Difference {
  if (holding.superseded.length > 0) {
    return { changes: true, replaces: [], beyondInputs: true };
  }
  return { changes: !changesNothing(planChanges(holding.members, declared, comparison)), replaces: [] };
}
