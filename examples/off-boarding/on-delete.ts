import * as msp360 from "pulumi-msp360";
import { assignment } from "./assignment";
import type { PurgeState, Settings } from "./settings";

/**
 * The data is declared from the first day, and purged when it is declared no more.
 *
 * - `working`: the assignment and the data. `protect` makes the engine refuse every removal of the data.
 * - `leaving`: the same without `protect`. Run `pulumi refresh` before the next step: then the preview of the removal
 *   names every computer whose data will be purged.
 * - `gone`: nothing is declared. The data depends on the assignment, so the engine removes it first, which orders the
 *   purge, and the assignment after it. Should the order fail, the assignment stays.
 */
export function onDelete(settings: Settings): PurgeState {
  const { stage, userId } = settings;
  if (stage === "gone") {
    return "ordered";
  }
  new msp360.UserComputerData(
    "data-of-leaver",
    { userId, computers: "all", onDelete: "purge" },
    { dependsOn: [assignment(settings)], protect: stage === "working" },
  );
  return "not ordered";
}
