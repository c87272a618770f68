import { randomUUID } from "node:crypto";
import { done, list, Refusal, scalar } from "../reply.js";
import { remove } from "../tenant/identity.js";
import type { UserState } from "../tenant/state.js";
import type { Store } from "../tenant/store.js";
import { assign, userDestinationView, type NewAssignment } from "./assignments.js";
import { parameter, required, single, type Operations } from "./call.js";

type UserProperties = Omit<UserState, "ID" | "DestinationList">;

interface UsersAddModels extends UserProperties {
  readonly DestinationList?: readonly Omit<NewAssignment, "UserID">[];
}

interface UsersEditModels extends Partial<Omit<UserProperties, "Email">> {
  readonly ID: string;
  readonly Email?: string | null;
}

/** Users: list, read, create, change, delete with and without their data. */
export const userOperations: Operations = {
  listUsers: ({ store }) =>
    list(
      "UsersModels",
      store.tenant.users.map((user) => userView(store, user)),
    ),
  getUser: (call) => {
    const user = call.store.user(parameter(call, "id"));
    return single(call, "UsersModels", user && userView(call.store, user));
  },
  createUser: ({ store, body }) => scalar(createUser(store, body as UsersAddModels)),
  updateUser: ({ store, body }) => {
    updateUser(store, body as UsersEditModels);
    return done;
  },
  deleteUserAndData: (call) => {
    deleteUser(call.store, parameter(call, "id"), { keepData: false });
    return done;
  },
  deleteUserAccountOnly: (call) => {
    deleteUser(call.store, parameter(call, "id"), { keepData: true });
    return done;
  },
};

/** Removes a user; the backup data is purged too unless `keepData` says not to. Throws for an unknown id. */
export function deleteUser(store: Store, id: string, { keepData }: { readonly keepData: boolean }): void {
  const user = required(store.user(id), "User not found.");
  remove(store.tenant.users, user);
  if (!keepData) store.purge(store.computersOf(id));
}

function userView(store: Store, user: UserState): object {
  const destinations = store.visible(user.DestinationList);
  return {
    ID: user.ID,
    Email: user.Email,
    FirstName: user.FirstName ?? null,
    LastName: user.LastName ?? null,
    NotificationEmails: user.NotificationEmails ?? [],
    Company: user.Company ?? null,
    Enabled: user.Enabled,
    LicenseManagmentMode: user.LicenseManagmentMode ?? 0,
    DestinationList: destinations.map((destination) => userDestinationView(store, destination)),
    SpaceUsed: user.SpaceUsed ?? 0,
  };
}

/** The new id; or, with status 200 all the same, the reason why there is none (docs/mbs-api.md). */
function createUser(store: Store, body: UsersAddModels): string {
  if (store.userByLogin(body.Email) !== undefined) return loginTaken(body.Email);
  const { Email, Enabled, DestinationList = [] } = body;
  const user: UserState = { ...sentProperties(body), ID: randomUUID(), Email, Enabled, DestinationList: [] };
  store.tenant.users.push(user);
  try {
    for (const destination of DestinationList) assign(store, { ...destination, UserID: user.ID });
  } catch (error) {
    remove(store.tenant.users, user);
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  return user.ID;
}

function updateUser(store: Store, body: UsersEditModels): void {
  const user = required(store.user(body.ID), "User not found.");
  const login = body.Email ?? user.Email;
  const holder = store.userByLogin(login);
  if (holder !== undefined && holder !== user) throw new Refusal(loginTaken(login));
  Object.assign(user, sentProperties(body), { Email: login });
}

// Passwords are checked and forgotten: no reply and no state file has them.
function sentProperties(body: UsersAddModels | UsersEditModels): Partial<UserProperties> {
  const { FirstName, LastName, NotificationEmails, Company, Enabled, LicenseManagmentMode } = body;
  const properties = { FirstName, LastName, NotificationEmails, Company, Enabled, LicenseManagmentMode };
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

function loginTaken(login: string): string {
  return `User with login ${login} already exists.`;
}
