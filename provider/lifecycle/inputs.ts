import * as v from "valibot";
import { nearestName } from "../nearest-name.js";
import { keysOf, pathTo, type Path } from "./issue-path.js";
import type { Checked, Properties } from "./lifecycle.js";
import { isUnknown } from "./unknowns.js";

/** Longest name or id that is accepted, in characters; longer than any bucket, computer or display name can be. */
const longestText = 1_024;

const controlCharacters = /\p{Cc}/u;
const loneSurrogate = /\p{Surrogate}/u;

/** The schema, but that one fault of a value is enough: the others follow from it. */
export function firstFault<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.config(schema, { abortPipeEarly: true });
}

/** A text that can be a name or an id: not empty, no control characters, well-formed. */
export function nameText(what: string) {
  return firstFault(
    v.pipe(
      v.string(({ input }) => (input === undefined ? "is required" : `must be ${what}`)),
      v.check((text) => text.trim() !== "", `must not be empty: it is ${what}`),
      v.maxLength(longestText, `must have at most ${String(longestText)} characters`),
      v.check((text) => !controlCharacters.test(text), "must not contain control characters"),
      v.check((text) => !loneSurrogate.test(text), "must be well-formed Unicode"),
    ),
  );
}

/** A yes or no that is left out of the inputs when it is no. */
export const flag = v.pipe(
  v.optional(v.boolean("must be true or false")),
  v.transform((value) => (value === true ? true : undefined)),
);

/** The schema, but for values that pass as they are. */
export function unless<Output, Passing>(
  passes: (value: unknown) => value is Passing,
  schema: v.GenericSchema<unknown, Output>,
) {
  const passing = v.custom<Passing>(passes);
  return v.lazy<v.GenericSchema<unknown, Output | Passing>>((value) => (passes(value) ? passing : schema));
}

/** The schema for a value inside another one that a preview may not know yet. */
export function known<Output>(schema: v.GenericSchema<unknown, Output>) {
  return unless((value): value is never => isUnknown(value), schema);
}

type Schemas = Readonly<Record<string, v.GenericSchema>>;

interface Fault {
  readonly path: Path;
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
  return v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset: { value }, addIssue, NEVER }): Properties => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        addIssue({ message: `must be of the form ${form}` });
        return NEVER;
      }
      const { checked, faults } = checkProperties(what, schemas, value as Properties);
      for (const { path, reason } of faults) {
        addIssue({ message: reason, path: pathTo(path, value) });
      }
      return checked;
    }),
  );
}

function checkProperties(what: string, schemas: Schemas, properties: Properties) {
  const names = Object.keys(schemas);
  const faults: Fault[] = Object.keys(properties)
    .filter((name) => name !== "__provider" && !names.includes(name))
    .map((name) => ({ path: [name], reason: unknownProperty(what, name, names) }));
  const checked: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const value = properties[name] ?? undefined;
    const parsed = isUnknown(value) ? undefined : v.safeParse(schema, value);
    const result = parsed?.success === true ? parsed.output : value;
    if (result !== undefined) {
      checked[name] = result;
    }
    faults.push(
      ...(parsed?.issues ?? []).map((issue) => ({
        path: [name, ...keysOf(issue)] as const,
        reason: issue.message,
      })),
    );
  }
  return { checked, faults };
}

/** A path as a program writes it: `computers[0].computerName`, `assignments["jane.sales"].userId`. */
function nameOf([property, ...path]: Path): string {
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
