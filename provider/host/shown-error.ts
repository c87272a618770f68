/** An object that the engine is to keep although the hook failed. */
export interface KeptObject {
  readonly id: string;
  readonly properties: Record<string, unknown>;
  /** Why it is incomplete; the engine shows each as a line of its own. */
  readonly reasons: readonly string[];
}

/**
 * An error in the form in which the dynamic-provider host shows it. For check, diff, read and delete the host prints
 * `${error}: ${error.stack}` besides handing on the message, so both are chosen to make a sentence for the user.
 */
export class ShownError extends Error {
  /** Present when the engine is to keep an incomplete object. */
  readonly id?: string;
  readonly properties?: Record<string, unknown>;
  readonly reasons?: readonly string[];
  readonly #printedAs: string;

  constructor(message: string, printed: { readonly as: string; readonly stack: string }, kept?: KeptObject) {
    super(message);
    this.stack = printed.stack;
    this.#printedAs = printed.as;
    if (kept !== undefined) {
      this.id = kept.id;
      this.properties = kept.properties;
      this.reasons = kept.reasons;
    }
  }

  override toString(): string {
    return this.#printedAs;
  }
}

/** Turns whatever was thrown into what the host may show: a stack only when debugging. */
export function shown(thrown: unknown, debugging: boolean, kept?: KeptObject): ShownError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const printed =
    debugging && thrown instanceof Error && thrown.stack !== undefined
      ? { as: message, stack: thrown.stack }
      : { as: "To see the calls behind a failure", stack: "set MSP360_LOG=debug" };
  return new ShownError(message, printed, kept);
}
