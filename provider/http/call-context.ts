import type { Effect } from "./errors.js";
import type { Redactor } from "./redaction.js";
import { oneLine } from "./service-words.js";

/** What an error about a call has to name. */
export interface CallContext {
  readonly purpose: string;
  readonly method: string;
  /** Path and query below the base address, percent-encoded. */
  readonly path: string;
  /** This client's id for the call. */
  readonly requestId: string;
  /** Host and port of the service. */
  readonly host: string;
  /** What holds when the service may have acted on the call: `none` for reads. */
  readonly effectIfReceived: Effect;
  readonly redactor: Redactor;
}

const longestWords = 200;

/** Foreign words as they may be shown: redacted, on one line, at most 200 characters. */
export function shown(words: string, redactor: Redactor): string {
  const line = Array.from(redactor.redact(oneLine(redactor.redact(words)) ?? ""));
  return line.length <= longestWords ? line.join("") : `${line.slice(0, longestWords - 1).join("")}…`;
}

/** The part of a sentence that says how often a call was tried; empty for a single attempt. */
export function triedTimes(attempts: number): string {
  return attempts > 1 ? `, after ${attempts} attempts` : "";
}

/** The sentence to add when nobody knows whether a write took effect; empty otherwise. */
export function doubt(effect: Effect): string {
  return effect === "unknown" ? " It is not known whether the service carried it out." : "";
}
