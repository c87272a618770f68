import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { ApiFrontDesk } from "./api-front-desk.js";
import { WebConsole } from "./console.js";
import { ControlRoutes } from "./control/control-routes.js";
import { FaultScript } from "./faults/fault-script.js";
import { openApi } from "./openapi.js";
import { behaviourWith, type Behaviour } from "./options/behaviour.js";
import { RequestLog, type LoggedRequest, type RequestMatch } from "./request-log.js";
import { Service } from "./service.js";
import { sampleTenant } from "./tenant/sample-tenant.js";
import { parseTenantState, type ComputerDataState, type TenantState } from "./tenant/state.js";
import { Store } from "./tenant/store.js";

// Longer than any test waits between two calls, so that a client's idle connection is never cut by surprise.
const keepAliveMilliseconds = 120_000;

/** How to start a simulator. */
export interface SimulatorOptions {
  /** Default: a free port. */
  readonly port?: number;
  /** Default: 127.0.0.1. */
  readonly host?: string;
  /** What the service knows; it is copied. Default: `sampleTenant()`. */
  readonly tenant?: TenantState;
  /** Switches that differ from the defaults. */
  readonly behaviour?: Partial<Behaviour>;
  /** Key and certificate in PEM, for HTTPS. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** A simulator that listens. */
export interface Simulator {
  /** The address to use as the API's, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** What the service knows, as it is now. Changes made here are seen by the next read. */
  readonly tenant: TenantState;
  /** The switches; can be set at any time. */
  readonly behaviour: Behaviour;
  readonly faults: FaultScript;
  readonly console: WebConsole;
  /** The requests so far, oldest first; those under /simulator/ are not among them. */
  readonly requests: readonly LoggedRequest[];
  /** The purges that were accepted so far, a repeated one as often as it came. */
  readonly purged: readonly ComputerDataState[];
  /** How many connections were accepted so far. */
  readonly connections: number;
  /** How many logins were tried so far, and not cleared from the log. */
  readonly logins: number;
  /** How many of the requests so far are meant. */
  count(match?: RequestMatch): number;
  clearRequests(): void;
  /** Is told each request after it was answered. */
  onAnswered(listener: (request: LoggedRequest) => void): void;
  /** Cuts every connection that is open, as a restart of the service does. */
  closeConnections(): void;
  /** Stops at once, whatever is under way. Can be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts the MBS API as an HTTP server. Rejects when the port is taken, and throws an `Error` when the tenant or
 * the behaviour is not valid.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, host = "127.0.0.1", tls } = options;
  const behaviour = behaviourWith(options.behaviour);
  // Read now, so that a package that was not built whole fails here and not at the first call.
  openApi();
  const store = new Store(parseTenantState(options.tenant ?? sampleTenant()), behaviour);
  const service = new Service(store);
  const webConsole = new WebConsole(store, service.tokens);
  const faults = new FaultScript();
  const log = new RequestLog();
  const frontDesk = new ApiFrontDesk({ service, behaviour, faults, log });
  const control = new ControlRoutes({ store, behaviour, faults, log, console: webConsole });

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const handler = control.isMeant(request) ? control : frontDesk;
    void handler.handle(request, response);
  };
  const server = tls === undefined ? createServer(onRequest) : createTlsServer(tls, onRequest);
  server.keepAliveTimeout = keepAliveMilliseconds;
  server.on(tls === undefined ? "connection" : "secureConnection", (socket: Socket) =>
    frontDesk.accept(socket),
  );
  await listen(server, port, host);

  const address = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? "http" : "https"}://${hostInUrl(host)}:${address.port}`,
    port: address.port,
    behaviour,
    faults,
    console: webConsole,
    get tenant() {
      return store.tenant;
    },
    get requests() {
      return log.entries;
    },
    get purged() {
      return store.purged;
    },
    get connections() {
      return frontDesk.connections;
    },
    get logins() {
      return log.entries.filter(({ operationId }) => operationId === "login").length;
    },
    count: (match) => log.count(match),
    clearRequests: () => log.clear(),
    onAnswered: (listener) => frontDesk.onAnswered(listener),
    closeConnections: () => server.closeAllConnections(),
    stop: async () => {
      frontDesk.stop();
      await close(server);
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  await once(server, "listening");
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

function hostInUrl(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
