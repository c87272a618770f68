import { expect } from "chai";
import type { Conclusion } from "../../provider/http/attempts.js";
import {
  ForbiddenError,
  NotFoundError,
  RequestRejectedError,
  UnexpectedReplyError,
} from "../../provider/http/errors.js";
import { statusError } from "../../provider/http/status-errors.js";
import type { WireReply } from "../../provider/http/transport.js";
import { contextOf } from "./call-context-of.js";

const doubt = "It is not known whether the service carried it out.";
const checkAddress = "Check msp360:apiUrl (MSP360_API_URL).";
const words = '{"Message":"The words."}';
const permission = (right: string) =>
  `Give the API login ${right} in the web console, and check that API access is on for this machine's address.`;
const throttle = "Try again later, or lower msp360:requestsPerSecond (MSP360_REQUESTS_PER_SECOND).";
const correct = "Correct the values and try again.";

function errorFor(reply: Partial<WireReply>, conclusion: Partial<Conclusion> = {}, method = "POST") {
  const outcome: WireReply = {
    kind: "reply",
    status: 500,
    headers: {},
    text: "",
    fromProxy: false,
    ...reply,
  };
  return statusError(
    outcome,
    { outcome, attempts: 1, givingUp: "attempts", retryAfterMilliseconds: undefined, ...conclusion },
    contextOf({ method }),
  );
}

/** What a user reads of a write that was answered with a status and a body. */
const sentences: readonly (readonly [status: number, text: string, sentence: string])[] = [
  [
    401,
    words,
    "the service refused a token it had only just issued (HTTP 401). Check that the API login is still valid in the web " +
      "console.",
  ],
  [403, "", `forbidden (HTTP 403). ${permission("the right for this")}`],
  [403, words, `The words (HTTP 403). ${permission("the right for this")}`],
  [404, "", "the service does not know it (HTTP 404). Check the ids, or run pulumi refresh."],
  [404, words, "The words (HTTP 404). Check the ids, or run pulumi refresh."],
  [404, "<html></html>", `example.com does not know this route (HTTP 404). ${checkAddress}`],
  [429, "", `the service is throttling (HTTP 429). ${throttle}`],
  [408, "", `the service failed (HTTP 408). Try again later; it is request request-1. ${doubt}`],
  [500, words, `The words (HTTP 500). Try again later; it is request request-1. ${doubt}`],
  [501, "", "the service failed (HTTP 501). Try again later; it is request request-1."],
  [400, "", `the service refused it (HTTP 400). ${correct}`],
  [409, '{"Message":"The words.. "}', `The words (HTTP 409). ${correct}`],
  [499, words, `The words (HTTP 499). ${correct}`],
  [399, "", `the reply has a status that the service never sends (HTTP 399). ${checkAddress} ${doubt}`],
];

