import { randomUUID } from "node:crypto";
import { schemaNamed } from "../openapi.js";
import { done, list, Refusal, scalar } from "../reply.js";
import type { AccountState } from "../tenant/state.js";
import type { Store } from "../tenant/store.js";
import { accountDestinationView } from "./account-destinations.js";
import { parameter, singleOrArray, type Operations } from "./call.js";

interface NewAccount {
  readonly DisplayName: string;
  /** The number or the name of the kind of storage. */
  readonly Type: number | string;
  readonly AccountSettings: Readonly<Record<string, unknown>> & { readonly FS?: { readonly Path: string } };
}

/** Storage accounts: list, read, create. */
export const accountOperations: Operations = {
  listAccounts: ({ store }) =>
    list(
      "AccountsModels",
      store.tenant.accounts.map((account) => accountView(store, account)),
    ),
  getAccount: (call) => {
    const account = call.store.account(parameter(call, "id"));
    return singleOrArray(call, "AccountsModels", account && accountView(call.store, account));
  },
  createAccount: ({ store, body, behaviour }) => {
    const account = createAccount(body as NewAccount);
    store.tenant.accounts.push(account);
    return behaviour.createReplies === "empty" ? done : scalar(account.AccountID);
  },
};

function accountView(store: Store, account: AccountState): object {
  const destinations = store.visible(account.Destinations);
  return {
    AccountID: account.AccountID,
    DateCreated: account.DateCreated ?? null,
    DisplayName: account.DisplayName,
    StorageType: account.StorageType,
    Destinations: destinations.map((destination) => accountDestinationView(account, destination)),
  };
}

// The settings hold storage secrets; the simulator forgets them, as no read returns them.
function createAccount({ DisplayName, Type, AccountSettings }: NewAccount): AccountState {
  const StorageType = typeof Type === "string" ? Type : (storageTypes()[Type] ?? String(Type));
  const { FS: share } = AccountSettings;
  if (Object.keys(AccountSettings).length === 0 || (StorageType === "FS" && share === undefined)) {
    throw new Refusal("The account settings don't fit the type of the account.");
  }
  const isShare = StorageType === "FS" && share !== undefined;
  return {
    AccountID: randomUUID(),
    DateCreated: new Date().toISOString().replace("Z", ""),
    DisplayName,
    StorageType,
    Destinations: isShare ? [{ DestinationID: randomUUID(), Destination: share.Path }] : [],
  };
}

function storageTypes(): readonly string[] {
  return schemaNamed("AccountType")["x-enum-varnames"] ?? [];
}
