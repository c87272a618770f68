/** An error with an object that the engine keeps. */
export interface Incomplete {
  readonly id: string;
  readonly properties: Record<string, unknown>;
}

/** Whether the engine keeps an object although a hook failed. */
export function isIncomplete(error: unknown): error is Incomplete {
  return error instanceof Error && "id" in error && error.id !== undefined && "properties" in error;
}
