import type { IncomingMessage, ServerResponse } from "node:http";
import type { WebConsole } from "../console.js";
import type { FaultScript } from "../faults/fault-script.js";
import { isThisMachine, readContent, splitTarget } from "../incoming.js";
import { behaviourSchema, type Behaviour } from "../options/behaviour.js";
import type { RequestLog } from "../request-log.js";
import { parseTenantState } from "../tenant/state.js";
import type { Store } from "../tenant/store.js";
import { valid } from "../valid.js";
import { consoleCalls, parseFault } from "./arguments.js";

/** What the control routes show and change. */
export interface ControlledParts {
  readonly store: Store;
  readonly behaviour: Behaviour;
  readonly faults: FaultScript;
  readonly log: RequestLog;
  readonly console: WebConsole;
}

type Handler = (sent: unknown, query: URLSearchParams) => unknown;

const prefix = /^\/simulator\//i;

/**
 * The simulator's own routes under /simulator/, for other processes: what `Simulator` offers to its own. They
 * need no login, answer callers on the same machine only, and are not in the request log.
 */
export class ControlRoutes {
  readonly #parts: ControlledParts;
  readonly #handlers: Readonly<Record<string, Handler>>;

  constructor(parts: ControlledParts) {
    this.#parts = parts;
    const { store, behaviour, faults, log } = parts;
    this.#handlers = {
      "GET requests": (_, query) => this.#requestsSince(Number(query.get("since") ?? 0)),
      "DELETE requests": () => log.clear(),
      "GET state": () => store.tenant,
      "PUT state": (sent) => store.replace(parseTenantState(sent)),
      "GET behaviour": () => behaviour,
      "PATCH behaviour": (sent) => Object.assign(behaviour, switches(sent)),
      "GET faults": () => ({ unused: faults.unused().map(jsonFault) }),
      "POST faults": (sent) => void faults.add(parseFault(sent)),
      "DELETE faults": () => faults.clear(),
      "GET purged": () => store.purged,
    };
  }

  isMeant(request: IncomingMessage): boolean {
    return prefix.test(request.url ?? "");
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const content = await readContent(request);
    if (content === undefined) return;
    if (!isThisMachine(request.socket.remoteAddress)) {
      send(response, 403, { Message: "The routes under /simulator/ answer this machine only." });
      return;
    }
    const { path, query } = splitTarget(request.url ?? "");
    const handler = this.#handlerFor(request.method ?? "GET", path.replace(prefix, ""));
    if (handler === undefined) {
      send(response, 404, { Message: `There is no ${request.method} ${path}.` });
      return;
    }
    try {
      const sent: unknown = content.length === 0 ? undefined : JSON.parse(content.toString("utf8"));
      send(response, 200, handler(sent, query));
    } catch (error) {
      send(response, 400, { Message: error instanceof Error ? error.message : String(error) });
    }
  }

  #handlerFor(method: string, name: string): Handler | undefined {
    const [noun, member = ""] = name.split("/");
    if (method === "POST" && noun === "console" && Object.hasOwn(consoleCalls, member)) {
      const call = consoleCalls[member as keyof WebConsole];
      return (sent) => ({ result: call(this.#parts.console, listOf(sent)) ?? null });
    }
    if (method === "POST" && noun === "gates") return () => this.#release(decodeURIComponent(member));
    return this.#handlers[`${method} ${name}`];
  }

  #requestsSince(sequence: number): unknown {
    return this.#parts.log.entries.filter((entry) => entry.sequence > sequence);
  }

  #release(name: string): void {
    const gate = this.#parts.faults.gate(name);
    if (gate === undefined) throw new Error(`There is no gate "${name}".`);
    gate.release();
  }
}

// Only what was sent: parsing a partial schema would put the defaults in place of what is left out.
function switches(sent: unknown): Partial<Behaviour> {
  const whole = valid("The behaviour", behaviourSchema, sent);
  return Object.fromEntries(Object.entries(whole).filter(([name]) => Object.hasOwn(sent as object, name)));
}

function listOf(sent: unknown): unknown[] {
  if (sent === undefined) return [];
  return Array.isArray(sent) ? sent : [sent];
}

function jsonFault(fault: ReturnType<FaultScript["unused"]>[number]): object {
  const { path } = fault.match;
  const match = { ...fault.match, ...(path === undefined ? {} : { path: String(path) }) };
  return { ...fault, match };
}

function send(response: ServerResponse, status: number, value: unknown): void {
  const body = value === undefined ? "" : JSON.stringify(value);
  response.writeHead(status, {
    ...(body === "" ? {} : { "Content-Type": "application/json" }),
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(body);
}
