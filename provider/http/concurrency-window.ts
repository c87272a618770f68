/** What one attempt told of the load on the service; see `load-sign.ts`. */
export type LoadSign = "answered" | "overloaded" | "none";

/**
 * How many attempts may be under way, as far as it is known by now: found as TCP finds its window, by adding one place
 * for each round that went well and halving them when the service is overloaded (AIMD).
 */
export interface ConcurrencyWindow {
  /** The most places that there may ever be. */
  readonly maximum: number;
  /** The places, with the fraction of the next one that is earned already; from 1 to the maximum. */
  readonly size: number;
  /** Attempts begun so far; the last one's number is its place in the order. */
  readonly begun: number;
  /** Attempts that are over. */
  readonly ended: number;
  /** How many had begun when the places were last halved. */
  readonly begunAtHalving: number;
}

/** A window that is open as far as it may ever be: a service that copes is asked at full speed from the first call on. */
export function openWindow(maximum: number): ConcurrencyWindow {
  return { maximum, size: maximum, begun: 0, ended: 0, begunAtHalving: 0 };
}

/** How many attempts may be under way at once. */
export function placesOf(window: ConcurrencyWindow): number {
  return Math.floor(window.size);
}

/** The window once one more attempt has begun; its number is the new `begun`. */
export function attemptBegun(window: ConcurrencyWindow): ConcurrencyWindow {
  return { ...window, begun: window.begun + 1 };
}

/** The window once an attempt is over, by its number and what it told. */
export function attemptEnded(window: ConcurrencyWindow, number: number, sign: LoadSign): ConcurrencyWindow {
  const after = { ...window, ended: window.ended + 1 };
  // Attempts from before the last halving met the load that was halved for; they say nothing about the smaller one.
  if (number <= window.begunAtHalving) {
    return after;
  }
  if (sign === "overloaded") {
    return { ...after, size: Math.max(1, window.size / 2), begunAtHalving: window.begun };
  }
  return sign === "answered" && isInUse(window)
    ? { ...after, size: Math.min(window.maximum, window.size + 1 / placesOf(window)) }
    : after;
}

// A client with little to do would otherwise earn places that nobody ever tried.
function isInUse({ begun, ended, size }: ConcurrencyWindow): boolean {
  return begun - ended > size / 2;
}
