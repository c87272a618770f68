import * as v from "valibot";
import type { ApiRequest } from "../http/api-call.js";
import type { MbsClient } from "../http/client.js";
import { sameId } from "../identity.js";
import { assignment, type Assignment } from "./destinations.js";
import { idText, listOf, optionalText, readReply, unexpectedReply } from "./reply.js";

/** A backup user with the destinations that are assigned to it. */
export interface User {
  readonly userId: string;
  /** The API calls it Email; it need not be an address. */
  readonly login: string | undefined;
  readonly destinations: readonly Assignment[];
}

const user = v.pipe(
  v.object({ id: idText, email: optionalText, destinationlist: listOf(assignment) }),
  v.transform((wire): User => ({ userId: wire.id, login: wire.email, destinations: wire.destinationlist })),
);

const userReply = v.union([user, v.pipe(v.array(user), v.maxLength(1)), v.null(), v.undefined()]);

/** The noun `Users` of the API. */
export class Users {
  constructor(private readonly client: MbsClient) {}

  /** `GET /api/Users/{id}`; `undefined` when the service answers that there is no such user. */
  async read(userId: string): Promise<User | undefined> {
    const request: ApiRequest = {
      purpose: `read user "${userId}"`,
      method: "GET",
      path: ["api", "Users", userId],
    };
    const answer = await this.client.call(request);
    const reply = readReply(request, answer, userReply);
    const found = Array.isArray(reply) ? reply[0] : (reply ?? undefined);
    if (found !== undefined && !sameId(found.userId, userId)) {
      throw unexpectedReply(request, answer, "the reply is about another id");
    }
    return found;
  }

  /** `GET /api/Users`: every user with its destinations. */
  async list(): Promise<User[]> {
    const request: ApiRequest = { purpose: "list the users", method: "GET", path: ["api", "Users"] };
    return readReply(request, await this.client.call(request), v.array(user));
  }
}
