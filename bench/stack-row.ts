import type { Bench } from "./bench.js";
import {
  doesWithoutPulumi,
  type Figures,
  type Measurement,
  type Operation,
  type Row,
} from "./measurement.js";
import { trafficOf } from "./simulator-process.js";
import { MeasuringError, StackProject } from "./stack-project.js";
import { ScriptProject } from "./script-project.js";
import { assignmentsOf, packages, tenantOf } from "./tenant.js";

/** What plays the operations of a row: a Pulumi stack, or a program without Pulumi. */
interface Player {
  run(
    operation: Operation,
  ): Promise<{ readonly wallSeconds: number; readonly hostMemoryBytes: number | undefined }>;
  declare(program: { readonly name: string; readonly declared: unknown }): void;
  dispose(): Promise<void>;
}

/**
 * Plays the operations of a row one after the other, and tells each as soon as it is measured. What follows a failure
 * is told as failed, too: it would have measured something else.
 */
export async function measureRow(bench: Bench, row: Row, round: number): Promise<void> {
  const { simulator, signal } = bench;
  await simulator.reset(tenantOf(row.size), {
    latencyMilliseconds: row.latencyMilliseconds,
    createReplies: "object",
  });
  const program = (packageId: number) => ({ name: row.case, declared: assignmentsOf(row.size, packageId) });
  const player: Player = doesWithoutPulumi(row.case)
    ? ScriptProject.create(program(packages.first), simulator.url, signal)
    : await StackProject.create(program(packages.first), simulator.url, row.checkpoints, signal);
  let failed: string | undefined;
  try {
    for (const operation of row.operations) {
      const tell = (outcome: Measurement["outcome"]) => bench.record({ row, round, operation, outcome });
      if (failed !== undefined) {
        tell({ failure: `not measured after the failure of "${failed}"` });
        continue;
      }
      if (operation === "change") player.declare(program(packages.changed));
      try {
        const figures = await bench.during(row, round, operation, () =>
          measure(bench, player, row, operation),
        );
        tell({ figures });
      } catch (error) {
        if (!(error instanceof MeasuringError)) throw error;
        failed = operation;
        tell({ failure: error.message });
      }
    }
  } finally {
    await player.dispose();
  }
}

async function measure(bench: Bench, player: Player, row: Row, operation: Operation): Promise<Figures> {
  const { wallSeconds, hostMemoryBytes } = await player.run(operation);
  const traffic = trafficOf(await bench.simulator.takeRequests());
  await assertDone(bench, row, operation);
  const stateBytes =
    operation === "create" && player instanceof StackProject
      ? Buffer.byteLength(JSON.stringify(await player.exportState()))
      : undefined;
  return {
    wallSeconds,
    ...traffic,
    ...(hostMemoryBytes === undefined ? {} : { hostMemoryBytes }),
    ...(stateBytes === undefined ? {} : { stateBytes }),
  };
}

/** The figures of something that did not do its work are worth nothing. */
async function assertDone(bench: Bench, row: Row, operation: Operation): Promise<void> {
  if (row.case === "empty" || row.case === "empty-map") return;
  const { users } = await bench.simulator.tenant();
  const held = users.flatMap(({ DestinationList }) => DestinationList);
  const expected = operation === "destroy" ? 0 : row.size;
  // A row without a change, or before it, has the first package.
  const changed = held.filter(({ PackageID }) => PackageID === packages.changed).length;
  const expectedChanged = operation === "change" ? row.size : 0;
  if (held.length !== expected || changed !== expectedChanged) {
    throw new MeasuringError(
      `the service holds ${held.length} assignments afterwards, ${changed} of them changed, ` +
        `instead of ${expected} and ${expectedChanged}`,
    );
  }
}
