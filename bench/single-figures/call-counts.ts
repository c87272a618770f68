import type { Behaviour, TenantState } from "../../simulator/index.js";
import type { Bench } from "../bench.js";
import { judge, type LimitResult } from "../limits.js";
import type { Operation } from "../measurement.js";
import { trafficOf } from "../simulator-process.js";
import { StackProject, type BenchProgram } from "../stack-project.js";
import { assignmentsOf, packages, tenantOf, userId } from "../tenant.js";

/** Something whose calls are counted: a program, a service, and the operations on the way. */
interface Scene {
  readonly program: BenchProgram;
  readonly tenant: TenantState;
  readonly behaviour?: Partial<Behaviour>;
}

/** What an operation sent, by verb. */
interface Counted {
  readonly lists: number;
  readonly writes: number;
  readonly logins: number;
}

/**
 * The limits on API calls that the rounds do not meet. Counts do not depend on the machine, so each is taken once, and
 * without checkpoints, which call nothing.
 *
 * @param size how many assignments and buckets
 * @param engine how many steps the engine takes at once
 */
export async function countCalls(bench: Bench, size: number, engine: number): Promise<LimitResult[]> {
  const [emptyReplies] = await play(bench, sceneOfEmptyReplies(size), ["create"]);
  const [, pairs] = await play(bench, sceneOfPairs(size), ["create", "destroy"]);
  const computers = 100;
  const resources = 50;
  const [, many] = await play(bench, sceneOfPurges(computers, resources), ["create", "destroy"]);
  const [, one] = await play(bench, sceneOfPurges(computers, 1), ["create", "destroy"]);
  const reads = Math.floor(size / 4) + 2;
  const rounds = resources / engine + 1;
  return [
    judge(
      `POSTs of \`up\` that creates ${size} UserDestinations, with empty replies`,
      String(size),
      emptyReplies?.writes,
      size,
    ),
    judge(`Reads of the same \`up\``, `n/4 + 2 = ${reads}`, emptyReplies?.lists, reads),
    judge(
      `API calls of \`destroy\` of ${size} UserDestinations and ${size} AccountDestinations`,
      `2n + 3 = ${2 * size + 3}`,
      pairs && pairs.lists + pairs.writes,
      2 * size + 3,
    ),
    judge(
      `Lists of a purge of ${computers} computers of one user in ${resources} resources`,
      `r/p + 1 = ${rounds.toFixed(2)}`,
      many?.lists,
      rounds,
    ),
    judge(`DELETEs of the same purge`, `r/p + 1 = ${rounds.toFixed(2)}`, many?.writes, rounds),
    judge(`Lists of the same purge in one resource`, "1", one?.lists, 1),
    judge(`DELETEs of the same purge in one resource`, "1", one?.writes, 1),
    judge(
      "Logins in each of these runs",
      "1",
      Math.max(...[emptyReplies, pairs, many, one].map((counted) => counted?.logins ?? 0)),
      1,
    ),
  ];
}

async function play(bench: Bench, scene: Scene, operations: readonly Operation[]): Promise<Counted[]> {
  const { simulator, signal, progress } = bench;
  await simulator.reset(scene.tenant, {
    latencyMilliseconds: 0,
    createReplies: "object",
    ...scene.behaviour,
  });
  const project = await StackProject.create(scene.program, simulator.url, false, signal);
  try {
    const counted: Counted[] = [];
    for (const operation of operations) {
      await progress.during(`Counting the calls of ${scene.program.name}: ${operation}`, () =>
        project.run(operation),
      );
      const requests = await simulator.takeRequests();
      const { apiCalls, logins } = trafficOf(requests);
      const lists = requests.filter(({ method }) => method === "GET").length;
      counted.push({ lists, writes: apiCalls - lists, logins });
    }
    return counted;
  } finally {
    await project.dispose();
  }
}

function sceneOfEmptyReplies(size: number): Scene {
  return {
    program: { name: "single", declared: assignmentsOf(size, packages.first) },
    tenant: tenantOf(size),
    behaviour: { createReplies: "empty" },
  };
}

function sceneOfPairs(size: number): Scene {
  const declared = assignmentsOf(size, packages.first).map((assignment, index) => ({
    ...assignment,
    destination: `bucket-${index}`,
  }));
  return { program: { name: "pairs", declared }, tenant: tenantOf(size) };
}

function sceneOfPurges(computers: number, resources: number): Scene {
  const names = Array.from({ length: computers }, (_, index) => `PC-${index}`);
  const selections = Array.from({ length: resources }, (_, index) =>
    names.filter((_name, place) => place % resources === index),
  );
  const user = userId(0);
  const data = names.map((ComputerName) => ({ UserID: user, DestinationId: "d-1", ComputerName }));
  return {
    program: { name: "purges", declared: { userId: user, selections } },
    tenant: { ...tenantOf(1), computers: data },
  };
}
