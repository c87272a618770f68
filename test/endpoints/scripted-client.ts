import type { ApiReply, ApiRequest } from "../../provider/http/api-call.js";
import type { MbsClient } from "../../provider/http/client.js";

/** Answers calls as a test says, and remembers them. */
export class ScriptedClient {
  readonly requests: ApiRequest[] = [];

  /** @param answer the body of the reply to a request; it may throw instead */
  constructor(private readonly answer: (request: ApiRequest) => unknown) {}

  async call(request: ApiRequest): Promise<ApiReply> {
    this.requests.push(request);
    return { status: 200, body: await this.answer(request), requestId: "request-1" };
  }

  /** This object in the place of the real client. */
  get client(): MbsClient {
    return this as unknown as MbsClient;
  }

  /** The requests as `GET /api/Users`. */
  get calls(): string[] {
    return this.requests.map(({ method, path }) => `${method} /${path.join("/")}`);
  }
}
