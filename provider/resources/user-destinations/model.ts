import { isAsDeclared, naturalKey } from "../../assigned-destination/model.js";
import type { Comparison, Declared } from "../../collection/plan.js";
import {
  membersFrom,
  recordsFrom,
  supersededFrom,
  supersededRecord,
  type Superseded,
} from "../../collection/records.js";
import { differenceOf, type CollectionShape, type Holding } from "../../collection/shape.js";
import type { AssignmentFields } from "../../endpoints/destinations.js";
import { sameId } from "../../identity.js";
import type { Difference, Properties } from "../../lifecycle/lifecycle.js";
import { containsUnknown } from "../../lifecycle/unknowns.js";
import type { UserDestinationsInputs } from "./inputs.js";

/** What the state keeps of a `UserDestinations`. */
export interface UserDestinationsState {
  readonly assignments: Readonly<Record<string, AssignmentFields>>;
  /** The service's ids by key; an assignment without one is not confirmed. */
  readonly assignmentIds: Readonly<Record<string, string>>;
  /** Assignments whose removal is due, where another one has taken their key. */
  readonly superseded?: readonly Superseded<AssignmentFields>[];
  /** Login and address with which the resource was last written. */
  readonly connection: string;
}

/** How assignments compare: package and bucket change in place, another user or account is another assignment. */
export const comparison: Comparison<AssignmentFields> = {
  naturalKey,
  isAsDeclared,
  canBecome: (held, declared) =>
    sameId(held.userId, declared.userId) && sameId(held.accountId, declared.accountId),
};

function declaredFrom({ assignments }: UserDestinationsInputs): Declared<AssignmentFields>[] {
  return Object.entries(assignments).map(([key, fields]) => ({ key, fields }));
}

function holdingFrom(state: UserDestinationsState): Holding<AssignmentFields> {
  const { assignments, assignmentIds, superseded, connection } = state;
  return {
    members: membersFrom({ entries: assignments, ids: assignmentIds }),
    superseded: supersededFrom(superseded),
    connection,
  };
}

/** How inputs and state of a `UserDestinations` spell its assignments. */
export const shape: CollectionShape<UserDestinationsInputs, UserDestinationsState, AssignmentFields> = {
  declaredFrom,
  holdingFrom,
  stateFrom({ members, superseded, connection }) {
    const { entries, ids } = recordsFrom(members);
    return { assignments: entries, assignmentIds: ids, ...supersededRecord(superseded), connection };
  },
  inputsFrom: ({ assignments }) => ({ assignments }),
};

/** Everything changes in place: an assignment of another user under the same key is made before the former is removed. */
export function difference(state: UserDestinationsState, news: Properties): Difference {
  if (containsUnknown(news.assignments)) {
    return { changes: true, replaces: [] };
  }
  const declared = declaredFrom(news as unknown as UserDestinationsInputs);
  return differenceOf(holdingFrom(state), declared, comparison);
}
