import { setMaxListeners } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { writeReply, type Answer } from "./bodies/reply-body.js";
import { readContent, splitTarget } from "./incoming.js";
import { deliver } from "./faults/delivery.js";
import type { FaultScript } from "./faults/fault-script.js";
import type { Behaviour } from "./options/behaviour.js";
import { failure } from "./reply.js";
import type { LoggedRequest, OpenEntry, RequestLog } from "./request-log.js";
import { findRoute, type RouteMatch } from "./router.js";
import type { Service } from "./service.js";

/** What the front desk works with. */
export interface FrontDeskParts {
  readonly service: Service;
  readonly behaviour: Behaviour;
  readonly faults: FaultScript;
  readonly log: RequestLog;
}

const redacted = "[redacted]";
// Operations whose bodies hold nothing that must be kept out of a log.
const plainBodies =
  /^(addAccountDestination|editAccountDestination|removeAccountDestination|addUserDestination|editUserDestination|deleteUserComputerData)$/;

/** Takes the API's requests from their sockets to the service and back: log, faults, delays, formats. */
export class ApiFrontDesk {
  readonly #parts: FrontDeskParts;
  readonly #stopping = new AbortController();
  readonly #numbers = new WeakMap<Socket, number>();
  readonly #listeners: ((request: LoggedRequest) => void)[] = [];
  #connections = 0;

  constructor(parts: FrontDeskParts) {
    this.#parts = parts;
    // Every delayed request waits on this signal.
    setMaxListeners(0, this.#stopping.signal);
  }

  get connections(): number {
    return this.#connections;
  }

  /** Counts a new connection. */
  accept(socket: Socket): void {
    this.#connections += 1;
    this.#numbers.set(socket, this.#connections);
  }

  onAnswered(listener: (request: LoggedRequest) => void): void {
    this.#listeners.push(listener);
  }

  /** Ends every wait. */
  stop(): void {
    this.#stopping.abort();
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const content = await readContent(request);
    // The caller went away while sending: there is nobody to answer.
    if (content === undefined) return;
    const { path, query } = splitTarget(request.url ?? "/");
    const method = request.method ?? "GET";
    const match = findRoute(method, path);
    const login = this.#parts.service.tokens.loginOf(request.headers.authorization);
    const operationId = match.kind === "found" ? match.route.operationId : null;
    const entry = this.#parts.log.begin({
      method,
      path,
      query: Object.fromEntries(query),
      operationId,
      contentType: request.headers["content-type"] ?? null,
      requestBody: loggableBody(content, operationId),
      authorizedAs: login ?? null,
      connection: this.#numbers.get(request.socket) ?? 0,
    });
    const arrival = performance.now();
    const fault = this.#parts.faults.take(method, path);
    this.#setClock(response);
    try {
      const { latencyMilliseconds } = this.#parts.behaviour;
      if (latencyMilliseconds > 0)
        await wait(latencyMilliseconds, undefined, { signal: this.#stopping.signal });
      await deliver({ response, entry, stopping: this.#stopping.signal }, fault, () =>
        this.#carryOut(match, request, content, entry),
      );
    } catch (error) {
      if (!this.#stopping.signal.aborted) throw error;
      response.destroy();
    }
    entry.durationMilliseconds = Math.round((performance.now() - arrival) * 1000) / 1000;
    for (const listener of this.#listeners) listener(entry);
  }

  #carryOut(match: RouteMatch, request: IncomingMessage, content: Buffer, entry: OpenEntry): Answer {
    const { service } = this.#parts;
    const xmlForm = match.kind === "found" && match.route.repliesInXml;
    const query = new Map(Object.entries(entry.query).map(([name, value]) => [name.toLowerCase(), value]));
    const { "content-type": contentType, accept, authorization } = request.headers;
    // Judged again here: a token may have gone void while the request was held.
    const login = service.tokens.loginOf(authorization);
    try {
      const reply = service.answer(match, { path: entry.path, query, contentType, content, login });
      return writeReply(reply, accept, xmlForm);
    } catch (error) {
      const reply = failure(500, `An error has occurred. ${error instanceof Error ? error.message : ""}`);
      return writeReply(reply, accept, false);
    }
  }

  #setClock(response: ServerResponse): void {
    const { clockOffsetSeconds } = this.#parts.behaviour;
    if (clockOffsetSeconds === 0) return;
    response.setHeader("Date", new Date(Date.now() + clockOffsetSeconds * 1000).toUTCString());
  }
}

// Also the body of an unknown route: it may be a login sent to a misspelt address.
function loggableBody(content: Buffer, operationId: string | null): string {
  if (content.length === 0) return "";
  return operationId !== null && plainBodies.test(operationId) ? content.toString("utf8") : redacted;
}
