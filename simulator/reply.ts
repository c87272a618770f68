import type { ModelState } from "./bodies/validation.js";

/** What an operation answers, before it is written as JSON or XML. */
export interface Reply {
  readonly status: number;
  /** Absent: the body is empty. */
  readonly body?: ReplyBody;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A body and how it is written in XML. */
export type ReplyBody =
  | { readonly kind: "data"; readonly value: unknown; readonly schema: string }
  | { readonly kind: "scalar"; readonly value: string | number }
  | { readonly kind: "error"; readonly value: Readonly<Record<string, unknown>> };

/** A rule of the service forbids what was asked. The message is the service's answer. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** 200 without a body, the answer of most writes. */
export const done: Reply = { status: 200 };

/** 200 with an object of this schema, or the literal null. */
export function object(schema: string, value: object | null): Reply {
  return { status: 200, body: { kind: "data", value, schema } };
}

/** 200 with a list of objects of this schema. */
export function list(schema: string, value: readonly object[]): Reply {
  return { status: 200, body: { kind: "data", value, schema } };
}

/** 200 with a bare id or text. */
export function scalar(value: string | number): Reply {
  return { status: 200, body: { kind: "scalar", value } };
}

/** An error body with this status. */
export function failure(status: number, message: string): Reply {
  return { status, body: { kind: "error", value: { Message: message } } };
}

/** 400 with the framework's description of what is wrong with the body. */
export function badRequest(modelState: ModelState): Reply {
  const value = { Message: "The request is invalid.", ModelState: modelState };
  return { status: 400, body: { kind: "error", value } };
}

/** 415: the content type is none the operation reads. */
export function unsupportedMediaType(mediaType: string): Reply {
  const named = mediaType === "" ? "" : ` '${mediaType}'`;
  return failure(415, `The request entity's media type${named} is not supported for this resource.`);
}

/** 401: no token, an expired one or a void one. */
export const unauthorized: Reply = {
  ...failure(401, "Authorization has been denied for this request."),
  headers: { "WWW-Authenticate": "Bearer" },
};

/** 404: no such route. */
export function noSuchRoute(path: string): Reply {
  return failure(404, `No HTTP resource was found that matches the request URI '${path}'.`);
}
