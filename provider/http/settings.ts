/** How to reach the service: complete and validated; reading it from configuration and environment happens elsewhere. */
export interface ConnectionSettings {
  /** User name of API credentials made in the web console (not a console login). */
  readonly login: string;
  /** Password of the API credentials. Never logged, never part of a message. */
  readonly password: string;
  /** Base address, with or without a path; https, or http to this machine only. */
  readonly apiUrl: string;
  /** Format of request bodies. Bodies without a documented XML form are sent as JSON all the same. */
  readonly requestFormat: RequestFormat;
  /**
   * How many requests may be under way at once, at most. The client begins with as many, halves them when the service is
   * overloaded (429, 503, time-outs), and adds one after another again as it answers.
   */
  readonly maxConcurrency: number;
  /** Requests per second, paced evenly, logins and retries included; no limit when absent. */
  readonly requestsPerSecond?: number;
  /** Seconds that one attempt may take, from sending to the last byte of the reply. */
  readonly timeoutSeconds: number;
  /** Path of a PEM file whose certificates are trusted in addition to Node's own roots. */
  readonly caFile?: string;
}

/** Format of request bodies. */
export type RequestFormat = "json" | "xml";

/** What holds when nothing is configured. */
export const defaultConnectionSettings = {
  apiUrl: "https://api.mspbackups.com",
  requestFormat: "json",
  maxConcurrency: 16,
  timeoutSeconds: 60,
} as const satisfies Partial<ConnectionSettings>;

/** Seconds that one call may take with all its attempts and waits. */
export const operationBudgetSeconds = 300;
