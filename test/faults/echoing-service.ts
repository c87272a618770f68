import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import type { FaultKind, Simulator } from "../../simulator/index.js";
import { login } from "../host/harness/scene.js";

/** The canary that stands for the password; it has signs that every encoding writes in its own way. */
export const canary = 'canary-pässword-7f3e "&<';
/** The canary that stands for the token. */
export const token = "canary-token-1b52cd77e0a94f";

/** What a careless service sends back: everything it knows, everywhere. */
const echo = { Message: `${canary} ${token} ${encodeURIComponent(canary)}`, access_token: token };
/** Headers that tell everything. */
export const headers = { "X-Request-Id": token, "X-Echo": encodeURIComponent(canary), Authorization: token };
/** Failures that echo the canaries in status line, headers and body. */
export const failures: readonly FaultKind[] = [
  { status: 400, body: { ...echo, ModelState: { Destination: [canary, token] } }, headers },
  { status: 403, body: echo, headers },
  { status: 404, body: { error: { text: canary }, Message: token }, headers },
  {
    status: 409,
    body: `<html><body>${canary} Bearer ${token}</body></html>`,
    contentType: "text/html",
    headers,
  },
  { status: 422, body: `${canary} ${token}`, contentType: "text/plain", headers },
  { status: 302, headers: { ...headers, Location: `https://example.invalid/?token=${token}` } },
  { status: 501, body: echo, headers },
  { status: 200, body: `<html>${canary}</html>`, contentType: "text/html", headers },
  { errorInside: { ErrorMessage: canary, ErrorCode: token } },
  { reset: "afterEffect" },
  { truncate: true },
];

/** Lets the service hand out the canary as its token. */
export function handOutCanary(scene: { readonly simulator: Simulator }): void {
  scene.simulator.console.changePassword(login, canary);
  const reply = { access_token: token, token_type: "bearer", expires_in: 3600, userName: login };
  scene.simulator.faults.add({
    match: { path: "/api/Provider/Login" },
    times: "always",
    kind: { status: 200, body: { ...reply, echo }, headers },
  });
}

/** Runs a test, and knows every token that the simulator of this process is sent meanwhile. */
export async function withTokens<Result>(
  { port }: { readonly port: number },
  test: (tokens: ReadonlySet<string>) => Promise<Result>,
): Promise<Result> {
  const tokens = new Set<string>();
  const listen = (message: unknown) => {
    const { request } = message as { readonly request: IncomingMessage };
    const { authorization } = request.headers;
    if (request.socket.localPort === port && authorization !== undefined) {
      tokens.add(authorization.replace(/^Bearer /, ""));
    }
  };
  subscribe("http.server.request.start", listen);
  try {
    return await test(tokens);
  } finally {
    unsubscribe("http.server.request.start", listen);
  }
}
