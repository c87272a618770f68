import type { Clock, Moment } from "../http/clock.js";

/** What decides whether a group is complete; times in milliseconds. */
export interface Group {
  /** How many wait. */
  readonly waiting: number;
  /** How many the group before had; 0: there was none. */
  readonly expected: number;
  /** Whether waiting for more than `expected` was in vain a short time ago. */
  readonly isConfirmed: boolean;
  /** Whether calls are under way whose callers will join when they end. */
  readonly othersToCome: boolean;
  readonly sinceFirst: number;
  readonly sinceLatest: number;
  /** How far apart callers came lately. */
  readonly distance: number;
}

/** How long a caller who comes alone waits for others. */
const usualQuiet = 100;
/** How long a group waits that is as large as those before it: for who comes in the same breath. */
const pause = 15;
/** The longest wait for callers of whom nothing is known but that others came before. */
const longestQuiet = 500;
/** How long callers are waited for whose own calls do not end. */
const longestCall = 1_000;
/** The end of all waiting, however many still come. */
const longestGathering = 5_000;

/** Whether the call that a group shares can go out. */
export function isComplete(group: Group): boolean {
  return group.sinceLatest >= quietTime(group) || group.sinceFirst >= longestGathering;
}

/**
 * How long nobody must have come. The engine writes its state once or twice for each step, one step after the other.
 * Callers that set out together therefore come one by one, as far apart as such a write takes, which is longer the more
 * resources there are; and those of the group before come back when all of them have been written.
 */
function quietTime({ waiting, expected, isConfirmed, othersToCome, distance }: Group): number {
  if (othersToCome) {
    return longestCall;
  }
  if (waiting >= expected && isConfirmed) {
    return pause;
  }
  const untilTheNext = waiting < expected ? 2 * expected * distance : 3 * distance;
  return Math.min(longestQuiet, Math.max(usualQuiet, untilTheNext));
}

/** How often a group is looked at. */
const tick = 5;
/** How many groups go without a wait that was in vain for the one before them. */
const respite = 8;

/** Gathers callers that can share one call, group after group. */
export class Gathering {
  private first: Moment | undefined;
  private latest: Moment = -Infinity;
  private distance = 0;
  private expected = 0;
  private confirmations = 0;

  constructor(private readonly clock: Clock) {}

  /** One more caller waits. */
  join(): void {
    const now = this.clock.now();
    if (this.first === undefined) {
      this.first = now;
    } else {
      const distance = now - this.latest;
      this.distance = Math.max(distance, (this.distance + distance) / 2);
    }
    this.latest = now;
  }

  /**
   * Waits until the group is complete. Those who come later make the next group.
   * @param waiting how many wait by now
   * @param othersToCome whether calls are under way whose callers will join when they end
   * @param isEnough whether more callers would change nothing, so that nobody is waited for
   */
  async complete(
    waiting: () => number,
    othersToCome: () => boolean = () => false,
    isEnough: () => boolean = () => false,
  ): Promise<void> {
    // Callers who were served a moment ago may come again: from here on they are waited for.
    const begun = this.clock.now();
    for (;;) {
      if (isEnough()) {
        // Says nothing about how many come when they are waited for.
        this.first = undefined;
        return;
      }
      const now = this.clock.now();
      const group = {
        waiting: waiting(),
        expected: this.expected,
        isConfirmed: this.confirmations > 0,
        othersToCome: othersToCome(),
        sinceFirst: now - Math.max(begun, this.first ?? begun),
        sinceLatest: now - Math.max(begun, this.latest),
        distance: this.distance,
      };
      if (isComplete(group)) {
        this.end(group);
        return;
      }
      await this.clock.sleep(tick);
    }
  }

  private end({ waiting, expected, isConfirmed }: Group): void {
    this.first = undefined;
    this.expected = waiting;
    if (waiting !== expected) {
      // The first group of all has waited in vain for more; a size that changes may change again.
      this.confirmations = expected === 0 ? respite : 0;
    } else {
      this.confirmations = isConfirmed ? this.confirmations - 1 : respite;
    }
  }
}
