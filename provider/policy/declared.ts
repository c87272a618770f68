import type { ComputerSelection, SelectedComputer } from "../computer-data/selection.js";

/** The properties of a resource as `@pulumi/policy` shows them: reading one that is unknown yet throws. */
export type ShownProperties = Readonly<Record<string, unknown>>;

const unknownYet = Symbol("unknown yet");

/** The text of a property; undefined when it is unknown yet or no text. */
export function declaredText(properties: ShownProperties, name: string): string | undefined {
  const value = read(properties, name);
  return typeof value === "string" ? value : undefined;
}

/** The number, or the text that stands for one, of a property; undefined when it is unknown yet or neither. */
export function declaredNumber(properties: ShownProperties, name: string): number | string | undefined {
  const value = read(properties, name);
  return typeof value === "number" || typeof value === "string" ? value : undefined;
}

/** An entry of a map, with its key. */
export interface DeclaredEntry {
  readonly key: string;
  readonly properties: ShownProperties;
}

/** The entries of a map, without those that are unknown yet; none when it is unknown as a whole. */
export function declaredEntries(properties: ShownProperties, name: string): DeclaredEntry[] {
  const map = read(properties, name);
  if (typeof map !== "object" || map === null) {
    return [];
  }
  // By key, because reading all values at once would throw at the first unknown one.
  return Object.keys(map).flatMap((key) => {
    const entry = read(map, key);
    return typeof entry === "object" && entry !== null ? [{ key, properties: entry as ShownProperties }] : [];
  });
}

/**
 * The property `computers`, without the entries of which a part is unknown yet: nothing can be said against those.
 * Undefined when it is unknown as a whole.
 */
export function declaredSelection(properties: ShownProperties): ComputerSelection | undefined {
  const value = read(properties, "computers");
  if (value === "all") {
    return "all";
  }
  if (!Array.isArray(value)) {
    return undefined;
  }
  // By index, because an iterator or a method of the list would throw at the first unknown entry.
  return Array.from({ length: value.length }, (_, index) => declaredComputer(read(value, index))).filter(
    (computer) => computer !== undefined,
  );
}

function declaredComputer(value: unknown): SelectedComputer | undefined {
  if (typeof value !== "object" || value === null) {
    return undefined;
  }
  const computerName = read(value, "computerName");
  const destinationId = read(value, "destinationId");
  if (typeof computerName !== "string" || destinationId === unknownYet) {
    return undefined;
  }
  return typeof destinationId === "string" ? { computerName, destinationId } : { computerName };
}

function read(holder: object, key: string | number): unknown {
  try {
    return Reflect.get(holder, key);
  } catch (error) {
    if (isUnknownValue(error)) {
      return unknownYet;
    }
    throw error;
  }
}

/** Told by its field: the pack may have loaded another copy of `@pulumi/policy` than this package would. */
function isUnknownValue(error: unknown): boolean {
  return error instanceof Error && "unknownTypeSentinel" in error;
}
