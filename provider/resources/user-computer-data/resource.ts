import * as pulumi from "@pulumi/pulumi";
import type { ComputerDataPairResult, ComputersArgs } from "../../computer-data/args.js";
import { providerText, typeToken } from "../../resource-type.js";

/** Arguments of a {@link UserComputerData}. */
export interface UserComputerDataArgs {
  /**
   * Id of the user. With `onDelete: "retain"` a change replaces; with `"purge"` in the state it is refused, because the
   * replacement would purge the former user's data.
   */
  userId: pulumi.Input<string>;
  /** `"all"`, or a list of computers. Resolved anew when the resource is destroyed. Changes in place, purges nothing. */
  computers: pulumi.Input<ComputersArgs>;
  /**
   * What destroying this resource does: `"purge"` has the selected data erased for good, `"retain"` leaves it alone.
   * There is no default. Changes in place.
   */
  onDelete: pulumi.Input<"purge" | "retain">;
}

/**
 * The backup data that a user's computers hold in storage. **Destroying it with `onDelete: "purge"` purges the data,
 * which cannot be undone**; everything else only looks.
 *
 * - create, update, read: `GET /api/Users/{userId}/Computers`. A named computer that the service does not know fails.
 * - delete with `"purge"`: the same list again, then one `DELETE /api/Users/{userId}/Computers` with the selected data
 *   that is still there; for a user that was deleted, with the data known from the state. The service purges within
 *   about 24 hours. Data that the program
 *   still declares by another `UserComputerData` is left alone.
 * - delete with `"retain"`: nothing is sent.
 *
 * Give it `protect: true`, and never `deleteBeforeReplace: true`: a removal before the replacement would purge.
 * The id is made up at each create.
 */
export class UserComputerData extends pulumi.CustomResource {
  /** The type token, for policies. */
  static readonly __pulumiType = typeToken("UserComputerData");

  /** Id of the user. */
  declare readonly userId: pulumi.Output<string>;
  /** The selection. */
  declare readonly computers: pulumi.Output<"all" | { computerName: string; destinationId?: string }[]>;
  /** What destroying this resource does. */
  declare readonly onDelete: pulumi.Output<"purge" | "retain">;
  /** The stored data that the selection meant at the last look; after `pulumi refresh` a preview of a removal names it. */
  declare readonly pairs: pulumi.Output<ComputerDataPairResult[]>;

  constructor(name: string, args: UserComputerDataArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = { pairs: undefined };
    super(
      UserComputerData.__pulumiType,
      name,
      { ...args, ...outputs, __provider: providerText("UserComputerData") },
      options,
    );
  }
}
