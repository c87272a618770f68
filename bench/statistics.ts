/** What is told of several values: never an average, which one bad round would shift. */
export interface Spread {
  readonly minimum: number;
  readonly median: number;
  readonly maximum: number;
  /** How many values there were. */
  readonly count: number;
}

/** The spread of some values; `undefined` of none. Of an even number the median is the mean of the two in the middle. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = [...values].sort((one, other) => one - other);
  const [minimum, maximum] = [sorted[0], sorted.at(-1)];
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (minimum === undefined || maximum === undefined || upper === undefined || lower === undefined) {
    return undefined;
  }
  return { minimum, median: (lower + upper) / 2, maximum, count: sorted.length };
}