describe("the error for a reply with a status of failure", () => {
  for (const [status, text, sentence] of sentences) {
    it(`tells of ${status} ${text === "" ? "without words" : `with ${text}`} what happened and what to do`, () => {
      expect(errorFor({ status, text }).message).to.equal(`Could not try it: ${sentence}`);
    });
  }

  it("names the call, the status, and the service's words and request id without secrets", () => {
    const headers = { "x-request-id": "srv-s3cret" };
    expect(errorFor({ text: '{"Message":"no s3cret"}', headers })).to.include({
      purpose: "try it",
      method: "POST",
      path: "/api/Things",
      status: 500,
      serviceMessage: "no ***",
      requestId: "srv-***",
    });
    expect(errorFor({})).to.not.have.property("cause");
    expect(errorFor({}).serviceMessage).to.equal(undefined);
    expect(errorFor({ headers }).message).to.include("it is request srv-***.");
  });

  for (const [milliseconds, asked] of [
    [1, "1 seconds"],
    [119_000, "119 seconds"],
    [120_000, "2 minutes"],
    [121_000, "3 minutes"],
    [7_199_000, "120 minutes"],
    [7_200_000, "2 hours"],
    [7_201_000, "3 hours"],
  ] as const) {
    it(`tells that the service asks to wait ${asked}, when that is why the call ended`, () => {
      const conclusion = {
        givingUp: "retry-after",
        retryAfterMilliseconds: milliseconds,
        attempts: 2,
      } as const;
      expect(errorFor({ status: 429 }, conclusion).message).to.include(
        `the service is throttling, and asks to wait ${asked}, after 2 attempts (HTTP 429)`,
      );
      expect(errorFor({ status: 503 }, conclusion).message).to.include(
        `the service failed, which asks to wait ${asked}, after 2 attempts (HTTP 503)`,
      );
      const other = { ...conclusion, givingUp: "attempts" } as const;
      expect(errorFor({ status: 503 }, other).message).to.include(
        "the service failed, after 2 attempts (HTTP",
      );
    });
  }

  for (const text of [
    "<html><title>Not Found</title></html>",
    '{"Message":"No HTTP resource was found that matches the request URI"}',
    '{"MessageDetail":"No type was found that matches the controller named \'x\'."}',
    '{"MessageDetail":"no action was found on the controller"}',
  ]) {
    it(`does not take a 404 for an object that is gone when it says: ${text}`, () => {
      expect(errorFor({ status: 404, text }))
        .to.be.instanceOf(UnexpectedReplyError)
        .and.include({ effect: "none" });
      expect(errorFor({ status: 404, text: words })).to.be.instanceOf(NotFoundError);
    });
  }

  it("hands over the texts of each field, redacted and shortened", () => {
    const text = JSON.stringify({
      ModelState: { "m.s3cret": ["s3cret!", "x".repeat(300), "y".repeat(200)] },
    });
    const error = errorFor({ status: 400, text });
    expect(error instanceof RequestRejectedError && error.fieldErrors).to.deep.equal({
      "m.***": ["***!", `${"x".repeat(199)}…`, "y".repeat(200)],
    });
  });

  for (const [location, told] of [
    ["https://login.example.org/x?y", "a redirect to login.example.org, which is not followed"],
    ["/elsewhere", "a redirect to example.com, which is not followed"],
    ["http://[", "a redirect to an unreadable address, which is not followed"],
    ["https://s3cret.example", "a redirect to ***.example, which is not followed"],
  ] as const) {
    it(`tells where the redirect ${location} leads, and no more of it`, () => {
      const { message } = errorFor({ status: 302, headers: { location } });
      expect(message).to.equal(`Could not try it: the reply is ${told} (HTTP 302). ${checkAddress} ${doubt}`);
    });
  }

  it("takes every status from 300 on with a Location for a redirect", () => {
    const { message } = errorFor({ status: 300, headers: { location: "/x" } });
    expect(message).to.include("the reply is a redirect to example.com");
  });

  it("does not take a Location below 300 for a redirect", () => {
    const { message } = errorFor({ status: 199, headers: { location: "/x" } });
    expect(message).to.include("the reply has a status that the service never sends (HTTP 199)");
  });

  it("tells a proxy's refusal from the service's", () => {
    const { message, effect } = errorFor({ status: 403, fromProxy: true });
    expect(message).to.match(
      /the proxy.* gave no connection to example\.com \(HTTP 403\)\. Check HTTPS_PROXY, HTTP_PROXY/,
    );
    expect(message).to.match(/and NO_PROXY, or ask who runs the proxy\.$/);
    expect(effect).to.equal("none");
    expect(errorFor({ status: 407, fromProxy: true }).message).to.match(
      /the proxy.* wants a login \(HTTP 407\)\. Put a valid login into HTTPS_PROXY or HTTP_PROXY\.$/,
    );
  });
});

describe("the permission that a forbidden call needs", () => {
  for (const [method, path, right] of [
    ["POST", "/api/Destinations", "AddOrRemoveDestinationForUser"],
    ["PUT", "/api/Destinations?x=1", "AddOrRemoveDestinationForUser"],
    ["DELETE", "/api/Destinations/d-1?userId=u", "AddOrRemoveDestinationForUser"],
    ["DELETE", "/api/Users/u-1/Computers", "DeleteDataFromStorage"],
    ["GET", "/api/Users/u-1/Computers", "Users"],
    ["GET", "/api/Accounts", "Storage"],
    ["PUT", "/api/Accounts/EditDestination", "Storage"],
    ["GET", "/api/Packages?x=1", "Storage"],
    ["GET", "/api/Users", "Users"],
    ["GET", "/api/Users/u-1", "Users"],
    ["GET", "/API/USERS", "Users"],
    ["GET", "/api/Destinations", undefined],
    ["POST", "/api/DestinationsOfOthers", undefined],
    ["GET", "/api/UsersOfOthers", undefined],
    ["GET", "/api/AccountsOfOthers", undefined],
    ["GET", "/other/api/Users", undefined],
  ] as const) {
    it(`is ${right ?? "not known"} for ${method} ${path}`, () => {
      const outcome: WireReply = { kind: "reply", status: 403, headers: {}, text: "", fromProxy: false };
      const conclusion: Conclusion = {
        outcome,
        attempts: 1,
        givingUp: "not-repeatable",
        retryAfterMilliseconds: undefined,
      };
      const error = statusError(outcome, conclusion, contextOf({ method, path }));
      expect(error instanceof ForbiddenError && error.permission).to.equal(right);
      expect(error.message).to.include(
        permission(right === undefined ? "the right for this" : `the permission ${right}`),
      );
    });
  }
});
