import { requestIdOf, type Attempts, type Conclusion } from "./attempts.js";
import type { Budget } from "./budget.js";
import { shown, type CallContext } from "./call-context.js";
import { AuthenticationError, ForbiddenError, type CallFailure, type ServiceCallError } from "./errors.js";
import { failureError } from "./failure-errors.js";
import type { Redactor } from "./redaction.js";
import { readReplyBody } from "./reply-body.js";
import { newRequestId } from "./request-id.js";
import { readServiceWords } from "./service-words.js";
import { statusError } from "./status-errors.js";
import type { IssuedToken } from "./token.js";
import type { WireReply } from "./transport.js";

/** Who logs in, and with what. */
export interface LoginEquipment {
  readonly login: string;
  readonly password: string;
  /** Host and port of the service, for messages. */
  readonly host: string;
  readonly attempts: Attempts;
  readonly redactor: Redactor;
}

const path = "/api/Provider/Login";
const defaultLifetimeSeconds = 3600;
const whatToCheck =
  "Check msp360:login (MSP360_LOGIN) and msp360:password (MSP360_PASSWORD): API credentials from the web console, not a console login.";

/** Logs in. A refusal is remembered, so that many calls with a wrong password do not lock the account. */
export class LoginCall {
  readonly #equipment: LoginEquipment;
  #asForm = false;
  #refusal: (() => ServiceCallError) | undefined;

  constructor(equipment: LoginEquipment) {
    this.#equipment = equipment;
  }

  /**
   * Asks for a token.
   * @throws AuthenticationError when the login is refused (then at once for ever), or the reply holds no token
   * @throws ServiceCallError when the service cannot be reached, or may not be used from here
   */
  async issueToken(budget: Budget): Promise<IssuedToken> {
    if (this.#refusal !== undefined) {
      throw this.#refusal();
    }
    const context = this.#context();
    let conclusion = await this.#send(context, budget);
    if (!this.#asForm && isMediaTypeRefusal(conclusion)) {
      this.#asForm = true;
      conclusion = await this.#send(context, budget);
    }
    const { outcome } = conclusion;
    if (outcome.kind !== "reply") {
      throw failureError(outcome, conclusion, context);
    }
    if (!outcome.fromProxy && [400, 401, 403].includes(outcome.status)) {
      this.#refusal = () => refusalError(outcome, context);
      throw this.#refusal();
    }
    if (conclusion.givingUp !== undefined) {
      throw statusError(outcome, conclusion, context);
    }
    const token = readToken(outcome.text);
    if (token === undefined) {
      throw noTokenError(outcome, context);
    }
    this.#equipment.redactor.add(token.value);
    return token;
  }

  #send(context: CallContext, budget: Budget): Promise<Conclusion> {
    const { login, password, attempts } = this.#equipment;
    const credentials = { UserName: login, Password: password };
    const request = {
      method: context.method,
      path,
      headers: {
        Accept: "application/json",
        "Content-Type": this.#asForm ? "application/x-www-form-urlencoded" : "application/json",
        "X-Request-Id": context.requestId,
      },
      body: this.#asForm ? new URLSearchParams(credentials).toString() : JSON.stringify(credentials),
    };
    // A login changes nothing, many tokens are valid at once: it may be repeated like a read.
    return attempts.run({ request, verb: "read", requestId: context.requestId }, budget);
  }

  #context(): CallContext {
    const { login, host, redactor } = this.#equipment;
    return {
      purpose: `log in to ${host} as "${shown(login, redactor)}"`,
      method: "POST",
      path,
      requestId: newRequestId(),
      host,
      effectIfReceived: "none",
      redactor,
    };
  }
}

/** The token of a login reply; undefined when it holds none. */
export function readToken(text: string): IssuedToken | undefined {
  const body = readReplyBody(text);
  if (body.kind !== "json" || typeof body.value !== "object" || body.value === null) {
    return undefined;
  }
  const fields = new Map(
    Object.entries(body.value).map(([key, value]) => [key.toLowerCase(), value as unknown]),
  );
  const value = fields.get("access_token");
  // Anything but visible ASCII could not go into a header.
  if (typeof value !== "string" || !/^[\x21-\x7e]+$/.test(value)) {
    return undefined;
  }
  const lifetime = Number.parseFloat(String(fields.get("expires_in")));
  return {
    value,
    lifetimeSeconds: Number.isFinite(lifetime) && lifetime > 0 ? lifetime : defaultLifetimeSeconds,
  };
}

function isMediaTypeRefusal({ outcome }: Conclusion): boolean {
  return (
    outcome.kind === "reply" &&
    (outcome.status === 415 ||
      (outcome.status === 400 && /unsupported.{0,3}media|media type/i.test(outcome.text)))
  );
}

function refusalError(reply: WireReply, context: CallContext): ServiceCallError {
  const said = readServiceWords(reply.text).message;
  const words = said === undefined ? undefined : shown(said, context.redactor).replace(/[.\s]+$/, "");
  if (reply.status === 403) {
    return new ForbiddenError(
      failure(
        reply,
        context,
        words ?? "forbidden",
        "Switch API access on in the web console, for this machine's address too.",
      ),
    );
  }
  return new AuthenticationError(
    failure(reply, context, words ?? "login or password not accepted", whatToCheck),
  );
}

function noTokenError(reply: WireReply, context: CallContext): ServiceCallError {
  const type = shown(reply.headers["content-type"] ?? "no Content-Type", context.redactor);
  const advice = "Check msp360:apiUrl (MSP360_API_URL).";
  return new AuthenticationError(failure(reply, context, `the reply holds no token (${type})`, advice));
}

function failure(reply: WireReply, context: CallContext, why: string, advice: string): CallFailure {
  return {
    purpose: context.purpose,
    method: context.method,
    path: context.path,
    status: reply.status,
    serviceMessage: why,
    requestId: requestIdOf(reply, context.redactor) ?? context.requestId,
    effect: "none",
    why,
    advice,
  };
}
