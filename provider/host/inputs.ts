import * as z from "zod";
import { nearestName } from "../nearest-name.js";
import type { Checked, InputFailure, Properties } from "./lifecycle.js";
import { isUnknown } from "./unknowns.js";

/** Longest name or id that is accepted, in characters; longer than any bucket, computer or display name can be. */
const longestText = 1_024;

const controlCharacters = /\p{Cc}/u;
const loneSurrogate = /\p{Surrogate}/u;

/** A text that can be a name or an id: not empty, no control characters, well-formed. */
export function nameText(what: string) {
  return z
    .string({ error: ({ input }) => (input === undefined ? "is required" : `must be ${what}`) })
    .refine((text) => text.trim() !== "", { error: `must not be empty: it is ${what}`, abort: true })
    .refine((text) => text.length <= longestText, {
      error: `must have at most ${String(longestText)} characters`,
      abort: true,
    })
    .refine((text) => !controlCharacters.test(text), {
      error: "must not contain control characters",
      abort: true,
    })
    .refine((text) => !loneSurrogate.test(text), { error: "must be well-formed Unicode" });
}

/** A yes or no that is left out of the inputs when it is no. */
export const flag = z
  .boolean({ error: "must be true or false" })
  .optional()
  .transform((value) => (value === true ? true : undefined));

/** The schema, but for values that pass as they are. */
export function unless<Output, Passing>(
  passes: (value: unknown) => value is Passing,
  schema: z.ZodType<Output>,
) {
  return z.unknown().transform((value, context): Output | Passing => {
    if (passes(value)) {
      return value;
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      for (const { message, path } of parsed.error.issues) {
        context.addIssue({ code: "custom", message, path: [...path] });
      }
      return z.NEVER;
    }
    return parsed.data;
  });
}

/** The schema for a value inside another one that a preview may not know yet. */
export function known<Output>(schema: z.ZodType<Output>) {
  return unless((value): value is never => isUnknown(value), schema);
}

/**
 * Checks the inputs of a resource, all faults together: each property by its schema, and no property that the resource
 * does not have. A value that is not known yet passes.
 * @param schemas the schema of each property
 */
export function checkInputs(schemas: Readonly<Record<string, z.ZodType>>, inputs: Properties): Checked {
  const names = Object.keys(schemas);
  const failures: InputFailure[] = Object.keys(inputs)
    .filter((name) => name !== "__provider" && !names.includes(name))
    .map((name) => ({ property: name, reason: unknownProperty(name, names) }));
  const checked: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const value = inputs[name] ?? undefined;
    if (isUnknown(value)) {
      checked[name] = value;
      continue;
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) {
      checked[name] = parsed.data;
    } else {
      checked[name] = value;
      failures.push(...parsed.error.issues.map(({ message, path }) => failure([name, ...path], message)));
    }
  }
  return { inputs: checked, failures };
}

function failure(path: readonly PropertyKey[], reason: string): InputFailure {
  const property = path
    .map((step, index) =>
      typeof step === "number" ? `[${String(step)}]` : `${index === 0 ? "" : "."}${String(step)}`,
    )
    .join("");
  return { property, reason };
}

function unknownProperty(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names);
  return nearest === undefined
    ? `is not a property of this resource; it has ${names.join(", ")}`
    : `is not a property of this resource; did you mean "${nearest}"?`;
}
