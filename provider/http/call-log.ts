/** One attempt, as it is logged. All texts are redacted. */
export interface CallLogEntry {
  /** The HTTP method. */
  readonly method: string;
  /** Path and query below the base address, percent-encoded. */
  readonly path: string;
  /** The HTTP status, or the kind of failure when there was no reply. */
  readonly outcome: string;
  /** From sending to the last byte, in whole milliseconds. */
  readonly milliseconds: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** The service's request id, or this client's. */
  readonly requestId: string;
}

/** Receives every attempt, logins and retries included. */
export interface CallLog {
  /** Called once an attempt is over; must not throw. */
  attempt(entry: CallLogEntry): void;
}

/** Writes one line for each attempt to standard error when `MSP360_LOG` is `debug`; otherwise there is no log. */
export function callLogFromEnvironment(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  write: (line: string) => void = (line) => process.stderr.write(line),
): CallLog | undefined {
  if (environment["MSP360_LOG"]?.toLowerCase() !== "debug") {
    return undefined;
  }
  return { attempt: (entry) => write(`${formatLine(entry)}\n`) };
}

function formatLine(entry: CallLogEntry): string {
  const { method, path, outcome, milliseconds, attempt, requestId } = entry;
  return `msp360: ${method} ${path} -> ${outcome} in ${milliseconds} ms, attempt ${attempt}, request ${requestId}`;
}
