import * as v from "valibot";
import type { ApiRequest } from "../http/api-call.js";
import type { MbsClient } from "../http/client.js";
import { guid, idText, optionalText, provesNothing, readReply, wholeNumber } from "./reply.js";

/** A destination as it is assigned to a user. */
export interface Assignment {
  /** Id of the assignment; not the id that the storage account has for the destination. */
  readonly id: string;
  readonly accountId: string;
  /** Name of the bucket. */
  readonly destination: string;
  readonly packageId: number | undefined;
  readonly accountDisplayName: string | undefined;
  readonly displayName: string | undefined;
}

/** Reads a `UserDestinationsModel` whose property names are in lower case. */
export const assignment = v.pipe(
  v.object({
    id: idText,
    accountid: v.string(),
    destination: v.string(),
    packageid: v.nullish(wholeNumber),
    accountdisplayname: optionalText,
    destinationdisplayname: optionalText,
  }),
  v.transform((wire): Assignment => ({
    id: wire.id,
    accountId: wire.accountid,
    destination: wire.destination,
    packageId: wire.packageid ?? undefined,
    accountDisplayName: wire.accountdisplayname,
    displayName: wire.destinationdisplayname,
  })),
);

/** A new assignment as an object, its bare id, or anything else, which proves nothing. */
const addReply = v.union([
  assignment,
  v.pipe(
    guid,
    v.transform((id) => ({ id })),
  ),
  provesNothing,
]);

/** What an assignment says: which user gets which bucket of which storage account with which package. */
export interface AssignmentFields {
  readonly userId: string;
  readonly accountId: string;
  readonly destination: string;
  readonly packageId: number;
}

/** The noun `Destinations` of the API: what is assigned to users. */
export class Destinations {
  constructor(private readonly client: MbsClient) {}

  /** `POST /api/Destinations`; the new assignment where the reply is one, or only its id. */
  async add(fields: AssignmentFields): Promise<Assignment | { readonly id: string } | undefined> {
    const request: ApiRequest = {
      purpose: `assign destination "${fields.destination}" to user "${fields.userId}"`,
      method: "POST",
      path: ["api", "Destinations"],
      body: {
        json: wireFields(fields),
        xml: {
          name: "AddUserDestination",
          children: [
            { name: "AccountID", children: fields.accountId },
            { name: "Destination", children: fields.destination },
            { name: "PackageID", children: String(fields.packageId) },
            { name: "UserID", children: fields.userId },
          ],
        },
      },
    };
    return readReply(request, await this.client.call(request), addReply);
  }

  /** `PUT /api/Destinations` with all five fields. It has no documented XML form and is always JSON. */
  async edit(id: string, fields: AssignmentFields): Promise<void> {
    await this.client.call({
      purpose: `change destination "${fields.destination}" of user "${fields.userId}"`,
      method: "PUT",
      path: ["api", "Destinations"],
      body: { json: { ID: id, ...wireFields(fields) } },
    });
  }

  /** `DELETE /api/Destinations/{id}?userId=`: takes the destination from the user, leaves stored data alone. */
  async remove(
    id: string,
    { userId, destination }: Pick<AssignmentFields, "userId" | "destination">,
  ): Promise<void> {
    await this.client.call({
      purpose: `take destination "${destination}" from user "${userId}"`,
      method: "DELETE",
      path: ["api", "Destinations", id],
      query: { userId },
    });
  }
}

function wireFields({ userId, accountId, destination, packageId }: AssignmentFields) {
  return { UserID: userId, AccountID: accountId, Destination: destination, PackageID: packageId };
}
