import * as v from "valibot";
import type { ApiRequest } from "../http/api-call.js";
import type { MbsClient } from "../http/client.js";
import { idText, readReply } from "./reply.js";

/** Stored backup data of one computer in one destination. The id belongs to this list alone (docs/mbs-api.md). */
export interface ComputerDataPair {
  readonly destinationId: string;
  /** Free text; sent back exactly as it came. */
  readonly computerName: string;
}

const pair = v.pipe(
  v.object({ destinationid: idText, computername: idText }),
  v.transform((wire): ComputerDataPair => ({
    destinationId: wire.destinationid,
    computerName: wire.computername,
  })),
);

/** The part of the noun `Users` that deals with stored backup data. */
export class Computers {
  constructor(private readonly client: MbsClient) {}

  /** `GET /api/Users/{userId}/Computers`; `undefined` when the service knows no such user. */
  async list(userId: string): Promise<ComputerDataPair[] | undefined> {
    const request: ApiRequest = {
      purpose: `list the computers of user "${userId}"`,
      method: "GET",
      path: ["api", "Users", userId, "Computers"],
    };
    const reply = readReply(request, await this.client.call(request), v.nullish(v.array(pair)));
    return reply ?? undefined;
  }

  /**
   * `DELETE /api/Users/{userId}/Computers`: orders the purge of the pairs, which the service carries out within
   * about 24 hours. The body is always an array with at least one pair: what anything else does is unknown.
   */
  async purge(userId: string, pairs: readonly [ComputerDataPair, ...ComputerDataPair[]]): Promise<void> {
    await this.client.call({
      purpose: `purge the data of ${String(pairs.length)} computer${pairs.length === 1 ? "" : "s"} of user "${userId}"`,
      method: "DELETE",
      path: ["api", "Users", userId, "Computers"],
      body: {
        json: pairs.map(({ destinationId, computerName }) => ({
          DestinationId: destinationId,
          ComputerName: computerName,
        })),
        xml: {
          name: "ArrayOfUserComputerData",
          children: pairs.map(({ destinationId, computerName }) => ({
            name: "UserComputerData",
            children: [
              { name: "ComputerName", children: computerName },
              { name: "DestinationId", children: destinationId },
            ],
          })),
        },
      },
    });
  }
}
