import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CallLog, CallLogEntry } from "../../provider/http/call-log.js";
import type { ApiRequest } from "../../provider/http/api-call.js";
import { MbsClient, type ClientOptions } from "../../provider/http/client.js";
import type { ClientClock } from "../../provider/http/clock.js";
import type { ConnectionSettings } from "../../provider/http/settings.js";

export const password = "s3cret&/\"Pä'ss word";

/** A request as the service received it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export type Answer = (response: ServerResponse, received: Received, index: number) => void;

/** A clock that goes forward only by waiting. */
export class FakeClock implements ClientClock {
  readonly waits: number[] = [];
  time = 0;
  now(): number {
    return this.time;
  }
  sleep(milliseconds: number): Promise<void> {
    this.waits.push(milliseconds);
    this.time += milliseconds;
    return Promise.resolve();
  }
  random(): number {
    return 0.5;
  }
}

/** A service on a free port: it issues tokens `token-1`, `token-2`, and answers calls as a test says. */
export class LocalService {
  readonly calls: Received[] = [];
  readonly logins: Received[] = [];
  readonly log: CallLogEntry[] = [];
  readonly clock = new FakeClock();
  answerLogin: Answer = (response, _received, index) => json(response, 200, tokenReply(`token-${index}`));
  answer: Answer = (response) => json(response, 200, []);
  /** How many connections were made so far. */
  connections = 0;
  readonly #server: Server;
  readonly #clients: MbsClient[] = [];

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", () => (this.connections += 1));
    server.on("request", (request: IncomingMessage, response: ServerResponse) =>
      this.#receive(request, response),
    );
  }

  static async start(server: Server = createServer()): Promise<LocalService> {
    const service = new LocalService(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return service;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  client(settings: Partial<ConnectionSettings> = {}, options: ClientOptions = {}): MbsClient {
    const log: CallLog = { attempt: (entry) => this.log.push(entry) };
    const client = new MbsClient(
      {
        login: "api-login",
        password,
        apiUrl: `http://127.0.0.1:${this.port}`,
        requestFormat: "json",
        maxConcurrency: 16,
        timeoutSeconds: 30,
        ...settings,
      },
      { log, clock: this.clock, ...options },
    );
    this.#clients.push(client);
    return client;
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) {
      client.close();
    }
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const received = { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
      const isLogin = url === "/api/Provider/Login";
      const list = isLogin ? this.logins : this.calls;
      list.push(received);
      (isLogin ? this.answerLogin : this.answer)(response, received, list.length);
    });
  }
}

export function tokenReply(token: string, lifetime: unknown = 1209599): Record<string, unknown> {
  return { access_token: token, token_type: "bearer", expires_in: lifetime };
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
}

export function text(response: ServerResponse, status: number, body: string, type = "text/html"): void {
  response.writeHead(status, { "Content-Type": type }).end(body);
}

/** Gives each call the next answer; the last one stays. */
export function inTurn(...answers: Answer[]): Answer {
  return (response, received, index) =>
    answers[Math.min(index, answers.length) - 1]?.(response, received, index);
}

export const read: ApiRequest = { purpose: "list users", method: "GET", path: ["api", "Users"] };
export const write: ApiRequest = {
  purpose: 'add destination "x" to account "y"',
  method: "POST",
  path: ["api", "Accounts", "AddDestination"],
  body: { json: { AccountID: "y", Destination: "x" } },
};

/** The error that a promise is rejected with; fails when it is not, or not with the class expected. */
export async function rejection<Type extends Error>(
  promise: Promise<unknown>,
  type: abstract new (...args: never[]) => Type,
): Promise<Type> {
  const result = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!("error" in result)) {
    throw new Error(`expected ${type.name}, got the value ${JSON.stringify(result.value)}`);
  }
  if (!(result.error instanceof type)) {
    throw new Error(`expected ${type.name}, got ${String(result.error)}`, { cause: result.error });
  }
  return result.error;
}
