import { Msp360Error } from "../msp360-error.js";

/**
 * An object was made, or may have been made, but not everything that belongs to it could be confirmed. The engine keeps
 * it in the state together with the reasons, and the next `pulumi up` completes it by `update`.
 */
export class IncompleteError extends Msp360Error {
  /**
   * @param id what the state will know the object by
   * @param state what is known of it so far
   * @param reasons why it is incomplete: at least one sentence
   */
  constructor(
    readonly id: string,
    readonly state: object,
    readonly reasons: readonly [string, ...string[]],
    options?: ErrorOptions,
  ) {
    super(reasons.join("\n"), options);
  }
}
