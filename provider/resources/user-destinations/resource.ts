import * as pulumi from "@pulumi/pulumi";
import { providerText, typeToken } from "../../resource-type.js";

/** One assignment of a {@link UserDestinations}. */
export interface AssignmentEntryArgs {
  /** Id of the user. A change makes another assignment, the new one first. */
  userId: pulumi.Input<string>;
  /** Id of the storage account that has the bucket. A change makes another assignment, the new one first. */
  accountId: pulumi.Input<string>;
  /** Name of the bucket; it must be a destination of the storage account. Exact, with its case. Changes in place. */
  destination: pulumi.Input<string>;
  /** Id of the package that limits the storage: a whole number from 0 to 2147483647, or it as text. Changes in place. */
  packageId: pulumi.Input<number | string>;
}

/** Arguments of a {@link UserDestinations}. */
export interface UserDestinationsArgs {
  /**
   * The assignments, each under a key of your choice, such as the customer's number. Nothing replaces the resource: what
   * is added, changed or removed here is assigned, changed or taken in place. A new key for the same user, storage
   * account and bucket sends nothing. Two keys for the same are refused.
   */
  assignments: pulumi.Input<Readonly<Record<string, pulumi.Input<AssignmentEntryArgs>>>>;
  /**
   * Whether to take over assignments that exist already and bring them to the declared values, instead of failing for
   * them. Default false, or `msp360:adoptExisting`. A change of it is no change of the assignments.
   */
  adopt?: pulumi.Input<boolean>;
}

/**
 * Many destinations assigned to backup users, in one resource: what a {@link UserDestination} is for one. The engine
 * writes its whole state for every resource, so that from some hundreds of assignments on this form is much faster.
 *
 * - create: one `GET /api/Users`, a `POST /api/Destinations` for each.
 * - update: one `GET /api/Users`, then `POST`, `PUT` and `DELETE /api/Destinations` for what differs: additions and changes
 *   first, removals after them.
 * - read: one `GET /api/Users`.
 * - delete: one `GET /api/Users`, a `DELETE /api/Destinations/{id}?userId=` for each. What the users have stored stays.
 *
 * When some fail, the others are kept in the state as done, the failed ones are named with their reasons, and the next
 * `pulumi up` does what is missing. The id is made up at the creation.
 */
export class UserDestinations extends pulumi.CustomResource {
  /** The type token, for policies. */
  static readonly __pulumiType = typeToken("UserDestinations");

  /** The assignments by key. */
  declare readonly assignments: pulumi.Output<
    Readonly<Record<string, { userId: string; accountId: string; destination: string; packageId: number }>>
  >;
  /** The service's ids of the assignments, by key. */
  declare readonly assignmentIds: pulumi.Output<Readonly<Record<string, string>>>;

  constructor(name: string, args: UserDestinationsArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = { assignmentIds: undefined };
    super(
      UserDestinations.__pulumiType,
      name,
      { ...args, ...outputs, __provider: providerText("UserDestinations") },
      options,
    );
  }
}
