/** What the rule on replacements looks at. */
export interface DeclaredReplacement {
  /** The option `deleteBeforeReplace` of a `UserComputerData`. */
  readonly deleteBeforeReplace: boolean;
}

/**
 * One sentence if a replacement of a `UserComputerData` would destroy it first, otherwise none.
 *
 * It makes no difference that `onDelete` is `"retain"` now: what is destroyed is the resource as the state has it, and
 * there it may still say `"purge"`.
 */
export function replacementViolations({ deleteBeforeReplace }: DeclaredReplacement): string[] {
  return deleteBeforeReplace
    ? [
        "With deleteBeforeReplace a replacement would destroy this resource first, and that would purge the data " +
          "which the new one is to stand for: leave the option out.",
      ]
    : [];
}
