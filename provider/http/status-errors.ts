import { requestIdOf, type Conclusion } from "./attempts.js";
import { doubt, shown, triedTimes, type CallContext } from "./call-context.js";
import {
  AuthenticationError,
  ForbiddenError,
  NotFoundError,
  ProxyError,
  RequestRejectedError,
  ServiceUnavailableError,
  ThrottledError,
  UnexpectedReplyError,
  type CallFailure,
  type Effect,
  type ServiceCallError,
} from "./errors.js";
import { requiredPermission } from "./permissions.js";
import { proxyName } from "./proxy-name.js";
import { looksLikeHtml, readServiceWords } from "./service-words.js";
import type { WireReply } from "./transport.js";

const checkAddress = "Check msp360:apiUrl (MSP360_API_URL).";

/** The error for a reply whose status is not a success. */
export function statusError(
  reply: WireReply,
  conclusion: Conclusion,
  context: CallContext,
): ServiceCallError {
  const words = readServiceWords(reply.text);
  const said = words.message === undefined ? undefined : shown(words.message, context.redactor);
  const requestId = requestIdOf(reply, context.redactor) ?? context.requestId;
  const build = (effect: Effect, why: string, advice: string): CallFailure => ({
    purpose: context.purpose,
    method: context.method,
    path: context.path,
    status: reply.status,
    serviceMessage: said,
    requestId,
    effect,
    why,
    advice: advice + doubt(effect),
  });
  const { status } = reply;
  if (reply.fromProxy) {
    return new ProxyError(build("none", ...proxyTelling(status, context.host)));
  }
  if (status === 401) {
    return new AuthenticationError(
      build(
        "none",
        "the service refused a token it had only just issued",
        "Check that the API login is still valid in the web console.",
      ),
    );
  }
  if (status === 403) {
    const permission = requiredPermission(context.method, context.path);
    return new ForbiddenError({
      ...build("none", refusal("forbidden", said), forbiddenAdvice(permission)),
      permission,
    });
  }
  if (status === 404) {
    return isUnknownRoute(reply.text)
      ? new UnexpectedReplyError(build("none", `${context.host} does not know this route`, checkAddress))
      : new NotFoundError(
          build(
            "none",
            refusal("the service does not know it", said),
            "Check the ids, or run pulumi refresh.",
          ),
        );
  }
  if (status === 429) {
    const asked =
      conclusion.givingUp === "retry-after"
        ? `, and asks to wait ${inWords(conclusion.retryAfterMilliseconds ?? 0)}`
        : "";
    return new ThrottledError(
      build(
        "none",
        `the service is throttling${asked}${triedTimes(conclusion.attempts)}`,
        "Try again later, or lower msp360:requestsPerSecond (MSP360_REQUESTS_PER_SECOND).",
      ),
    );
  }
  if (status === 408 || status >= 500) {
    const effect = status === 501 ? "none" : context.effectIfReceived;
    const asked =
      conclusion.givingUp === "retry-after"
        ? `, which asks to wait ${inWords(conclusion.retryAfterMilliseconds ?? 0)}`
        : "";
    const why = `${refusal("the service failed", said)}${asked}${triedTimes(conclusion.attempts)}`;
    return new ServiceUnavailableError(build(effect, why, `Try again later; it is request ${requestId}.`));
  }
  if (status >= 400) {
    const fieldErrors = Object.entries(words.fieldErrors).map(([field, texts]): [string, string[]] => [
      shown(field, context.redactor),
      texts.map((text) => shown(text, context.redactor)),
    ]);
    return new RequestRejectedError({
      ...build("none", refusal("the service refused it", said), "Correct the values and try again."),
      fieldErrors: Object.fromEntries(fieldErrors),
    });
  }
  return new UnexpectedReplyError(build(context.effectIfReceived, redirection(reply, context), checkAddress));
}

function proxyTelling(status: number, host: string): [why: string, advice: string] {
  return status === 407
    ? [`${proxyName()} wants a login`, "Put a valid login into HTTPS_PROXY or HTTP_PROXY."]
    : [
        `${proxyName()} gave no connection to ${host}`,
        "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY, or ask who runs the proxy.",
      ];
}

function refusal(otherwise: string, said: string | undefined): string {
  return said === undefined ? otherwise : said.replace(/[.\s]+$/, "");
}

function forbiddenAdvice(permission: string | undefined): string {
  const right = permission === undefined ? "the right for this" : `the permission ${permission}`;
  return `Give the API login ${right} in the web console, and check that API access is on for this machine's address.`;
}

// Told apart from an object that is gone, so that a wrong address does not make everything look deleted.
function isUnknownRoute(text: string): boolean {
  return (
    looksLikeHtml(text) ||
    /No HTTP resource|No type was found that matches the controller|No action was found on the controller/i.test(
      text,
    )
  );
}

function redirection(reply: WireReply, context: CallContext): string {
  const location = reply.headers["location"] ?? "";
  const base = `https://${context.host}`;
  const target = URL.canParse(location, base) ? new URL(location, base).host : "an unreadable address";
  return reply.status >= 300 && location !== ""
    ? `the reply is a redirect to ${shown(target, context.redactor)}, which is not followed`
    : "the reply has a status that the service never sends";
}

function inWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 120
    ? `${seconds} seconds`
    : seconds < 7200
      ? `${Math.ceil(seconds / 60)} minutes`
      : `${Math.ceil(seconds / 3600)} hours`;
}
