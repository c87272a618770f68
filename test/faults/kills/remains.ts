import fs from "node:fs";

/** The parts of a stored state that a recovery works with. */
export interface Checkpoint {
  readonly resources?: readonly Readonly<Record<string, unknown>>[];
  readonly pending_operations?: readonly unknown[];
}

/** The state in a file of the file backend. */
export function readCheckpoint(file: string): Checkpoint {
  const { checkpoint } = JSON.parse(fs.readFileSync(file, "utf8")) as {
    readonly checkpoint: { readonly latest?: Checkpoint };
  };
  const { resources, pending_operations: pending } = checkpoint.latest ?? {};
  return {
    ...(resources === undefined ? {} : { resources }),
    ...(pending === undefined ? {} : { pending_operations: pending }),
  };
}

// When something was written, and from which line of a program, plays no part in a recovery.
const incidental = new Set(["created", "modified", "sourcePosition", "stackTrace", "requestedAt"]);
const guid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi;
const address = /http:\/\/127\.0\.0\.1:\d+/g;

/** A text that is the same for what differs only in times, addresses and in the ids that were given. */
export function comparable(value: unknown): string {
  const names = new Map<string, string>();
  const nameOf = (id: string) => {
    const known = names.get(id) ?? `id ${String(names.size + 1)}`;
    names.set(id, known);
    return known;
  };
  return JSON.stringify(value, (key, part: unknown) => (incidental.has(key) ? undefined : part))
    .replace(address, "the service")
    .replace(guid, nameOf);
}
