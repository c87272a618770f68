import { requestIdOf } from "./attempts.js";
import { doubt, shown, type CallContext } from "./call-context.js";
import type { ApiReply } from "./api-call.js";
import { RequestRejectedError, UnexpectedReplyError } from "./errors.js";
import { readReplyBody } from "./reply-body.js";
import { isErrorInside, looksLikeHtml, wordsOf } from "./service-words.js";
import type { WireReply } from "./transport.js";

/**
 * What a reply with a success status says.
 * @throws RequestRejectedError when it tells of a failure all the same
 * @throws UnexpectedReplyError when it is not JSON
 */
export function readSuccess(reply: WireReply, context: CallContext): ApiReply {
  const { status } = reply;
  const requestId = requestIdOf(reply, context.redactor) ?? context.requestId;
  const body = readReplyBody(reply.text);
  if (body.kind === "empty") {
    return { status, body: undefined, requestId };
  }
  if (body.kind === "json" && !isErrorInside(body.value)) {
    return { status, body: body.value, requestId };
  }
  const { purpose, method, path, redactor } = context;
  if (body.kind === "unreadable") {
    const found = looksLikeHtml(reply.text) ? "an HTML page" : "not valid JSON";
    const effect = context.effectIfReceived;
    const advice = `Check msp360:apiUrl (MSP360_API_URL); it is request ${requestId}.${doubt(effect)}`;
    const why = `the reply of ${context.host} is ${found}`;
    throw new UnexpectedReplyError({ purpose, method, path, status, requestId, effect, why, advice });
  }
  const { message, fieldErrors } = wordsOf(body.value);
  const words = shown(message ?? "the service reported an error", redactor);
  throw new RequestRejectedError({
    purpose,
    method,
    path,
    status,
    requestId,
    serviceMessage: words,
    effect: "none",
    why: words.replace(/[.\s]+$/, ""),
    advice: "Correct the values and try again.",
    fieldErrors,
  });
}
