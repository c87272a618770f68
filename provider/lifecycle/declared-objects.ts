import { containsUnknown } from "./unknowns.js";
import type { Checked } from "./lifecycle.js";

/**
 * The objects that the program of this run declares, by what makes each unique. A removal is not told why it happens: an
 * object that is still declared was taken over by a resource of another name, in this run or in one that failed before
 * the former resource was removed, and has to stay. The engine checks every declared resource before it removes any, and
 * checks none when it destroys a stack.
 */
export class DeclaredObjects {
  private readonly keys = new Set<string>();

  /**
   * Remembers what a resource declares, if its inputs are right and known.
   * @param keyOf what makes the object unique
   */
  remember(checked: Checked, keyOf: (inputs: never) => string): Checked {
    return this.rememberAll(checked, (inputs) => [keyOf(inputs)]);
  }

  /** Remembers everything that a resource for many declares, as far as its inputs are right and all known. */
  rememberAll(checked: Checked, keysOf: (inputs: never) => readonly string[]): Checked {
    if (checked.failures.length === 0 && !containsUnknown(checked.inputs)) {
      for (const key of keysOf(checked.inputs as never)) {
        this.keys.add(key);
      }
    }
    return checked;
  }

  /** Whether the program declares the object. */
  has(key: string): boolean {
    return this.keys.has(key);
  }
}
