import { randomUUID } from "node:crypto";
import { namePairs, selectedData } from "../../computer-data/selected-data.js";
import type { ComputerDataPair } from "../../endpoints/computers.js";
import { ServiceCallError } from "../../http/errors.js";
import type { Lifecycle } from "../../lifecycle/lifecycle.js";
import type { Service } from "../../service/service.js";
import { checkUserComputerDataPurge, type UserComputerDataPurgeInputs as Inputs } from "./inputs.js";
import { difference, inputsFrom, remaining, type UserComputerDataPurgeState as State } from "./model.js";

/** Longest and shortest time between two looks while waiting, in milliseconds. */
const longestPause = 60_000;
const shortestPause = 1_000;
/** How often waiting reports its progress, in milliseconds. */
const reportEvery = 10_000;

/** An order to purge stored backup data now (docs/mbs-api.md, "Stored data of computers"). Creating it purges. */
export const userComputerDataPurge: Lifecycle<Inputs, State> = {
  check: checkUserComputerDataPurge,
  diff: difference,

  async create(service, inputs) {
    const { userId, computers, triggers, waitSeconds } = inputs;
    const pairs = await service.purges.order(userId, (listed) => selectedData(inputs, listed));
    const requestedAt = new Date().toISOString();
    const completed = pairs.length === 0 || (waitSeconds > 0 && (await waitOrReport(service, inputs, pairs)));
    return {
      id: randomUUID(),
      state: { userId, computers, waitSeconds, pairs, requestedAt, completed, ...(triggers && { triggers }) },
    };
  },

  /** Brings `completed` up to date. Data that comes back after a completed purge is new data, not a failed purge. */
  async read(service, id, state) {
    const list = state.completed ? undefined : await service.computerDirectory.item(state.userId);
    const completed =
      state.completed || (list !== undefined && remaining(state.pairs, list.pairs).length === 0);
    const found = { ...state, completed };
    return { id, state: found, inputs: inputsFrom(found) };
  },

  update: (_service, _id, oldState, { waitSeconds }) => Promise.resolve({ ...oldState, waitSeconds }),

  /** Only forgets the order: a purge cannot be taken back. */
  delete: () => Promise.resolve(),
};

/** The purge is ordered: a look that fails afterwards must not undo the record of it. */
async function waitOrReport(
  service: Service,
  inputs: Inputs,
  pairs: readonly ComputerDataPair[],
): Promise<boolean> {
  try {
    return await wait(service, inputs, pairs);
  } catch (error) {
    if (!(error instanceof ServiceCallError)) {
      throw error;
    }
    service.log.warning(`The purge is ordered, but whether it is done is not known: ${error.message}`);
    return false;
  }
}

/** Waits until the service lists none of the pairs, at most `waitSeconds`; says whether it came to that. */
async function wait(
  { clock, computerDirectory, log }: Service,
  { userId, waitSeconds }: Inputs,
  pairs: readonly ComputerDataPair[],
): Promise<boolean> {
  const end = clock.now() + waitSeconds * 1_000;
  let reportedAt = -Infinity;
  for (let pause = shortestPause; ; pause = Math.min(pause * 1.5, longestPause)) {
    const list = await computerDirectory.item(userId, clock.now());
    // With the user gone the service lists nothing any more, which proves nothing.
    const left = list === undefined ? pairs : remaining(pairs, list.pairs);
    if (left.length === 0) {
      return true;
    }
    const time = clock.now();
    if (time >= end) {
      log.warning(
        `The purge of ${namePairs(left)} of user "${userId}" is ordered but not done after ${String(waitSeconds)} s: ` +
          `"pulumi refresh" shows later whether it is.`,
      );
      return false;
    }
    if (time - reportedAt >= reportEvery) {
      reportedAt = time;
      log.info(
        `Waiting for the purge of user "${userId}": ${String(pairs.length - left.length)} of ${String(pairs.length)} done, ` +
          `at most ${String(Math.ceil((end - time) / 1_000))} s more.`,
      );
    }
    await clock.sleep(Math.min(pause, end - time));
  }
}
