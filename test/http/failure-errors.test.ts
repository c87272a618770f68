import { expect } from "chai";
import type { Conclusion } from "../../provider/http/attempts.js";
import { failureError } from "../../provider/http/failure-errors.js";
import { failureKind, type FailureKind } from "../../provider/http/failure-kind.js";
import type { WireFailure } from "../../provider/http/transport.js";
import { contextOf } from "./call-context-of.js";

const checkAddress = "Check msp360:apiUrl (MSP360_API_URL) and the network.";
const doubt = "It is not known whether the service carried it out.";

/** What a user reads of a write that failed, by kind and code. */
const sentences: readonly (readonly [FailureKind, code: string | undefined, sentence: string])[] = [
  [
    "connection-refused",
    "ECONNREFUSED",
    `example.com refused the connection (ECONNREFUSED). ${checkAddress}`,
  ],
  [
    "name-not-found",
    "ENOTFOUND",
    "the name of example.com was not found (ENOTFOUND). Check msp360:apiUrl (MSP360_API_URL) and the name service (DNS).",
  ],
  ["unreachable", "EHOSTUNREACH", `example.com cannot be reached (EHOSTUNREACH). ${checkAddress}`],
  [
    "connection-reset",
    "ECONNRESET",
    `the connection to example.com was cut before a reply came (ECONNRESET). Try again. ${doubt}`,
  ],
  ["unknown-failure", undefined, `the connection to example.com failed. ${checkAddress} ${doubt}`],
  ["closed", undefined, `the client was closed. Try again. ${doubt}`],
  [
    "timeout",
    undefined,
    "example.com gave no complete reply in time. Try again. If it stays so, raise msp360:timeoutSeconds " +
      `(MSP360_TIMEOUT_SECONDS). ${doubt}`,
  ],
  [
    "cut-off",
    undefined,
    `the reply of example.com was cut off or garbled. Try again. It is request request-1. ${doubt}`,
  ],
  [
    "too-large",
    undefined,
    "the reply of example.com is larger than 50 MB. Check msp360:apiUrl (MSP360_API_URL). It is request request-1. " +
      doubt,
  ],
  [
    "certificate",
    "ERR_TLS_OTHER",
    `no trusted connection to example.com could be made (ERR_TLS_OTHER). ${checkAddress}`,
  ],
  [
    "certificate",
    "CERT_HAS_EXPIRED",
    "the certificate of example.com has expired (CERT_HAS_EXPIRED). Check this machine's clock, or have the " +
      "certificate renewed.",
  ],
  [
    "certificate",
    "CERT_NOT_YET_VALID",
    "the certificate of example.com is not valid yet (CERT_NOT_YET_VALID). Check this machine's clock.",
  ],
  [
    "certificate",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "the certificate is not one for example.com (ERR_TLS_CERT_ALTNAME_INVALID). Use the name that the certificate " +
      "bears in msp360:apiUrl (MSP360_API_URL).",
  ],
  [
    "certificate",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "the certificate of example.com is signed by nobody whom this machine trusts (SELF_SIGNED_CERT_IN_CHAIN). If that " +
      "is as it should be, name the signer's certificate in msp360:caFile (MSP360_CA_FILE).",
  ],
  [
    "certificate",
    "EPROTO",
    "example.com does not speak TLS as this client does (EPROTO). Check msp360:apiUrl (MSP360_API_URL): its scheme and " +
      "port.",
  ],
  [
    "proxy",
    "ECONNREFUSED",
    "the proxy gave no connection to example.com (ECONNREFUSED). Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY.",
  ],
];

function errorFor(failure: Partial<WireFailure>, attempts = 1) {
  const outcome: WireFailure = { kind: "timeout", code: undefined, detail: "detail", ...failure };
  const conclusion: Conclusion = {
    outcome,
    attempts,
    givingUp: "attempts",
    retryAfterMilliseconds: undefined,
  };
  return failureError(outcome, conclusion, contextOf());
}

