import type { IncomingMessage } from "node:http";

// Far beyond any real body of the API; more than this is an attack or a mistake.
const largestBody = 64 * 1024 * 1024;

/** Reads a request's body whole; undefined when the caller breaks off, or sends more than 64 MiB. */
export async function readContent(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > largestBody) {
        request.destroy();
        return undefined;
      }
      chunks.push(chunk);
    }
  } catch (error) {
    if (request.destroyed) return undefined;
    throw error;
  }
  return Buffer.concat(chunks);
}

/** Splits a request target into its path, as sent, and its query. */
export function splitTarget(target: string): { readonly path: string; readonly query: URLSearchParams } {
  const mark = target.indexOf("?");
  return mark < 0
    ? { path: target, query: new URLSearchParams() }
    : { path: target.slice(0, mark), query: new URLSearchParams(target.slice(mark + 1)) };
}

/** Whether a caller's address is a loopback one, in IPv4, IPv6, or IPv4 written as IPv6. */
export function isThisMachine(address: string | undefined): boolean {
  return /^(::ffff:)?127\.|^::1$/.test(address ?? "");
}
