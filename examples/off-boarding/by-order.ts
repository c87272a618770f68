import type * as pulumi from "@pulumi/pulumi";
import * as msp360 from "pulumi-msp360";
import { assignment } from "./assignment";
import type { PurgeState, Settings } from "./settings";

/**
 * The purge is ordered by hand, once.
 *
 * - `working`: only the assignment.
 * - `leaving`: the purge is declared besides, so `pulumi up` orders it. The assignment is still there: as long as it
 *   is, the service lists the data, and everybody can see whether the purge is done.
 * - `gone`: the assignment is declared no more, so `pulumi up` removes it. The order stays as a record of the purge.
 *
 * Who goes from `working` to `gone` in one step is safe too: the engine removes what is declared no more at the very
 * end, and only when everything before has succeeded.
 */
export function byOrder(settings: Settings): pulumi.Input<PurgeState> {
  const { stage, userId, waitSeconds } = settings;
  const assigned = stage === "gone" ? undefined : assignment(settings);
  if (stage === "working") {
    return "not ordered";
  }
  const purge = new msp360.UserComputerDataPurge(
    "data-of-leaver",
    { userId, computers: "all", waitSeconds },
    // While both are there: not before the assignment is as declared.
    { dependsOn: assigned === undefined ? [] : [assigned] },
  );
  return purge.completed.apply((completed) => (completed ? "completed" : "ordered"));
}
