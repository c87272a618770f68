import { randomBytes } from "node:crypto";

/** A short id for one call, sent as `X-Request-Id`: eight hexadecimal digits. */
export function newRequestId(): string {
  return randomBytes(4).toString("hex");
}
