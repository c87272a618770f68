import fs from "node:fs";

/** What the engine did, or is about to do, with one resource; the parts that tests ask for. */
export interface ResourceStep {
  /** Such as "create", "update", "same", "delete", "replace", "refresh". */
  readonly op: string;
  readonly urn: string;
  /** The resource's type token. */
  readonly type: string;
}

/** One line of the engine's event log, as it stands there. */
export type EngineEvent = Readonly<Record<string, unknown>>;

/** The events in a log file of the engine (one JSON document a line); none when the engine wrote no log. */
export function readEngineEvents(file: string): EngineEvent[] {
  if (!fs.existsSync(file)) return [];
  return fs
    .readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
}

/** The steps that the engine announced, in its order, without those of the stack and of providers. */
export function resourceSteps(events: readonly EngineEvent[]): ResourceStep[] {
  return events
    .map((event) => (event["resourcePreEvent"] as { metadata: ResourceStep } | undefined)?.metadata)
    .filter((step) => step !== undefined)
    .filter((step) => !step.type.startsWith("pulumi:"))
    .map(({ op, urn, type }) => ({ op, urn, type }));
}
