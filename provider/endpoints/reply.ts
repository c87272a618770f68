import * as z from "zod";
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

/** A list that the service may also write as `null` or leave out. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
}

/** A text that the service may also write as `null` or leave out. */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);

/** A whole number that may also come as a numeric string. */
export const wholeNumber = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.number().int());

/**
 * Reads a reply by a schema with lower-case property names; unknown properties are ignored.
 * @throws UnexpectedReplyError when the reply does not fit: what the service says is not trusted blindly.
 */
export function readReply<Schema extends z.ZodType>(
  request: ApiRequest,
  reply: ApiReply,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(lowerCaseKeys(reply.body));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = issue === undefined || issue.path.length === 0 ? "" : ` at "${issue.path.join(".")}"`;
    throw unexpectedReply(request, reply, `the reply does not have the expected form${place}`);
  }
  return parsed.data;
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
