import * as v from "valibot";
import { UnexpectedReplyError } from "../http/errors.js";
import type { ApiReply, ApiRequest } from "../http/api-call.js";

/**
 * The value with all property names in lower case, at any depth: the service spells one and the same field differently
 * from model to model (docs/mbs-api.md, "Spelling").
 */
export function lowerCaseKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(lowerCaseKeys);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowerCaseKeys(inner)]),
    );
  }
  return value;
}

/** A bare GUID, as the service writes its ids. */
export const guid = v.pipe(v.string(), v.uuid());

/** Any reply that tells nothing of what was made. */
export const provesNothing = v.pipe(
  v.unknown(),
  v.transform(() => undefined),
);

/** A list that the service may also write as `null` or leave out. */
export function listOf<const Item extends v.GenericSchema>(item: Item) {
  return v.nullish(v.array(item), () => []);
}

/** An id or another text that identifies something. */
export const idText = v.pipe(v.string(), v.minLength(1));

/** A text that the service may also write as `null` or leave out. */
export const optionalText = v.pipe(
  v.nullish(v.string()),
  v.transform((text) => text ?? undefined),
);

/** A whole number that may also come as a numeric string. */
export const wholeNumber = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number))]),
  v.safeInteger(),
);

/**
 * Reads a reply by a schema with lower-case property names; unknown properties are ignored.
 * @throws UnexpectedReplyError when the reply does not fit: what the service says is not trusted blindly.
 */
export function readReply<const Schema extends v.GenericSchema>(
  request: ApiRequest,
  reply: ApiReply,
  schema: Schema,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, lowerCaseKeys(reply.body));
  if (!parsed.success) {
    const path = v.getDotPath(parsed.issues[0]);
    const place = path === null ? "" : ` at "${path}"`;
    throw unexpectedReply(request, reply, `the reply does not have the expected form${place}`);
  }
  return parsed.output;
}

/** The error for a reply that does not fit the request. */
export function unexpectedReply(request: ApiRequest, reply: ApiReply, why: string): UnexpectedReplyError {
  return new UnexpectedReplyError({
    purpose: request.purpose,
    method: request.method,
    path: `/${request.path.map(encodeURIComponent).join("/")}`,
    why,
    advice:
      "Check that the address is that of the MBS API, and set MSP360_LOG=debug to see the calls" +
      `${reply.requestId === undefined ? "" : `; it is request ${reply.requestId}`}.`,
    status: reply.status,
    requestId: reply.requestId,
    effect: request.method === "GET" ? "none" : "unknown",
  });
}
