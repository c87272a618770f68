import type { Clock } from "./clock.js";

/** Waits, but not beyond the closing of the client. */
export async function sleepUnlessClosed(
  clock: Clock,
  milliseconds: number,
  closed: AbortSignal,
): Promise<void> {
  try {
    await clock.sleep(milliseconds, closed);
  } catch (error) {
    // A client that was closed goes on at once, and finds out at its next attempt.
    if (!closed.aborted) {
      throw error;
    }
  }
}
