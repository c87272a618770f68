/**
 * An error in the form in which the dynamic-provider host shows it. The host prints `${error}: ${error.stack}` for
 * check, diff, read and delete, so what stands in `stack` reaches the user: a hint instead of a stack, unless debugging.
 */
export class ShownError extends Error {
  /** Present when the engine is to keep an incomplete object: its id, properties and the reasons. */
  readonly id?: string;
  readonly properties?: Record<string, unknown>;
  readonly reasons?: readonly string[];

  constructor(
    message: string,
    stack: string,
    incomplete?: { id: string; properties: Record<string, unknown> },
  ) {
    super(message);
    this.stack = stack;
    if (incomplete !== undefined) {
      this.id = incomplete.id;
      this.properties = incomplete.properties;
      this.reasons = [message];
    }
  }

  override toString(): string {
    return this.message;
  }
}

/** Turns whatever was thrown into what the host may show. */
export function shown(
  thrown: unknown,
  debugging: boolean,
  incomplete?: { id: string; properties: Record<string, unknown> },
): ShownError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const stack =
    debugging && thrown instanceof Error && thrown.stack !== undefined
      ? thrown.stack
      : "(MSP360_LOG=debug shows the calls behind this)";
  return new ShownError(message, stack, incomplete);
}
