import * as pulumi from "@pulumi/pulumi";
import type { ComputerDataPairResult, ComputersArgs } from "../../computer-data/args.js";
import { providerText, typeToken } from "../../resource-type.js";

/** Arguments of a {@link UserComputerDataPurge}. */
export interface UserComputerDataPurgeArgs {
  /** Id of the user. A change orders a purge of the other user's data. */
  userId: pulumi.Input<string>;
  /** `"all"`, or a list of computers. A change orders a purge of the new selection. */
  computers: pulumi.Input<ComputersArgs>;
  /** Any values; a change of them orders the purge again. */
  triggers?: pulumi.Input<pulumi.Input<unknown>[]>;
  /**
   * Seconds to wait until the service no longer lists the data, at most a week. Default 0: do not wait; the service takes
   * up to 24 hours. Changes in place and orders nothing.
   */
  waitSeconds?: pulumi.Input<number>;
}

/**
 * An order to purge stored backup data now, for off-boarding and erasure requests. **Creating it purges, which cannot be
 * undone**; removing it from the program only forgets the order.
 *
 * - create: `GET /api/Users/{userId}/Computers`, then one `DELETE` on the same path with the selected data. A named
 *   computer that the service does not know fails, and nothing is purged.
 * - read: the same list, to bring `completed` up to date.
 * - a change of `userId`, `computers` or `triggers` replaces, which orders again.
 *
 * The id is made up at each create.
 */
export class UserComputerDataPurge extends pulumi.CustomResource {
  /** The type token, for policies. */
  static readonly __pulumiType = typeToken("UserComputerDataPurge");

  /** Id of the user. */
  declare readonly userId: pulumi.Output<string>;
  /** The selection. */
  declare readonly computers: pulumi.Output<"all" | { computerName: string; destinationId?: string }[]>;
  /** The values whose change orders again. */
  declare readonly triggers: pulumi.Output<unknown[] | undefined>;
  /** Seconds to wait at most. */
  declare readonly waitSeconds: pulumi.Output<number>;
  /** The stored data whose purge was ordered. */
  declare readonly pairs: pulumi.Output<ComputerDataPairResult[]>;
  /** When the purge was ordered: ISO 8601, UTC. */
  declare readonly requestedAt: pulumi.Output<string>;
  /** Whether the service has been seen without the data since; `pulumi refresh` brings it up to date. */
  declare readonly completed: pulumi.Output<boolean>;

  constructor(name: string, args: UserComputerDataPurgeArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = { pairs: undefined, requestedAt: undefined, completed: undefined };
    super(
      UserComputerDataPurge.__pulumiType,
      name,
      { ...args, ...outputs, __provider: providerText("UserComputerDataPurge") },
      options,
    );
  }
}
