import type { EngineEvent } from "../engine/harness/engine-events.js";

/** What the engine told about a resource, or about the run where there is no URN. */
export interface Diagnostic {
  readonly severity: string;
  readonly urn?: string;
  readonly message: string;
}

/** What the engine told with one severity, oldest first. */
export function diagnostics(events: readonly EngineEvent[], severity: "error" | "warning"): Diagnostic[] {
  return events
    .map((event) => event["diagnosticEvent"] as Diagnostic | undefined)
    .filter((diagnostic) => diagnostic?.severity === severity)
    .filter((diagnostic) => diagnostic !== undefined);
}
