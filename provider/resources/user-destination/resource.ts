import * as pulumi from "@pulumi/pulumi";
import { providerText, typeToken } from "../../resource-type.js";

/** Arguments of a {@link UserDestination}. */
export interface UserDestinationArgs {
  /** Id of the user. A change replaces the assignment, the new one first. */
  userId: pulumi.Input<string>;
  /**
   * Id of the storage account that has the bucket. Take it from the `AccountDestination`, so that the order of creation
   * and removal is right. A change replaces the assignment, the new one first.
   */
  accountId: pulumi.Input<string>;
  /** Name of the bucket; it must be a destination of the storage account. Exact, with its case. Changes in place. */
  destination: pulumi.Input<string>;
  /** Id of the package that limits the storage: a whole number from 0 to 2147483647, or it as text. Changes in place. */
  packageId: pulumi.Input<number | string>;
  /**
   * Whether to take over an assignment that exists already and bring it to the declared values, instead of failing.
   * Default false, or `msp360:adoptExisting`. A change of it is no change of the assignment.
   */
  adopt?: pulumi.Input<boolean>;
}

/**
 * A destination assigned to a backup user, with a package that limits the storage.
 *
 * - create: `GET /api/Users/{id}` (or one `GET /api/Users` for many), `POST /api/Destinations`. Fails when it exists.
 * - update: `PUT /api/Destinations`, for `packageId` and `destination`.
 * - delete: a look at the user, then `DELETE /api/Destinations/{id}?userId=`. It only takes the destination from the user: what the user has
 *   stored there stays, and stays billed. To purge it, use `UserComputerData` or `UserComputerDataPurge` before.
 *
 * The id is the service's id of the assignment.
 */
export class UserDestination extends pulumi.CustomResource {
  /** The type token, for policies. */
  static readonly __pulumiType = typeToken("UserDestination");

  /** Id of the user. */
  declare readonly userId: pulumi.Output<string>;
  /** Id of the storage account. */
  declare readonly accountId: pulumi.Output<string>;
  /** Name of the bucket. */
  declare readonly destination: pulumi.Output<string>;
  /** Id of the package. */
  declare readonly packageId: pulumi.Output<number>;
  /** Name of the storage account in the web console; absent where the service does not tell it. */
  declare readonly accountDisplayName: pulumi.Output<string | undefined>;
  /** Name of the destination in the web console; absent where the service does not tell it. */
  declare readonly displayName: pulumi.Output<string | undefined>;

  constructor(name: string, args: UserDestinationArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = { accountDisplayName: undefined, displayName: undefined };
    super(
      UserDestination.__pulumiType,
      name,
      { ...args, ...outputs, __provider: providerText("UserDestination") },
      options,
    );
  }
}
