import { setMaxListeners } from "node:events";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import axios, {
  AxiosHeaders,
  isAxiosError,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from "axios";
import { failureKind, type FailureKind } from "./failure-kind.js";
import type { ServiceAddress } from "./service-address.js";
import { trustedCertificates } from "./trusted-certificates.js";
import { userAgent } from "./user-agent.js";

/** Replies beyond this size are not read. */
export const largestReplyBytes = 50 * 1024 * 1024;

/** One request as it goes on the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query below the base address, percent-encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** What came of one attempt: a complete reply, or none. */
export type Outcome = WireReply | WireFailure;

/** A complete reply of any status. */
export interface WireReply {
  readonly kind: "reply";
  readonly status: number;
  /** Header values by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Whether a proxy answered in place of the service, which then has not seen the request. */
  readonly fromProxy: boolean;
}

/** No complete reply. */
export interface WireFailure {
  readonly kind: FailureKind;
  /** Node's code, such as `ECONNRESET`. */
  readonly code: string | undefined;
  /** Node's words; may contain secrets until redacted. */
  readonly detail: string;
}

const agentOptions = {
  keepAlive: true,
  // What axios asks of a connection for each request: another value would cost system calls to change it to and fro.
  keepAliveMsecs: 60_000,
  // Shorter than common servers and gateways keep an idle connection: a write must not meet one that is just being closed.
  timeout: 30_000,
};

const late = Symbol("late");
const closed = Symbol("closed");

/** Sends requests over kept-alive connections. Follows no redirect, so that the token goes to no other host. */
export class Transport {
  readonly #address: ServiceAddress;
  readonly #http = new HttpAgent(agentOptions);
  readonly #https: HttpsAgent;
  // What axios sends with. Its `request` first merges defaults and runs interceptors, of which there are none here: that
  // is a third of the processor time of a call.
  readonly #adapter = axios.getAdapter("http");
  readonly #config: Omit<InternalAxiosRequestConfig, "headers">;
  readonly #closing = new AbortController();
  // Aborted one by one, since a joined signal (AbortSignal.any) for every attempt is a measurable part of its cost.
  readonly #underWay = new Set<AbortController>();

  /** @throws UnreadableCaFileError when `caFile` holds no certificates */
  constructor(address: ServiceAddress, caFile: string | undefined) {
    this.#address = address;
    // Every call that waits to be repeated listens, and Node would warn on standard error of more than ten.
    setMaxListeners(0, this.#closing.signal);
    const ca = caFile === undefined ? {} : { ca: trustedCertificates(caFile) };
    this.#https = new HttpsAgent({ ...agentOptions, rejectUnauthorized: true, minVersion: "TLSv1.2", ...ca });
    this.#config = {
      httpAgent: this.#http,
      httpsAgent: this.#https,
      maxRedirects: 0,
      maxContentLength: largestReplyBytes,
      validateStatus: () => true,
      // Elsewhere the proxy comes from HTTPS_PROXY, HTTP_PROXY and NO_PROXY.
      ...(address.loopback ? { proxy: false as const } : {}),
    };
  }

  /** Aborted by {@link close}. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  /** Sends a request once and reads the whole reply, within the time given. Never rejects for what the network does. */
  async send(request: WireRequest, timeoutMilliseconds: number): Promise<Outcome> {
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(late), timeoutMilliseconds);
    this.#underWay.add(ending);
    try {
      if (this.closed.aborted) {
        ending.abort(closed);
      }
      const response = await this.#adapter({
        ...this.#config,
        url: this.#address.origin + this.#address.basePath + request.path,
        method: request.method,
        headers: new AxiosHeaders({ "User-Agent": userAgent(), ...request.headers }),
        data: request.body,
        signal: ending.signal,
      });
      return this.#reply(response);
    } catch (error) {
      if (ending.signal.reason === closed) {
        return { kind: "closed", code: undefined, detail: "the client was closed" };
      }
      if (ending.signal.reason === late) {
        return { kind: "timeout", code: undefined, detail: `no complete reply in ${timeoutMilliseconds} ms` };
      }
      return failureOf(error, this.#address);
    } finally {
      clearTimeout(timer);
      this.#underWay.delete(ending);
    }
  }

  /** Ends what is under way and closes the connections. */
  close(): void {
    this.#closing.abort();
    for (const ending of this.#underWay) {
      ending.abort(closed);
    }
    this.#http.destroy();
    this.#https.destroy();
  }

  #reply(response: AxiosResponse<unknown>): WireReply {
    return {
      kind: "reply",
      status: response.status,
      headers: headersOf(response),
      text: String(response.data),
      fromProxy: response.status === 407 || this.#isPlainReplyToTls(response),
    };
  }

  // A refused CONNECT reaches us as if it were the reply, over a connection that never became a TLS one.
  #isPlainReplyToTls(response: AxiosResponse<unknown>): boolean {
    const request: unknown = response.request;
    const socket = isRecord(request) ? request["socket"] : undefined;
    return this.#address.origin.startsWith("https:") && isRecord(socket) && socket["encrypted"] !== true;
  }
}

function headersOf({ headers }: AxiosResponse<unknown>): Record<string, string> {
  const byName: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    byName[name.toLowerCase()] = String(value);
  }
  return byName;
}

function failureOf(error: unknown, address: ServiceAddress): WireFailure {
  if (!(error instanceof Error)) {
    return { kind: "unknown-failure", code: undefined, detail: String(error) };
  }
  const code = isRecord(error) && typeof error["code"] === "string" ? error["code"] : undefined;
  const beneath = isRecord(error.cause) ? error.cause : {};
  const { syscall, port, hostname } = beneath;
  const kind = failureKind({
    code,
    systemCall: typeof syscall === "string" ? syscall : undefined,
    message: error.message,
    otherEnd:
      (typeof port === "number" && port !== address.port) ||
      (typeof hostname === "string" && hostname !== address.hostname),
    replyBegun: isAxiosError(error) && error.response !== undefined,
  });
  return { kind, code, detail: error.message };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
