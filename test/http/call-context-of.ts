import type { CallContext } from "../../provider/http/call-context.js";
import { Redactor } from "../../provider/http/redaction.js";

/** What errors have to know of a call, but for these fields; the secret is `s3cret`. */
export function contextOf(fields: Partial<CallContext> = {}): CallContext {
  const redactor = new Redactor();
  redactor.add("s3cret");
  return {
    purpose: "try it",
    method: "POST",
    path: "/api/Things",
    requestId: "request-1",
    host: "example.com",
    effectIfReceived: "unknown",
    redactor,
    ...fields,
  };
}
