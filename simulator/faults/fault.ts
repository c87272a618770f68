import type { RequestMatch } from "../request-log.js";

/** What happens to a request instead of, or besides, its plain answer. */
export type FaultKind =
  | {
      /** Answers with this status. A body that is no text is sent as JSON. */
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      /** Default: JSON. */
      readonly contentType?: string;
    }
  /** Answers later. */
  | { readonly delayMilliseconds: number }
  /** Cuts the connection, before or after the operation was carried out. */
  | { readonly reset: "beforeEffect" | "afterEffect" }
  /** Announces the whole answer, sends half of it and cuts the connection. */
  | { readonly truncate: true }
  /** Answers with a gateway's HTML page; status 502 unless given. */
  | { readonly html: true; readonly status?: number }
  /** Answers 200 with this object. */
  | { readonly errorInside: Readonly<Record<string, unknown>> }
  /** Sends the head of the answer and nothing after it. */
  | { readonly stall: "afterHeaders" }
  /** Answers with the operation's status and no body. */
  | { readonly emptyBody: true }
  /** Waits until the gate of this name is released. */
  | { readonly hold: string };

/** A fault to add: which requests meet it, how often, and what it does. */
export interface FaultRequest {
  readonly match: RequestMatch;
  /** How many requests meet it, or "always". Default 1. */
  readonly times?: number | "always";
  /** How many matching requests pass before it. Default 0. */
  readonly skip?: number;
  /**
   * For `status`, `html` and `errorInside`: whether the operation is not carried out at all ("before", the
   * default) or carried out first ("after"). For `delayMilliseconds` and `hold`: whether the wait comes before the
   * operation (the default) or between it and its answer. `reset` says it itself; the others come after it.
   */
  readonly effect?: "before" | "after";
  readonly kind: FaultKind;
}

/** When a fault happens, seen from the operation. */
export function effectOf({ kind, effect }: FaultRequest): "before" | "after" {
  if ("reset" in kind) return kind.reset === "beforeEffect" ? "before" : "after";
  if ("truncate" in kind || "stall" in kind || "emptyBody" in kind) return "after";
  return effect ?? "before";
}

/** One line that names a fault in a test's failure. */
export function describeFault({ match, kind, times = 1 }: FaultRequest): string {
  const where = `${match.method?.toUpperCase() ?? "any method"} ${String(match.path ?? "any path")}`;
  return `${JSON.stringify(kind)} on ${where}, ${times === "always" ? "always" : `${times} times`}`;
}
