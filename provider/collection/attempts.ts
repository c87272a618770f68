import type { Service } from "../service/service.js";
import type { Failure } from "./failures.js";
import type { Member } from "./plan.js";
import { Progress } from "./progress.js";
import { CollectionTurns } from "./turns.js";

/** One object after an attempt on it: what is held of it now, if anything, and what went wrong. */
export interface Attempt<Fields> {
  readonly member?: Member<Fields>;
  readonly failure?: Failure;
  /** Why the removal was put off until the next run. */
  readonly putOff?: Failure;
}

/**
 * Makes attempts side by side, whose writes take turns, and reports the progress.
 * @param work as the head of a report: `Removing`
 * @param plural how messages name the objects
 */
export async function attemptAll<Fields>(
  { clock, log, maxConcurrency }: Service,
  work: string,
  plural: string,
  attempts: readonly ((turns: CollectionTurns) => Promise<Attempt<Fields>>)[],
): Promise<Attempt<Fields>[]> {
  const turns = new CollectionTurns(maxConcurrency);
  const progress = new Progress(`${work} ${String(attempts.length)} ${plural}`, attempts.length, clock, log);
  const reporting = progress.report();
  try {
    return await Promise.all(
      attempts.map((attempt) =>
        progress.count(
          turns.run(() => attempt(turns)),
          ({ failure }) => !failure,
        ),
      ),
    );
  } finally {
    progress.end();
    await reporting;
  }
}

/** Whatever was thrown, as an error. */
export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
