import * as z from "zod";
import { nearestName } from "../nearest-name.js";
import type { Checked, Properties } from "./lifecycle.js";
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

type Schemas = Readonly<Record<string, z.ZodType>>;

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly reason: string;
}

/**
 * Checks the inputs of a resource, all faults together: each property by its schema, and no property that the resource
 * does not have. A value that is not known yet passes.
 * @param schemas the schema of each property
 */
export function checkInputs(schemas: Schemas, inputs: Properties): Checked {
  const { checked, faults } = checkProperties("this resource", schemas, inputs);
  return {
    inputs: checked,
    failures: faults.map(({ path, reason }) => ({ property: nameOf(path), reason })),
  };
}

/**
 * The schema for an object with these properties and no others; all its faults are reported together.
 * @param what the object, as messages name it
 * @param form how the object is written
 */
export function objectOf(what: string, form: string, schemas: Schemas) {
  return z.unknown().transform((value, context) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      context.addIssue({
        code: "custom",
        message: `must be of the form ${form}`,
      });
      return z.NEVER;
    }
    const { checked, faults } = checkProperties(what, schemas, value as Properties);
    for (const { path, reason } of faults) {
      context.addIssue({ code: "custom", message: reason, path: [...path] });
    }
    return checked;
  });
}

function checkProperties(what: string, schemas: Schemas, properties: Properties) {
  const names = Object.keys(schemas);
  const faults: Fault[] = Object.keys(properties)
    .filter((name) => name !== "__provider" && !names.includes(name))
    .map((name) => ({ path: [name], reason: unknownProperty(what, name, names) }));
  const checked: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const value = properties[name] ?? undefined;
    const parsed = isUnknown(value) ? undefined : schema.safeParse(value);
    const result = parsed?.success === true ? parsed.data : value;
    if (result !== undefined) {
      checked[name] = result;
    }
    faults.push(
      ...(parsed?.error?.issues ?? []).map(({ message, path }) => ({
        path: [name, ...path],
        reason: message,
      })),
    );
  }
  return { checked, faults };
}

/** A path as a program writes it: `computers[0].computerName`, `assignments["jane.sales"].userId`. */
function nameOf([property = "", ...path]: readonly PropertyKey[]): string {
  return String(property) + path.map(step).join("");
}

function step(step: PropertyKey): string {
  if (typeof step === "number") {
    return `[${String(step)}]`;
  }
  const name = String(step);
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function unknownProperty(what: string, name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names);
  return nearest === undefined
    ? `is not a property of ${what}; it has ${names.join(", ")}`
    : `is not a property of ${what}; did you mean "${nearest}"?`;
}
