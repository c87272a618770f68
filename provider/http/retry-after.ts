const wholeSeconds = /^\d+$/;
const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d{2}:\d{2}:\d{2}/;

/**
 * The wait that a `Retry-After` header asks for, in milliseconds: seconds or an HTTP date, where a past date means 0.
 * A date is measured against the reply's own `Date` header, so that a wrong clock on this machine does no harm.
 * `undefined` when there is no header, or none that can be read.
 */
export function retryAfterMilliseconds(
  header: string | undefined,
  dateHeader: string | undefined,
  wallClock: number,
): number | undefined {
  const value = header?.trim() ?? "";
  if (wholeSeconds.test(value)) {
    return Number(value) * 1000;
  }
  if (!httpDate.test(value)) {
    return undefined;
  }
  // The oldest of the three forms does not say that it means GMT.
  const due = Date.parse(value.endsWith("GMT") ? value : `${value} GMT`);
  const serverNow = Date.parse(dateHeader ?? "");
  return Number.isNaN(due) ? undefined : Math.max(0, due - (Number.isNaN(serverNow) ? wallClock : serverNow));
}
