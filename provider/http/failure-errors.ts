import type { Conclusion } from "./attempts.js";
import { doubt, shown, triedTimes, type CallContext } from "./call-context.js";
import {
  CertificateError,
  NetworkError,
  ProxyError,
  TimeoutError,
  UnexpectedReplyError,
  type CallFailure,
  type Effect,
  type ServiceCallError,
} from "./errors.js";
import type { FailureKind } from "./failure-kind.js";
import { proxyName } from "./proxy-name.js";
import type { WireFailure } from "./transport.js";

type ErrorClass = new (failure: CallFailure) => ServiceCallError;

/** How one kind of failure is told. */
interface Telling {
  readonly error: ErrorClass;
  readonly why: (host: string) => string;
  readonly advice: string;
  /** Whether the request may have reached the service. */
  readonly received: boolean;
}

const checkAddress = "Check msp360:apiUrl (MSP360_API_URL) and the network.";
const tryAgain = "Try again.";

const tellings: Readonly<Record<FailureKind, Telling>> = {
  "connection-refused": {
    error: NetworkError,
    why: (host) => `${host} refused the connection`,
    advice: checkAddress,
    received: false,
  },
  "name-not-found": {
    error: NetworkError,
    why: (host) => `the name of ${host} was not found`,
    advice: "Check msp360:apiUrl (MSP360_API_URL) and the name service (DNS).",
    received: false,
  },
  unreachable: {
    error: NetworkError,
    why: (host) => `${host} cannot be reached`,
    advice: checkAddress,
    received: false,
  },
  "connection-reset": {
    error: NetworkError,
    why: (host) => `the connection to ${host} was cut before a reply came`,
    advice: tryAgain,
    received: true,
  },
  "unknown-failure": {
    error: NetworkError,
    why: (host) => `the connection to ${host} failed`,
    advice: checkAddress,
    received: true,
  },
  closed: {
    error: NetworkError,
    why: () => "the client was closed",
    advice: tryAgain,
    received: true,
  },
  timeout: {
    error: TimeoutError,
    why: (host) => `${host} gave no complete reply in time`,
    advice: `${tryAgain} If it stays so, raise msp360:timeoutSeconds (MSP360_TIMEOUT_SECONDS).`,
    received: true,
  },
  "cut-off": {
    error: UnexpectedReplyError,
    why: (host) => `the reply of ${host} was cut off or garbled`,
    advice: tryAgain,
    received: true,
  },
  "too-large": {
    error: UnexpectedReplyError,
    why: (host) => `the reply of ${host} is larger than 50 MB`,
    advice: "Check msp360:apiUrl (MSP360_API_URL).",
    received: true,
  },
  certificate: {
    error: CertificateError,
    why: (host) => `no trusted connection to ${host} could be made`,
    advice: checkAddress,
    received: false,
  },
  proxy: {
    error: ProxyError,
    why: (host) => `${proxyName()} gave no connection to ${host}`,
    advice: "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY.",
    received: false,
  },
};

const certificateTellings: readonly (readonly [RegExp, (host: string) => string, string])[] = [
  [
    /EXPIRED/,
    (host) => `the certificate of ${host} has expired`,
    "Check this machine's clock, or have the certificate renewed.",
  ],
  [/NOT_YET_VALID/, (host) => `the certificate of ${host} is not valid yet`, "Check this machine's clock."],
  [
    /ALTNAME|HOSTNAME_MISMATCH/,
    (host) => `the certificate is not one for ${host}`,
    "Use the name that the certificate bears in msp360:apiUrl (MSP360_API_URL).",
  ],
  [
    /SELF_SIGNED|UNABLE_TO_|UNTRUSTED|INVALID_CA|CERT_SIGNATURE/,
    (host) => `the certificate of ${host} is signed by nobody whom this machine trusts`,
    "If that is as it should be, name the signer's certificate in msp360:caFile (MSP360_CA_FILE).",
  ],
  [
    /EPROTO|ERR_SSL/,
    (host) => `${host} does not speak TLS as this client does`,
    "Check msp360:apiUrl (MSP360_API_URL): its scheme and port.",
  ],
];

/** The error for a call that got no complete reply. */
export function failureError(
  failure: WireFailure,
  conclusion: Conclusion,
  context: CallContext,
): ServiceCallError {
  const telling = tellings[failure.kind];
  const special =
    failure.kind === "certificate"
      ? certificateTellings.find(([code]) => code.test(failure.code ?? ""))
      : undefined;
  const effect: Effect = telling.received ? context.effectIfReceived : "none";
  const why = (special?.[1] ?? telling.why)(context.host);
  const code = failure.code === undefined ? "" : ` (${failure.code})`;
  return new telling.error({
    purpose: context.purpose,
    method: context.method,
    path: context.path,
    requestId: context.requestId,
    why: `${why}${code}${triedTimes(conclusion.attempts)}`,
    advice: (special?.[2] ?? telling.advice) + requestNamed(telling, context) + doubt(effect),
    effect,
    cause: plainCause(failure, context),
  });
}

/** A reply that makes no sense is something to ask the service's support about. */
function requestNamed({ error }: Telling, { requestId }: CallContext): string {
  return error === UnexpectedReplyError ? ` It is request ${requestId}.` : "";
}

// The library's own error holds the request with its password and token, so only its words are kept.
function plainCause(failure: WireFailure, context: CallContext): Error {
  return Object.assign(new Error(shown(failure.detail, context.redactor)), {
    code: failure.code ?? failure.kind,
  });
}
