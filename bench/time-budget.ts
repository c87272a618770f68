/** Decides what still fits into the time of a run, by what the same took before. */
export class TimeBudget<Key> {
  private readonly longest = new Map<Key, number>();

  /** @param ended when the time is over, in milliseconds of the clock that the callers use */
  constructor(private readonly ended: number) {}

  /** Whether the thing would be done in time. What was not done before is taken to need none. */
  sufficesFor(key: Key, now: number): boolean {
    return now < this.ended && now + (this.longest.get(key) ?? 0) <= this.ended;
  }

  /** Learns how many milliseconds a thing took. */
  took(key: Key, milliseconds: number): void {
    this.longest.set(key, Math.max(milliseconds, this.longest.get(key) ?? 0));
  }
}
