import type { Behaviour } from "../options/behaviour.js";
import { done, failure, list, noSuchRoute, object, Refusal, scalar, type Reply } from "../reply.js";
import { remove, sameId } from "../tenant/identity.js";
import type { UserDestinationState, UserState } from "../tenant/state.js";
import type { Store } from "../tenant/store.js";
import { assign, changeAssignment, holding, userDestinationView, type NewAssignment } from "./assignments.js";
import { parameter, required, type Call, type Operations } from "./call.js";

interface EditUserDestination extends Partial<NewAssignment> {
  readonly ID: string;
  readonly UserID: string;
  readonly AccountID: string;
}

/** Destinations of users: list, assign, change, take away. */
export const destinationOperations: Operations = {
  listDestinations,
  listUserDestinations: (call) => {
    const user = call.store.userByLogin(parameter(call, "userEmailOrId"));
    return user === undefined
      ? failure(406, "User not found.")
      : list("UserDestinationsModel", viewsOf(call.store, user));
  },
  addUserDestination: ({ store, body, behaviour }) => {
    const assignment = assign(store, body as NewAssignment);
    store.created(assignment);
    return createReply(behaviour, store, assignment);
  },
  editUserDestination: ({ store, body }) => {
    const edit = body as EditUserDestination;
    const { user, assignment } = holding(store, edit.ID, edit.UserID);
    if (!sameId(assignment.AccountID, edit.AccountID)) throw new Refusal("The account can't be changed.");
    changeAssignment(store, user, assignment, edit);
    return done;
  },
  deleteUserDestination: (call) => {
    const userId = required(call.query.get("userid"), "The userId parameter is required.");
    const { user, assignment } = holding(call.store, parameter(call, "userEmailOrId"), userId);
    remove(user.DestinationList, assignment);
    return done;
  },
};

function listDestinations({ store, behaviour }: Call): Reply {
  if (behaviour.destinationsWithoutLogin === "absent") return noSuchRoute("/api/Destinations");
  if (behaviour.destinationsWithoutLogin === "allUsers") {
    return list(
      "UserDestinationsModel",
      store.tenant.users.flatMap((user) => viewsOf(store, user)),
    );
  }
  const destinations = store.tenant.accounts.flatMap((account) =>
    store.visible(account.Destinations).map(({ Destination, DestinationDisplayName }) => ({
      AccountID: account.AccountID,
      AccountDisplayName: account.DisplayName,
      Destination,
      DestinationDisplayName: DestinationDisplayName ?? null,
    })),
  );
  return list("DestinationsModel", destinations);
}

function viewsOf(store: Store, user: UserState): object[] {
  return store.visible(user.DestinationList).map((assignment) => userDestinationView(store, assignment));
}

function createReply(behaviour: Behaviour, store: Store, assignment: UserDestinationState): Reply {
  if (behaviour.createReplies === "empty") return done;
  if (behaviour.createReplies === "id") return scalar(assignment.ID);
  const view = Object.entries(userDestinationView(store, assignment));
  const shown = behaviour.createReplies === "object" ? view : view.filter(([name]) => name !== "ID");
  return object("UserDestinationsModel", Object.fromEntries(shown));
}
