import { done, failure, list, type Reply } from "../reply.js";
import type { ComputerDataState } from "../tenant/state.js";
import type { Store } from "../tenant/store.js";
import { parameter, type Call, type Operations } from "./call.js";

/** Backup data of computers: list and purge. */
export const computerOperations: Operations = {
  listUserComputers: (call) => listComputers(call, parameter(call, "userId")),
  deleteUserComputerData: (call) => {
    const pairs = call.body as readonly Omit<ComputerDataState, "UserID">[];
    // Also for a user who is gone: the call is documented for that case.
    purge(call.store, parameter(call, "userId"), pairs);
    return done;
  },
};

function listComputers({ store, behaviour }: Call, userId: string): Reply {
  const isKnown = store.user(userId) !== undefined;
  if (!isKnown && behaviour.computersOfUnknownUser === "404") return failure(404, "User not found.");
  if (!isKnown && behaviour.computersOfUnknownUser === "empty") return list("UserComputerData", []);
  const pairs = store.computersOf(userId);
  return list(
    "UserComputerData",
    pairs.map(({ DestinationId, ComputerName }) => ({ DestinationId, ComputerName })),
  );
}

function purge(store: Store, userId: string, pairs: readonly Omit<ComputerDataState, "UserID">[]): void {
  store.purge(
    pairs.map(({ DestinationId, ComputerName }) => ({ UserID: userId, DestinationId, ComputerName })),
  );
}
