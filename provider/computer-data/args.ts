import type * as pulumi from "@pulumi/pulumi";

/** One selected computer. */
export interface SelectedComputerArgs {
  /** Name of the computer as the service lists it; free text, compared exactly. */
  computerName: pulumi.Input<string>;
  /**
   * Id of one destination as `GET /api/Users/{userId}/Computers` lists it; it is neither the destination's id of the
   * storage account nor the id of a user's assignment. Default: the computer's data in every destination.
   */
  destinationId?: pulumi.Input<string>;
}

/** All computers of a user, or those named: at least one. */
export type ComputersArgs = "all" | pulumi.Input<SelectedComputerArgs>[];

/** Stored backup data of one computer in one destination. */
export interface ComputerDataPairResult {
  /** Id of the destination in the service's list of computers. */
  destinationId: string;
  /** Name of the computer. */
  computerName: string;
}
