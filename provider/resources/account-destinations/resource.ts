import * as pulumi from "@pulumi/pulumi";
import { providerText, typeToken } from "../../resource-type.js";

/** One bucket of an {@link AccountDestinations}. */
export interface DestinationEntryArgs {
  /** Name of a bucket that exists in the storage. Exact, with its case. A change registers another, the new one first. */
  destination: pulumi.Input<string>;
  /** Name that the web console shows. Default: the bucket's name. Changes in place. */
  displayName?: pulumi.Input<string>;
}

/** Arguments of an {@link AccountDestinations}. */
export interface AccountDestinationsArgs {
  /** Id of the storage account. A change replaces the resource, the new destinations first. */
  accountId: pulumi.Input<string>;
  /**
   * The buckets, each under a key of your choice. What is added, changed or removed here is registered, renamed or removed
   * in place. A new key for the same bucket sends nothing. Two keys for the same bucket are refused.
   */
  destinations: pulumi.Input<Readonly<Record<string, pulumi.Input<DestinationEntryArgs>>>>;
  /**
   * Whether to take over destinations that exist already and bring them to the declared values, instead of failing for
   * them. Default false, or `msp360:adoptExisting`. A change of it is no change of the destinations.
   */
  adopt?: pulumi.Input<boolean>;
}

/**
 * Many buckets registered as destinations of one storage account, in one resource: what an {@link AccountDestination} is
 * for one.
 *
 * - create: `GET /api/Accounts/{id}`, a `POST /api/Accounts/AddDestination` for each.
 * - update: the same read, then `POST`, `PUT /api/Accounts/EditDestination` and `PUT /api/Accounts/RemoveDestination` for
 *   what differs: additions and changes first, removals after them. A bucket that users still have stays with a warning,
 *   because the engine may take it from them later in the same run; the next `pulumi up` removes it, or fails and names them.
 * - read: `GET /api/Accounts/{id}`.
 * - delete: one `GET /api/Users`, then `PUT /api/Accounts/RemoveDestination` for each that is assigned to nobody; the error
 *   names who holds the others. Buckets and what is stored in them stay.
 *
 * When some fail, the others are kept in the state as done, the failed ones are named with their reasons, and the next
 * `pulumi up` does what is missing. The id is made up at the creation.
 */
export class AccountDestinations extends pulumi.CustomResource {
  /** The type token, for policies. */
  static readonly __pulumiType = typeToken("AccountDestinations");

  /** Id of the storage account. */
  declare readonly accountId: pulumi.Output<string>;
  /** The buckets by key. */
  declare readonly destinations: pulumi.Output<
    Readonly<Record<string, { destination: string; displayName: string }>>
  >;
  /** The service's ids of the destinations, by key. */
  declare readonly destinationIds: pulumi.Output<Readonly<Record<string, string>>>;

  constructor(name: string, args: AccountDestinationsArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = { destinationIds: undefined };
    super(
      AccountDestinations.__pulumiType,
      name,
      { ...args, ...outputs, __provider: providerText("AccountDestinations") },
      options,
    );
  }
}
