import type { AccountDestinationEntry } from "../../endpoints/accounts.js";
import { sameId } from "../../identity.js";
import type { Difference, Properties } from "../../lifecycle/lifecycle.js";
import { isUnknown } from "../../lifecycle/unknowns.js";
import {
  declaredName,
  fieldsFrom,
  fieldsFromRead,
  type DestinationKey,
  type RegisteredDestination,
} from "../../registered-destination/model.js";
import type { AccountDestinationInputs } from "./inputs.js";

/** What the state keeps of an `AccountDestination`. */
export interface AccountDestinationState extends RegisteredDestination {
  /** Absent while the service has not confirmed the destination. */
  readonly destinationId?: string;
  /** Login and address with which the destination was last written. */
  readonly connection: string;
}

/** The state after a write, with the service's values. */
export function stateFrom(
  declared: DestinationKey & { readonly displayName?: string },
  entry: AccountDestinationEntry,
  connection: string,
): AccountDestinationState {
  return { ...fieldsFrom(declared, entry), destinationId: entry.destinationId, connection };
}

/** The state as `read` found it: the declared form stays where the service still keeps the same form of it. */
export function stateFromRead(
  state: AccountDestinationState,
  entry: AccountDestinationEntry,
): AccountDestinationState {
  const { destinationId } = entry;
  return { ...fieldsFromRead(state, entry), destinationId, connection: state.connection };
}

/** The inputs that stand for a state. */
export function inputsFrom(state: AccountDestinationState): AccountDestinationInputs {
  const { accountId, destination } = state;
  return { accountId, destination, displayName: declaredName(state) };
}

/** Another account or bucket is another destination; the display name changes in place; `adopt` is no change. */
export function difference(state: AccountDestinationState, news: Properties): Difference {
  const replaces = [
    ...(isUnknown(news.accountId) || !sameId(String(news.accountId), state.accountId) ? ["accountId"] : []),
    ...(isUnknown(news.destination) || news.destination !== state.destination ? ["destination"] : []),
  ];
  const unconfirmed = state.destinationId === undefined;
  const renamed = news.displayName !== declaredName(state);
  return { changes: unconfirmed || replaces.length > 0 || renamed, replaces };
}
