import type { TenantState } from "../../../simulator/index.js";

/** What the service holds, without the ids that it gave: two runs of one program leave the same. */
export interface Holdings {
  /** `account bucket "display name"`, once for each that is there. */
  readonly destinations: readonly string[];
  /** `login account bucket package`, once for each that is there. */
  readonly assignments: readonly string[];
  /** `user computer`, once for each that is there. */
  readonly computers: readonly string[];
}

/** What a tenant holds now. */
export function holdingsOf({ accounts, users, computers }: TenantState): Holdings {
  return {
    destinations: accounts
      .flatMap(({ DisplayName, Destinations }) =>
        Destinations.map(
          ({ Destination, DestinationDisplayName }) =>
            `${DisplayName} ${Destination} "${String(DestinationDisplayName)}"`,
        ),
      )
      .toSorted(),
    assignments: users
      .flatMap(({ Email, DestinationList }) =>
        DestinationList.map(
          ({ AccountID, Destination, PackageID }) =>
            `${Email} ${AccountID} ${Destination} ${String(PackageID)}`,
        ),
      )
      .toSorted(),
    computers: computers.map(({ UserID, ComputerName }) => `${UserID} ${ComputerName}`).toSorted(),
  };
}

/** The ids of the destinations and of the assignments that a tenant holds. */
export function idsOf({ accounts, users }: TenantState): string[] {
  return [
    ...accounts.flatMap(({ Destinations }) => Destinations.map(({ DestinationID }) => DestinationID)),
    ...users.flatMap(({ DestinationList }) => DestinationList.map(({ ID }) => ID)),
  ];
}
