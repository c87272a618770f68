import { Attempts, type Conclusion } from "./attempts.js";
import { Budget } from "./budget.js";
import { callLogFromEnvironment, type CallLog } from "./call-log.js";
import { shown, type CallContext } from "./call-context.js";
import { machineClock, type ClientClock } from "./clock.js";
import { UnsendableRequestError } from "./errors.js";
import { failureError } from "./failure-errors.js";
import { Limiter } from "./limiter.js";
import { LoginCall } from "./login.js";
import { Redactor } from "./redaction.js";
import { newRequestId } from "./request-id.js";
import { readServiceAddress } from "./service-address.js";
import { oneLine } from "./service-words.js";
import { operationBudgetSeconds, type ConnectionSettings, type RequestFormat } from "./settings.js";
import { statusError } from "./status-errors.js";
import { readSuccess } from "./success-reply.js";
import { TokenKeeper } from "./token.js";
import { Transport, type WireRequest } from "./transport.js";
import { encodeRequest } from "./wire-request.js";
import type { ApiReply, ApiRequest } from "./api-call.js";
import { UnfitForXmlError } from "./xml.js";

/** What tests and hosts may replace. */
export interface ClientOptions {
  /** Where each attempt is reported; by default standard error when `MSP360_LOG=debug`, else nowhere. */
  readonly log?: CallLog;
  /** Seconds that one call may take with all its attempts and waits; default 300. */
  readonly budgetSeconds?: number;
  /** Time, waiting and chance; default: the machine's. */
  readonly clock?: ClientClock;
}

/**
 * The client of the service: one per login, shared by everything in the process. It logs in when the first call is due,
 * keeps the token in memory, repeats what may be repeated, and turns every failure into a {@link ServiceCallError}.
 */
export class MbsClient {
  readonly #format: RequestFormat;
  readonly #host: string;
  readonly #clock: ClientClock;
  readonly #budgetSeconds: number;
  readonly #redactor = new Redactor();
  readonly #transport: Transport;
  readonly #attempts: Attempts;
  readonly #tokens: TokenKeeper;

  /**
   * Sends nothing yet.
   * @throws InsecureAddressError when `apiUrl` is neither https nor http to this machine
   * @throws UnreadableCaFileError when `caFile` holds no certificates
   */
  constructor(settings: ConnectionSettings, options: ClientOptions = {}) {
    const address = readServiceAddress(settings.apiUrl);
    this.#format = settings.requestFormat;
    this.#host = address.host;
    this.#clock = options.clock ?? machineClock;
    this.#budgetSeconds = options.budgetSeconds ?? operationBudgetSeconds;
    this.#redactor.add(settings.password);
    this.#transport = new Transport(address, settings.caFile);
    this.#attempts = new Attempts({
      transport: this.#transport,
      limiter: new Limiter({
        maxConcurrency: settings.maxConcurrency,
        requestsPerSecond: settings.requestsPerSecond,
        clock: this.#clock,
        closed: this.#transport.closed,
      }),
      redactor: this.#redactor,
      clock: this.#clock,
      log: options.log ?? callLogFromEnvironment(),
      timeoutSeconds: settings.timeoutSeconds,
    });
    const login = new LoginCall({
      login: settings.login,
      password: settings.password,
      host: address.host,
      attempts: this.#attempts,
      redactor: this.#redactor,
    });
    this.#tokens = new TokenKeeper((budget) => login.issueToken(budget), this.#clock);
  }

  /**
   * Makes a call. Reads are repeated when the failure may pass; writes only when the failed one certainly had no effect:
   * after any other failure the error's `effect` is `unknown`, and the caller has to look.
   * @throws ServiceCallError for every failure
   */
  async call(request: ApiRequest): Promise<ApiReply> {
    const requestId = newRequestId();
    const encoded = this.#encode(request, requestId);
    const context = this.#context(request, encoded.path, requestId);
    const budget = new Budget(this.#clock, this.#budgetSeconds);
    let token = await this.#tokens.get(budget);
    let conclusion = await this.#send(encoded, token, requestId, budget);
    if (isUnauthorized(conclusion)) {
      this.#tokens.drop(token);
      token = await this.#tokens.get(budget);
      conclusion = await this.#send(encoded, token, requestId, budget);
    }
    const { outcome } = conclusion;
    if (outcome.kind !== "reply") {
      throw failureError(outcome, conclusion, context);
    }
    if (conclusion.givingUp !== undefined) {
      throw statusError(outcome, conclusion, context);
    }
    return readSuccess(outcome, context);
  }

  /** The text without password and token, for messages that are made outside of a call. */
  redact(text: string): string {
    return this.#redactor.redact(text);
  }

  /** Ends calls under way and closes the connections; later calls fail. */
  close(): void {
    this.#transport.close();
  }

  #encode(request: ApiRequest, requestId: string): WireRequest {
    try {
      return encodeRequest(request, this.#format, requestId);
    } catch (error) {
      if (error instanceof RangeError || error instanceof UnfitForXmlError) {
        const { purpose, method, path } = this.#context(request, `/${request.path.join("/")}`, requestId);
        const why = shown(error.message, this.#redactor);
        throw new UnsendableRequestError({
          purpose,
          method,
          path,
          why,
          advice: "Correct the value.",
          effect: "none" as const,
        });
      }
      throw error;
    }
  }

  #send(encoded: WireRequest, token: string, requestId: string, budget: Budget): Promise<Conclusion> {
    const request = { ...encoded, headers: { ...encoded.headers, Authorization: `Bearer ${token}` } };
    const verb = encoded.method === "GET" ? "read" : "write";
    return this.#attempts.run({ request, verb, requestId }, budget);
  }

  // Most calls succeed, and nobody reads what they were called: the texts are made when an error asks for them.
  #context(request: ApiRequest, path: string, requestId: string): CallContext {
    const redactor = this.#redactor;
    return {
      get purpose() {
        return redactor.redact(oneLine(request.purpose) ?? "call the service");
      },
      method: request.method,
      get path() {
        return redactor.redact(path);
      },
      requestId,
      host: this.#host,
      effectIfReceived: request.method === "GET" ? "none" : "unknown",
      redactor,
    };
  }
}

function isUnauthorized({ outcome }: Conclusion): boolean {
  return outcome.kind === "reply" && !outcome.fromProxy && outcome.status === 401;
}
