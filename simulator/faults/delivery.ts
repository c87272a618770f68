import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Answer } from "../bodies/reply-body.js";
import type { OpenEntry } from "../request-log.js";
import { effectOf, type FaultKind } from "./fault.js";
import type { MetFault } from "./fault-script.js";

const gatewayPage = "<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n";

/** One request on its way back: its response, its entry in the log, and what tells that the simulator stops. */
export interface Exchange {
  readonly response: ServerResponse;
  readonly entry: OpenEntry;
  readonly stopping: AbortSignal;
}

/** Answers a request, under the fault it met if it met one. `carryOut` does what the request asks for. */
export async function deliver(
  exchange: Exchange,
  fault: MetFault | undefined,
  carryOut: () => Answer,
): Promise<void> {
  if (fault === undefined) {
    send(exchange, carryOut());
  } else if (effectOf(fault.request) === "before") {
    await pause(fault, exchange.stopping);
    const { kind } = fault.request;
    if ("reset" in kind) cut(exchange);
    else send(exchange, replacementAnswer(kind) ?? carryOut());
  } else {
    const answer = carryOut();
    await pause(fault, exchange.stopping);
    spoil(exchange, fault.request.kind, answer);
  }
}

function spoil(exchange: Exchange, kind: FaultKind, answer: Answer): void {
  if ("reset" in kind) cut(exchange);
  else if ("truncate" in kind) sendHalf(exchange, answer);
  else if ("stall" in kind) sendHead(exchange, answer);
  else if ("emptyBody" in kind) send(exchange, answerOf(answer.status, ""));
  else send(exchange, replacementAnswer(kind) ?? answer);
}

function replacementAnswer(kind: FaultKind): Answer | undefined {
  if ("html" in kind) return answerOf(kind.status ?? 502, gatewayPage, "text/html");
  if ("errorInside" in kind) return answerOf(200, JSON.stringify(kind.errorInside));
  if (!("status" in kind)) return undefined;
  const { status, body = "", contentType, headers = {} } = kind;
  const answer = answerOf(status, typeof body === "string" ? body : JSON.stringify(body), contentType);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function answerOf(status: number, body: string, contentType = "application/json"): Answer {
  return { status, headers: body === "" ? {} : { "Content-Type": contentType }, body };
}

async function pause({ request: { kind }, gate }: MetFault, stopping: AbortSignal): Promise<void> {
  if ("delayMilliseconds" in kind) await wait(kind.delayMilliseconds, undefined, { signal: stopping });
  if (gate !== undefined) await gate.pass();
}

function send({ response, entry }: Exchange, { status, headers, body }: Answer): void {
  entry.status = status;
  response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}

function sendHalf({ response, entry }: Exchange, { status, headers, body }: Answer): void {
  entry.status = status;
  const bytes = Buffer.from(body === "" ? "\n" : body);
  response.writeHead(status, { ...headers, "Content-Length": bytes.length + 1 });
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
}

// The connection stays open until the caller gives up or the simulator stops.
function sendHead({ response, entry }: Exchange, { status, headers, body }: Answer): void {
  entry.status = status;
  response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) + 1 });
  response.flushHeaders();
}

function cut({ response }: Exchange): void {
  response.destroy();
}