describe("the error for a call without a complete reply", () => {
  const names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
  const saved = names.map((name) => [name, process.env[name]] as const);

  before(() => names.forEach((name) => Reflect.deleteProperty(process.env, name)));

  after(() => saved.forEach(([name, value]) => Object.assign(process.env, value && { [name]: value })));

  for (const [kind, code, sentence] of sentences) {
    it(`tells of ${kind}${code === undefined ? "" : ` (${code})`} what happened and what to do`, () => {
      expect(errorFor({ kind, code }).message).to.equal(`Could not try it: ${sentence}`);
    });
  }

  it("tells how often the call was tried, when it was more than once", () => {
    expect(errorFor({}, 2).message).to.include("in time, after 2 attempts. Try again.");
    expect(errorFor({}, 1).message).to.not.include("attempt");
  });

  it("names the call, and keeps of the library's error the words and the code, without secrets", () => {
    const error = errorFor({
      kind: "connection-reset",
      detail: "read s3cret\nECONNRESET",
      code: "ECONNRESET",
    });
    expect(error).to.include({
      purpose: "try it",
      method: "POST",
      path: "/api/Things",
      requestId: "request-1",
    });
    expect(error.cause).to.include({ message: "read *** ECONNRESET", code: "ECONNRESET" });
    expect(errorFor({ detail: "" }).cause).to.include({ message: "" });
    expect(errorFor({ kind: "timeout" }).cause).to.include({ code: "timeout" });
  });
});

const signs = {
  code: undefined,
  systemCall: undefined,
  message: "",
  otherEnd: false,
  replyBegun: false,
};

describe("the kind of a failure", () => {
  for (const [code, kind] of [
    ["ECONNREFUSED", "connection-refused"],
    ["ENOTFOUND", "name-not-found"],
    ["EAI_AGAIN", "name-not-found"],
    ["EHOSTUNREACH", "unreachable"],
    ["ENETUNREACH", "unreachable"],
    ["ENETDOWN", "unreachable"],
    ["EHOSTDOWN", "unreachable"],
    ["ECONNRESET", "connection-reset"],
    ["ECONNABORTED", "connection-reset"],
    ["EPIPE", "connection-reset"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "certificate"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "certificate"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "certificate"],
    ["UNABLE_TO_GET_ISSUER_CERT", "certificate"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "certificate"],
    ["INVALID_CA", "certificate"],
    ["INVALID_PURPOSE", "certificate"],
    ["HOSTNAME_MISMATCH", "certificate"],
    ["EPROTO", "certificate"],
    ["CERT_HAS_EXPIRED", "certificate"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "certificate"],
    ["CRL_HAS_EXPIRED", "certificate"],
    ["HPE_INVALID_CONSTANT", "cut-off"],
    ["ETIMEDOUT", "unreachable"],
    ["E_NEW_CERT_", "unknown-failure"],
    ["X_HPE_Y", "unknown-failure"],
    [undefined, "unknown-failure"],
  ] as const) {
    it(`is ${kind} for ${String(code)}`, () => {
      expect(failureKind({ ...signs, code })).to.equal(kind);
    });
  }

  it("tells a time-out while connecting, where nothing was sent, from one of an open connection", () => {
    expect(failureKind({ ...signs, code: "ETIMEDOUT", systemCall: "connect" })).to.equal("unreachable");
    expect(failureKind({ ...signs, code: "ETIMEDOUT", systemCall: "read" })).to.equal("connection-reset");
  });

  it("is the proxy's when the failing end is not the service, but for its certificate", () => {
    expect(failureKind({ ...signs, code: "ECONNREFUSED", otherEnd: true })).to.equal("proxy");
    expect(failureKind({ ...signs, message: "Proxy connection ended before" })).to.equal("proxy");
    expect(failureKind({ ...signs, message: "No Proxy connection ended" })).to.equal("unknown-failure");
    expect(failureKind({ ...signs, code: "CERT_HAS_EXPIRED", otherEnd: true })).to.equal("certificate");
  });

  it("is a cut-off once a reply has begun, whatever the code, but for a reply that is too large", () => {
    expect(failureKind({ ...signs, code: "ECONNRESET", replyBegun: true })).to.equal("cut-off");
    const message = "maxContentLength size of 52428800 exceeded";
    expect(failureKind({ ...signs, message, replyBegun: true })).to.equal("too-large");
    expect(failureKind({ ...signs, message: `no ${message}` })).to.equal("unknown-failure");
  });
});
