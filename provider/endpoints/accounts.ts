import * as v from "valibot";
import type { ApiRequest } from "../http/api-call.js";
import type { MbsClient } from "../http/client.js";
import { sameId } from "../identity.js";
import { guid, idText, listOf, optionalText, provesNothing, readReply, unexpectedReply } from "./reply.js";

/** A bucket registered as a destination of a storage account. */
export interface AccountDestinationEntry {
  readonly destinationId: string;
  readonly accountId: string;
  /** Name of the bucket. */
  readonly destination: string;
  readonly displayName: string | undefined;
}

/** A storage account. */
export interface Account {
  readonly accountId: string;
  readonly displayName: string | undefined;
  readonly destinations: readonly AccountDestinationEntry[];
}

const destinationOfAccount = v.pipe(
  v.object({
    destinationid: idText,
    accountid: optionalText,
    destination: v.string(),
    destinationdisplayname: optionalText,
  }),
  v.transform((wire) => ({
    destinationId: wire.destinationid,
    accountId: wire.accountid,
    destination: wire.destination,
    displayName: wire.destinationdisplayname,
  })),
);

const account = v.pipe(
  v.object({
    accountid: idText,
    displayname: optionalText,
    destinations: listOf(destinationOfAccount),
  }),
  v.transform((wire): Account => ({
    accountId: wire.accountid,
    displayName: wire.displayname,
    destinations: wire.destinations.map((entry) => ({
      ...entry,
      accountId: entry.accountId ?? wire.accountid,
    })),
  })),
);

/** An account, an array of one, or nothing: all three occur for a read by id. */
const accountReply = v.union([account, v.pipe(v.array(account), v.maxLength(1)), v.null(), v.undefined()]);

/** A new destination as an object, its bare id, or anything else, which proves nothing. */
const addReply = v.union([
  destinationOfAccount,
  v.pipe(
    guid,
    v.transform((destinationId) => ({ destinationId })),
  ),
  provesNothing,
]);

/** What identifies a destination of an account on the wire. */
export interface DestinationFields {
  readonly accountId: string;
  readonly destination: string;
  readonly displayName: string;
}

/** The noun `Accounts` of the API. */
export class Accounts {
  constructor(private readonly client: MbsClient) {}

  /** `GET /api/Accounts/{id}`; `undefined` when the service answers that there is no such account. */
  async read(accountId: string): Promise<Account | undefined> {
    const request = get(`read storage account "${accountId}"`, ["api", "Accounts", accountId]);
    const answer = await this.client.call(request);
    const reply = readReply(request, answer, accountReply);
    const found = Array.isArray(reply) ? reply[0] : (reply ?? undefined);
    if (found !== undefined && !sameId(found.accountId, accountId)) {
      throw unexpectedReply(request, answer, "the reply is about another id");
    }
    return found;
  }

  /** `GET /api/Accounts`. */
  async list(): Promise<Account[]> {
    const request = get("list the storage accounts", ["api", "Accounts"]);
    return readReply(request, await this.client.call(request), v.array(account));
  }

  /** `POST /api/Accounts/AddDestination`; the new entry as far as the reply tells it. */
  async addDestination(fields: DestinationFields): Promise<AccountDestinationEntry | undefined> {
    const request: ApiRequest = {
      purpose: `add destination "${fields.destination}" to storage account "${fields.accountId}"`,
      method: "POST",
      path: ["api", "Accounts", "AddDestination"],
      body: bodyOf("DestinationOfAccountCreate", fields),
    };
    const reply = readReply(request, await this.client.call(request), addReply);
    return reply === undefined ? undefined : { ...fields, ...withoutUndefined(reply) };
  }

  /** `PUT /api/Accounts/EditDestination`. */
  async editDestination(destinationId: string, fields: DestinationFields): Promise<void> {
    await this.client.call({
      purpose: `change destination "${fields.destination}" of storage account "${fields.accountId}"`,
      method: "PUT",
      path: ["api", "Accounts", "EditDestination"],
      body: bodyOf("DestinationOfAccount", fields, destinationId),
    });
  }

  /** `PUT /api/Accounts/RemoveDestination`, always with all four fields. */
  async removeDestination(destinationId: string, fields: DestinationFields): Promise<void> {
    await this.client.call({
      purpose: `remove destination "${fields.destination}" from storage account "${fields.accountId}"`,
      method: "PUT",
      path: ["api", "Accounts", "RemoveDestination"],
      body: bodyOf("DestinationOfAccount", fields, destinationId),
    });
  }
}

function withoutUndefined<Wire extends object>(
  wire: Wire,
): { [Key in keyof Wire]: Exclude<Wire[Key], undefined> } {
  return Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Wire]: Exclude<Wire[Key], undefined>;
  };
}

function get(purpose: string, path: readonly string[]): ApiRequest {
  return { purpose, method: "GET", path };
}

function bodyOf(
  root: string,
  { accountId, destination, displayName }: DestinationFields,
  destinationId?: string,
) {
  const json = {
    AccountID: accountId,
    Destination: destination,
    DestinationDisplayName: displayName,
    ...(destinationId === undefined ? {} : { DestinationID: destinationId }),
  };
  return { json, xml: { name: root, children: elements(json) } };
}

/** The fields as XML elements in the given order, which is the order that the service reads them in. */
function elements(fields: Readonly<Record<string, string>>) {
  return Object.entries(fields).map(([name, children]) => ({ name, children }));
}
