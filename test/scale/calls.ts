import type { Simulator } from "../../simulator/index.js";

/** How many calls the service saw. */
export interface Calls {
  readonly logins: number;
  /** Logins not among them. */
  readonly reads: number;
  readonly writes: number;
}

/** Counts the calls of an action. */
export async function callsOf(simulator: Simulator, action: () => Promise<unknown>): Promise<Calls> {
  simulator.clearRequests();
  await action();
  const { requests, logins } = simulator;
  const reads = requests.filter(({ method }) => method === "GET").length;
  return { logins, reads, writes: requests.length - logins - reads };
}
