import type { Tokens } from "./login.js";
import {
  addDestination,
  placeById,
  removeDestination,
  rename,
  type NewAccountDestination,
} from "./rooms/account-destinations.js";
import { required } from "./rooms/call.js";
import { assign, changeAssignment, holding, type NewAssignment } from "./rooms/assignments.js";
import { deleteUser } from "./rooms/users.js";
import { remove } from "./tenant/identity.js";
import type { ComputerDataState } from "./tenant/state.js";
import { samePair, type Store } from "./tenant/store.js";

/**
 * Changes from outside, as somebody makes them in the web console of the service: they need no login, are in no
 * request log, and are seen by the next read. Each throws an `Error` when the console would refuse too.
 */
export class WebConsole {
  readonly #store: Store;
  readonly #tokens: Tokens;

  constructor(store: Store, tokens: Tokens) {
    this.#store = store;
    this.#tokens = tokens;
  }

  /** Assigns a destination to a user. Returns the ID of the user's destination. */
  assignDestination(assignment: NewAssignment): string {
    return assign(this.#store, assignment).ID;
  }

  /** Takes a destination away from its user; `id` is the ID of the user's destination. */
  unassignDestination(id: string): void {
    const { user, assignment } = holding(this.#store, id);
    remove(user.DestinationList, assignment);
  }

  /** Changes the package or the bucket of a user's destination. */
  changeAssignment(id: string, change: { readonly PackageID?: number; readonly Destination?: string }): void {
    const { user, assignment } = holding(this.#store, id);
    changeAssignment(this.#store, user, assignment, change);
  }

  /** Registers a bucket with a storage account. Returns the DestinationID. */
  addDestination(destination: NewAccountDestination): string {
    return addDestination(this.#store, destination).destination.DestinationID;
  }

  /** Gives an account's destination another display name. */
  renameDestination(destinationId: string, displayName: string | null): void {
    rename(this.#store, placeById(this.#store, destinationId).destination, displayName);
  }

  /** Removes a destination from its storage account. Refused while a user has it. */
  removeDestination(destinationId: string): void {
    removeDestination(this.#store, placeById(this.#store, destinationId));
  }

  /** Deletes a user, by default with the backup data. */
  deleteUser(id: string, { keepData = false }: { readonly keepData?: boolean } = {}): void {
    deleteUser(this.#store, id, { keepData });
  }

  /** Adds backup data of a computer, as a backup run does. */
  addComputerData(pair: ComputerDataState): void {
    if (!this.#store.tenant.computers.some((held) => samePair(held, pair))) {
      this.#store.tenant.computers.push({ ...pair });
    }
  }

  /** Removes backup data of a computer, as the end of a purge does. */
  removeComputerData(pair: ComputerDataState): void {
    const { computers } = this.#store.tenant;
    remove(
      computers,
      required(
        computers.find((held) => samePair(held, pair)),
        "There is no such computer data.",
      ),
    );
  }

  /** Changes the password of an API login. Its tokens are void at once. */
  changePassword(login: string, newPassword: string): void {
    const known = this.#store.tenant.apiLogins.find((entry) => entry.login === login);
    required(known, `There is no API login "${login}".`).password = newPassword;
    this.#tokens.revoke(login);
  }

  /** Voids every token, as if all had expired. */
  expireTokens(): void {
    this.#tokens.revoke();
  }
}
