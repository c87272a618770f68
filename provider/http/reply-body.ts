/** The body of a reply: nothing, JSON, or something that the service never sends. */
export type ReplyBody =
  | { readonly kind: "empty" }
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "unreadable" };

/** Reads a body as JSON whatever its Content-Type says; white space alone is an empty body. */
export function readReplyBody(text: string): ReplyBody {
  if (text.trim() === "") {
    return { kind: "empty" };
  }
  try {
    return { kind: "json", value: JSON.parse(text) };
  } catch {
    return { kind: "unreadable" };
  }
}
