/** One request to the simulated API. */
export interface LoggedRequest {
  /** 1 for the first request; never used twice, also after the log was cleared. */
  readonly sequence: number;
  readonly method: string;
  /** The path as it was sent, without query. */
  readonly path: string;
  /** The query's values, by the names that were sent. */
  readonly query: Readonly<Record<string, string>>;
  /** The operation of the API description; null for an unknown route. */
  readonly operationId: string | null;
  /** The status that was answered; null while there is none, and when the connection was cut instead. */
  readonly status: number | null;
  readonly contentType: string | null;
  /** The body as it was sent; "[redacted]" where it holds a password or a storage secret. */
  readonly requestBody: string;
  /** The API login whose token was sent; null without a good token. */
  readonly authorizedAs: string | null;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  /** From the whole request's arrival to the end of the answer; null until then. */
  readonly durationMilliseconds: number | null;
  /** The number of the connection it came over, counted from 1. */
  readonly connection: number;
}

/** An entry that is still being written. */
export type OpenEntry = { -readonly [Key in keyof LoggedRequest]: LoggedRequest[Key] };

/** Which requests are meant: by method, and by path without query (text: its beginning, any case). */
export interface RequestMatch {
  readonly method?: string;
  readonly path?: string | RegExp;
}

/** Whether a method and a path are meant. */
export function isMeant(match: RequestMatch, method: string, path: string): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match.path === undefined) return true;
  return typeof match.path === "string"
    ? path.toLowerCase().startsWith(match.path.toLowerCase())
    : new RegExp(match.path.source, match.path.flags.replace(/[gy]/g, "")).test(path);
}

/** The requests, oldest first. */
export class RequestLog {
  readonly #entries: OpenEntry[] = [];
  #sequence = 0;

  get entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  /** Begins an entry; whoever answers the request completes it. */
  begin(entry: Omit<LoggedRequest, "sequence" | "status" | "startedAt" | "durationMilliseconds">): OpenEntry {
    this.#sequence += 1;
    const startedAt = new Date().toISOString();
    const open = { ...entry, sequence: this.#sequence, status: null, startedAt, durationMilliseconds: null };
    this.#entries.push(open);
    return open;
  }

  count(match: RequestMatch = {}): number {
    return this.#entries.filter(({ method, path }) => isMeant(match, method, path)).length;
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
