import { randomUUID } from "node:crypto";

/** A short id for one call, sent as `X-Request-Id`: eight hexadecimal digits. */
export function newRequestId(): string {
  return randomUUID().slice(0, 8);
}
