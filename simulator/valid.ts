import * as v from "valibot";

/** A whole number. */
export const wholeNumber = v.pipe(v.number(), v.safeInteger());

/**
 * A value as its schema makes it. Throws an `Error` that tells every fault with its place.
 * @param what the value, as the subject of a sentence
 */
export function valid<const Schema extends v.GenericSchema>(
  what: string,
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (!result.success) {
    const faults = result.issues.map((issue) => `${v.getDotPath(issue) ?? "the whole"}: ${issue.message}`);
    throw new Error(`${what} is not valid: ${faults.join("; ")}`);
  }
  return result.output;
}
