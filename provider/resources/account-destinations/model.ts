import type { Comparison, Declared } from "../../collection/plan.js";
import {
  membersFrom,
  recordsFrom,
  supersededFrom,
  supersededRecord,
  type Superseded,
} from "../../collection/records.js";
import { differenceOf, type CollectionShape, type Holding } from "../../collection/shape.js";
import { sameId } from "../../identity.js";
import type { Difference, Properties } from "../../lifecycle/lifecycle.js";
import { containsUnknown, isUnknown } from "../../lifecycle/unknowns.js";
import { declaredName, naturalKey, type RegisteredDestination } from "../../registered-destination/model.js";
import type { AccountDestinationsInputs, DestinationEntry } from "./inputs.js";

type HeldEntry = Omit<RegisteredDestination, "accountId">;

/** What the state keeps of an `AccountDestinations`. */
export interface AccountDestinationsState {
  readonly accountId: string;
  readonly destinations: Readonly<Record<string, HeldEntry>>;
  /** The service's ids by key; a destination without one is not confirmed. */
  readonly destinationIds: Readonly<Record<string, string>>;
  /** Destinations whose removal is due, where another one has taken their key. */
  readonly superseded?: readonly Superseded<HeldEntry>[];
  /** Login and address with which the resource was last written. */
  readonly connection: string;
}

/** How destinations compare: the display name changes in place, another bucket is another destination. */
export const comparison: Comparison<RegisteredDestination> = {
  naturalKey,
  isAsDeclared: (held, declared) => declaredName(held) === declared.displayName,
  canBecome: () => false,
};

function declaredFrom({
  accountId,
  destinations,
}: AccountDestinationsInputs): Declared<RegisteredDestination>[] {
  return Object.entries(destinations).map(([key, entry]) => ({ key, fields: { accountId, ...entry } }));
}

function holdingFrom(state: AccountDestinationsState): Holding<RegisteredDestination> {
  const { accountId, destinations, destinationIds, superseded, connection } = state;
  const ofAccount = <Member extends { readonly fields: HeldEntry }>(member: Member) => ({
    ...member,
    fields: { accountId, ...member.fields },
  });
  return {
    members: membersFrom({ entries: destinations, ids: destinationIds }).map(ofAccount),
    superseded: supersededFrom<HeldEntry>(superseded).map(ofAccount),
    connection,
  };
}

/** How inputs and state of an `AccountDestinations` spell its destinations. */
export const shape: CollectionShape<
  AccountDestinationsInputs,
  AccountDestinationsState,
  RegisteredDestination
> = {
  declaredFrom,
  holdingFrom,
  stateFrom({ members, superseded, connection }, { accountId }) {
    const { entries, ids } = recordsFrom(members.map(withoutAccount));
    return {
      accountId,
      destinations: entries,
      destinationIds: ids,
      ...supersededRecord(superseded.map(withoutAccount)),
      connection,
    };
  },
  inputsFrom: ({ accountId, destinations }) => ({
    accountId,
    destinations: Object.fromEntries(
      Object.entries(destinations).map(([key, held]): [string, DestinationEntry] => [
        key,
        { destination: held.destination, displayName: declaredName({ accountId, ...held }) },
      ]),
    ),
  }),
};

function withoutAccount<Member extends { readonly fields: RegisteredDestination }>(
  member: Member,
): Member & { readonly fields: HeldEntry } {
  const { destination, displayName, declaredDisplayName } = member.fields;
  const otherName = declaredDisplayName === undefined ? {} : { declaredDisplayName };
  return { ...member, fields: { destination, displayName, ...otherName } };
}

/** Another account is another resource; everything else changes in place. */
export function difference(state: AccountDestinationsState, news: Properties): Difference {
  if (isUnknown(news.accountId) || !sameId(String(news.accountId), state.accountId)) {
    return { changes: true, replaces: ["accountId"] };
  }
  if (containsUnknown(news.destinations)) {
    return { changes: true, replaces: [] };
  }
  const declared = declaredFrom(news as unknown as AccountDestinationsInputs);
  return differenceOf(holdingFrom(state), declared, comparison);
}
