import * as pulumi from "@pulumi/pulumi";
import { providerText, typeToken } from "../../resource-type.js";

/** Arguments of an {@link AccountDestination}. */
export interface AccountDestinationArgs {
  /** Id of the storage account. A change replaces the destination, the new one first. */
  accountId: pulumi.Input<string>;
  /** Name of a bucket that exists in the storage. Exact, with its case. A change replaces, the new one first. */
  destination: pulumi.Input<string>;
  /** Name that the web console shows. Default: the bucket's name. Changes in place. */
  displayName?: pulumi.Input<string>;
  /**
   * Whether to take over a destination that exists already and bring it to the declared values, instead of failing.
   * Default false, or `msp360:adoptExisting`. A change of it is no change of the destination.
   */
  adopt?: pulumi.Input<boolean>;
}

/**
 * A bucket registered as a destination of a storage account.
 *
 * - create: `GET /api/Accounts/{id}`, `POST /api/Accounts/AddDestination`. Fails when the destination exists already.
 * - update: `PUT /api/Accounts/EditDestination` for `displayName`.
 * - delete: `PUT /api/Accounts/RemoveDestination`, after a look at `GET /api/Users`: a destination that is still assigned
 *   to a user is not removed, and the error names who holds it. The bucket and what is stored in it stay.
 *
 * File-share accounts have one fixed destination and accept no other.
 * The id is the service's DestinationID.
 */
export class AccountDestination extends pulumi.CustomResource {
  /** The type token, for policies. */
  static readonly __pulumiType = typeToken("AccountDestination");

  /** Id of the storage account. */
  declare readonly accountId: pulumi.Output<string>;
  /** Name of the bucket. */
  declare readonly destination: pulumi.Output<string>;
  /** Name that the web console shows. */
  declare readonly displayName: pulumi.Output<string>;
  /** The service's id of the destination. */
  declare readonly destinationId: pulumi.Output<string>;

  constructor(name: string, args: AccountDestinationArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = { destinationId: undefined };
    super(
      AccountDestination.__pulumiType,
      name,
      { ...args, ...outputs, __provider: providerText("AccountDestination") },
      options,
    );
  }
}
