import { setTimeout as pass } from "node:timers/promises";

/** How an engine works. */
export interface EngineOptions {
  /** How many steps it carries out at once; 4 x cores by default in the real one. */
  readonly parallelism: number;
  /** How long it takes to write the state once, in milliseconds; grows with the number of resources in the real one. */
  readonly stateWriteMilliseconds: number;
}

/** What the engine records of a step: its beginning and its end, or only its end, as of a read on refresh. */
type Records = "both" | "end";

/**
 * Carries out steps as the engine does: so many workers at once, each of which has its steps recorded in the one state,
 * which is written for one worker after the other. Steps that end together thus go on one by one.
 */
export class EngineDriver {
  private stateWrites: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: EngineOptions) {}

  /** Carries out a step for each item; rejects as soon as one fails. */
  async run<Item, Result>(
    items: readonly Item[],
    step: (item: Item) => Promise<Result>,
    records: Records = "both",
  ): Promise<Result[]> {
    const results: Result[] = [];
    const queue = items.entries();
    const work = async () => {
      // All workers draw from the one queue.
      for (const [index, item] of queue) {
        if (records === "both") {
          await this.writeState();
        }
        results[index] = await step(item);
        await this.writeState();
      }
    };
    await Promise.all(Array.from({ length: this.options.parallelism }, work));
    return results;
  }

  private writeState(): Promise<unknown> {
    this.stateWrites = this.stateWrites.then(() => pass(this.options.stateWriteMilliseconds));
    return this.stateWrites;
  }
}
