import type { Bench } from "../bench.js";
import { judge, type LimitResult } from "../limits.js";
import type { CaseName } from "../measurement.js";
import { megabytes } from "../report/tables.js";
import { MeasuringError, StackProject } from "../stack-project.js";
import { assignmentsOf, packages, tenantOf } from "../tenant.js";
import type { TenantState } from "../../simulator/index.js";
import type { StackState } from "../../test/engine/harness/pulumi-project.js";

type Resource = NonNullable<StackState["deployment"]["resources"]>[number];

const atMostBytes = 60e6;

/**
 * The memory that a refresh of many single resources takes beyond that of empty ones. Creating them would take the
 * engine very long, so one is created and its entry in the state is multiplied.
 */
export async function judgeHostMemory(bench: Bench, size: number): Promise<LimitResult> {
  const ours = await peakOfRefresh(bench, "single", size);
  const floor = await peakOfRefresh(bench, "empty", size);
  const beyond = ours === undefined || floor === undefined ? undefined : ours - floor;
  return judge(
    `Memory of the host process, ${size.toLocaleString("en")} resources refreshed, beyond that of empty ones`,
    megabytes(atMostBytes),
    beyond,
    atMostBytes,
    (value) => `${megabytes(value)} (${megabytes(ours ?? 0)} and ${megabytes(floor ?? 0)})`,
  );
}

async function peakOfRefresh(bench: Bench, name: CaseName, size: number): Promise<number | undefined> {
  const { simulator, signal, progress } = bench;
  await simulator.reset(tenantOf(1), { latencyMilliseconds: 0, createReplies: "object" });
  const program = { name, declared: assignmentsOf(1, packages.first) };
  const project = await StackProject.create(program, simulator.url, false, signal);
  try {
    await progress.during(`Memory of ${size} resources: creating one of ${name}`, () =>
      project.run("create"),
    );
    const { tenant, ids } = assignedTenant(size);
    await simulator.reset(tenant, {});
    const state = multiplied(await project.exportState(), ids);
    await progress.during(`Memory of ${size} resources: importing the state`, () =>
      project.importState(state),
    );
    const { hostMemoryBytes } = await progress.during(`Memory of ${size} resources: refreshing ${name}`, () =>
      project.run("refresh"),
    );
    const { deployment } = await project.exportState();
    const left = (deployment.resources ?? []).filter(isMeasured).length;
    if (left !== size)
      throw new MeasuringError(`${left} of ${size} resources are left after the refresh of ${name}.`);
    return hostMemoryBytes;
  } finally {
    await project.dispose();
  }
}

function assignedTenant(size: number): { readonly tenant: TenantState; readonly ids: readonly string[] } {
  const tenant = tenantOf(size);
  const declared = assignmentsOf(size, packages.first);
  const ids = tenant.users.map(({ ID }) => ID.replaceAll(/^a+/g, "eeeeeeee"));
  tenant.users.forEach((user, index) => {
    const assignment = declared[index];
    const id = ids[index];
    if (assignment === undefined || id === undefined) return;
    const { accountId, destination, packageId } = assignment;
    user.DestinationList.push({
      ID: id,
      AccountID: accountId,
      Destination: destination,
      PackageID: packageId,
    });
  });
  return { tenant, ids };
}

function isMeasured({ type }: Resource): boolean {
  return type.startsWith("pulumi-nodejs:dynamic/");
}

/** A state in which the one measured resource stands as often as there are ids, each for a user of its own. */
function multiplied(state: StackState, ids: readonly string[]): StackState {
  const users = assignmentsOf(ids.length, packages.first).map(({ userId }) => userId);
  const resources = state.deployment.resources ?? [];
  const copies = resources.filter(isMeasured).flatMap((resource) =>
    ids.map((id, index) => ({
      ...resource,
      urn: resource.urn.replace(/user-0$/, `user-${index}`),
      id,
      inputs: { ...resource.inputs, userId: users[index] },
      outputs: { ...resource.outputs, userId: users[index] },
    })),
  );
  const others = resources.filter((resource) => !isMeasured(resource));
  return { ...state, deployment: { ...state.deployment, resources: [...others, ...copies] } };
}
