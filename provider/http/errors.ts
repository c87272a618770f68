import { Msp360Error } from "../msp360-error.js";

/** Whether the service may have carried out a call that failed: `none` = certainly not, `unknown` = look first. */
export type Effect = "none" | "unknown";

/** What every failed call can tell. All texts are already free of secrets. */
export interface CallFailure {
  /** What was attempted on what, as a clause: `add destination "x" to account "y"`. */
  readonly purpose: string;
  /** The HTTP method. */
  readonly method: string;
  /** The path below the base address, percent-encoded. */
  readonly path: string;
  /** Why it failed: a clause without status and full stop. */
  readonly why: string;
  /** What to do: one or more sentences. */
  readonly advice: string;
  /** HTTP status, when there was a reply. */
  readonly status?: number | undefined;
  /** The service's own words: one line of at most 200 characters. */
  readonly serviceMessage?: string | undefined;
  /** The id under which the service, or this client, knows the request. */
  readonly requestId?: string | undefined;
  /** See {@link Effect}. */
  readonly effect: Effect;
  /** What lies beneath: a plain error with a message and a code. */
  readonly cause?: Error | undefined;
}

/** A call to the service that failed. The message is `Could not <purpose>: <why> (HTTP 400). <advice>`. */
export abstract class ServiceCallError extends Msp360Error {
  /** What was attempted on what. */
  readonly purpose: string;
  /** The HTTP method. */
  readonly method: string;
  /** The path below the base address, percent-encoded. */
  readonly path: string;
  /** HTTP status, when there was a reply. */
  readonly status: number | undefined;
  /** The service's own words, redacted: one line of at most 200 characters. */
  readonly serviceMessage: string | undefined;
  /** The id under which the service, or this client, knows the request. */
  readonly requestId: string | undefined;
  /** Whether the service may have carried out the call. */
  readonly effect: Effect;

  constructor(failure: CallFailure) {
    const status = failure.status === undefined ? "" : ` (HTTP ${failure.status})`;
    super(
      `Could not ${failure.purpose}: ${failure.why}${status}. ${failure.advice}`,
      failure.cause === undefined ? undefined : { cause: failure.cause },
    );
    this.purpose = failure.purpose;
    this.method = failure.method;
    this.path = failure.path;
    this.status = failure.status;
    this.serviceMessage = failure.serviceMessage;
    this.requestId = failure.requestId;
    this.effect = failure.effect;
  }
}

/** Login refused, a login reply without a token, or a second 401 after a fresh login. */
export class AuthenticationError extends ServiceCallError {}

/** 403: a right is missing, API access is off, or the caller's address is blocked. Never retried. */
export class ForbiddenError extends ServiceCallError {
  /** The permission in the web console that the call needs, where it is known. */
  readonly permission: string | undefined;

  constructor(failure: CallFailure & { readonly permission?: string | undefined }) {
    super(failure);
    this.permission = failure.permission;
  }
}

/** 404 from the service itself. A 404 for an unknown route is an {@link UnexpectedReplyError}. */
export class NotFoundError extends ServiceCallError {}

/** The service refused the request: 400, 405, 406, 409, 415, 422 and the like, or 200 with an error inside. */
export class RequestRejectedError extends ServiceCallError {
  /** Texts by field of the request's body, as the service names the fields; empty when it named none. */
  readonly fieldErrors: Readonly<Record<string, string[]>>;

  constructor(failure: CallFailure & { readonly fieldErrors: Readonly<Record<string, string[]>> }) {
    super(failure);
    this.fieldErrors = failure.fieldErrors;
  }
}

/** 429 until attempts or time ran out. */
export class ThrottledError extends ServiceCallError {}

/** 408 or 5xx that did not pass, or may not be retried. */
export class ServiceUnavailableError extends ServiceCallError {}

/** No connection, or one that was cut: refused, unknown name, unreachable, reset, closed by this program. */
export class NetworkError extends ServiceCallError {}

/** TLS: untrusted, wrong name, expired, unreadable caFile, or no common protocol. Never retried. */
export class CertificateError extends ServiceCallError {}

/** The proxy from the environment refused the request or wants a login. */
export class ProxyError extends ServiceCallError {}

/** No complete reply in the time of one attempt, or of the call as a whole. */
export class TimeoutError extends ServiceCallError {}

/** A reply that cannot be this service's: HTML, invalid or cut-off JSON, a redirect, an unknown route, over 50 MB. */
export class UnexpectedReplyError extends ServiceCallError {}

/** A request that cannot be put on the wire, as with an id of `..`; nothing was sent. */
export class UnsendableRequestError extends ServiceCallError {}

/** The address would carry login and token over plain HTTP to another machine, or is no HTTP address at all. */
export class InsecureAddressError extends Msp360Error {}
