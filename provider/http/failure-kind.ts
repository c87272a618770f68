/** What kept an attempt from a complete reply. */
export type FailureKind =
  | "connection-refused"
  | "name-not-found"
  | "unreachable"
  | "connection-reset"
  | "timeout"
  | "cut-off"
  | "too-large"
  | "certificate"
  | "proxy"
  | "closed"
  | "unknown-failure";

/** What Node and the HTTP library tell about a failed attempt. */
export interface FailureSigns {
  /** The code of the error, such as `ECONNRESET`. */
  readonly code: string | undefined;
  /** The system call that failed, such as `connect`. */
  readonly systemCall: string | undefined;
  /** The text of the error. */
  readonly message: string;
  /** Whether it was the connection to another end than the service that failed: to a proxy. */
  readonly otherEnd: boolean;
  /** Whether the head of a reply had been received. */
  readonly replyBegun: boolean;
}

const codes: Readonly<Record<string, FailureKind>> = {
  ECONNREFUSED: "connection-refused",
  ENOTFOUND: "name-not-found",
  EAI_AGAIN: "name-not-found",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ENETDOWN: "unreachable",
  EHOSTDOWN: "unreachable",
  ECONNRESET: "connection-reset",
  ECONNABORTED: "connection-reset",
  EPIPE: "connection-reset",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate",
  UNABLE_TO_GET_ISSUER_CERT: "certificate",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate",
  INVALID_CA: "certificate",
  INVALID_PURPOSE: "certificate",
  HOSTNAME_MISMATCH: "certificate",
  EPROTO: "certificate",
};

const certificateCode = /^(?:CERT_|ERR_TLS_|ERR_SSL_|CRL_)/;

/** The kind of a failure, from its signs alone. */
export function failureKind(signs: FailureSigns): FailureKind {
  const { code = "", systemCall, message, otherEnd, replyBegun } = signs;
  if (/^maxContentLength size/.test(message)) {
    return "too-large";
  }
  if (replyBegun) {
    return "cut-off";
  }
  if (certificateCode.test(code)) {
    return "certificate";
  }
  if (otherEnd || /^Proxy connection ended/.test(message)) {
    return "proxy";
  }
  if (code === "ETIMEDOUT") {
    // Only while connecting is it certain that nothing was sent.
    return systemCall === undefined || systemCall === "connect" ? "unreachable" : "connection-reset";
  }
  if (code.startsWith("HPE_")) {
    return "cut-off";
  }
  return codes[code] ?? "unknown-failure";
}
