import { fieldsFrom } from "../../assigned-destination/model.js";
import type { Assignment, AssignmentFields } from "../../endpoints/destinations.js";
import { sameId } from "../../identity.js";
import type { Difference, Properties } from "../../lifecycle/lifecycle.js";
import { isUnknown } from "../../lifecycle/unknowns.js";
import type { UserDestinationInputs } from "./inputs.js";

/** What the state keeps of a `UserDestination`. */
export interface UserDestinationState extends AssignmentFields {
  readonly accountDisplayName?: string;
  readonly displayName?: string;
  /** Login and address with which the assignment was last written. */
  readonly connection: string;
}

/** The state after a write or a read, with the service's values. */
export function stateFrom(
  declared: Pick<UserDestinationInputs, "userId" | "accountId" | "packageId">,
  entry: Assignment,
  connection: string,
): UserDestinationState {
  return {
    ...fieldsFrom(declared, entry),
    ...(entry.accountDisplayName === undefined ? {} : { accountDisplayName: entry.accountDisplayName }),
    ...(entry.displayName === undefined ? {} : { displayName: entry.displayName }),
    connection,
  };
}

/** The inputs that stand for a state. */
export function inputsFrom({
  userId,
  accountId,
  destination,
  packageId,
}: UserDestinationState): UserDestinationInputs {
  return { userId, accountId, destination, packageId };
}

/** Another user or account is another assignment; bucket and package change in place; `adopt` is no change. */
export function difference(state: UserDestinationState, news: Properties): Difference {
  const replaces = (["userId", "accountId"] as const).filter(
    (name) => isUnknown(news[name]) || !sameId(String(news[name]), state[name]),
  );
  const changes =
    replaces.length > 0 || news.destination !== state.destination || news.packageId !== state.packageId;
  return { changes, replaces };
}
