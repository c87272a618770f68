/** What went wrong with one object of a collection. */
export interface Failure {
  /** The key that the program gave the object. */
  readonly key: string;
  readonly error: Error;
}

/** How many keys one sentence names. */
const namedKeys = 20;
/** How many different failures are told one by one. */
const toldFailures = 50;

/**
 * Tells the failures, each kind of trouble once with the keys that met it.
 * @param work what failed, as the head of a sentence: `3 of 500 assignments could not be created`
 */
export function tellFailures(work: string, failures: readonly Failure[]): [string, ...string[]] {
  const keysByMessage = new Map<string, string[]>();
  for (const { key, error } of failures) {
    const keys = keysByMessage.get(error.message);
    if (keys === undefined) {
      keysByMessage.set(error.message, [key]);
    } else {
      keys.push(key);
    }
  }
  // What most have met comes first: it tells most.
  const kinds = [...keysByMessage].toSorted(([, one], [, other]) => other.length - one.length);
  const told = kinds.slice(0, toldFailures);
  const untold = kinds.slice(toldFailures).flatMap(([, keys]) => keys);
  return [
    work,
    ...told.map(([message, keys]) => `${nameKeys(keys)}: ${message}`),
    ...(untold.length > 0 ? [`${nameKeys(untold)}: failed, too.`] : []),
  ];
}

/** Names keys in a message: `"charlie", "kim" and 12 more`. */
export function nameKeys(keys: readonly string[]): string {
  const named = keys.slice(0, namedKeys).map((key) => `"${key}"`);
  const more = keys.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${String(more)} more` : named.join(", ");
}
