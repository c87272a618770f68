import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { openApi, resolved, schemaNamed, type Schema } from "../openapi.js";

/** What is wrong with a body: the field, or `wholeBody`, to the texts about it. */
export type ModelState = Readonly<Record<string, readonly string[]>>;

/** The name under which a `ModelState` has the faults of the body as a whole. */
export const wholeBody = "body";

let ajv: Ajv2020 | undefined;
const compiled = new Map<string, ValidateFunction>();

/**
 * Judges a request body by the schema of this name; the fields named `optional` may be missing although the
 * schema requires them. Returns undefined when nothing is wrong.
 */
export function validate(
  schemaName: string,
  body: unknown,
  optional: readonly string[] = [],
): ModelState | undefined {
  const judge = validatorOf(schemaName);
  const faults: [field: string, text: string][] = judge(body)
    ? emptyRequiredFields(schemaNamed(schemaName), body)
    : (judge.errors ?? []).filter((error) => !optional.includes(missingProperty(error))).map(described);
  if (schemaName === "ArrayOfUserComputerData" && Array.isArray(body) && body.length === 0) {
    faults.push([wholeBody, "The list must not be empty."]);
  }
  if (faults.length === 0) return undefined;
  const state = new Map<string, string[]>();
  for (const [field, text] of faults) state.set(field, [...(state.get(field) ?? []), text]);
  return Object.fromEntries(state);
}

function validatorOf(schemaName: string): ValidateFunction {
  const known = compiled.get(schemaName);
  if (known !== undefined) return known;
  ajv ??= newAjv();
  const judge = ajv.compile({ $ref: `mbs#/components/schemas/${schemaName}` });
  compiled.set(schemaName, judge);
  return judge;
}

function newAjv(): Ajv2020 {
  // The uuid format is advisory: the documentation's own samples have ids that are no GUIDs.
  const fresh = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
  fresh.addSchema({ $id: "mbs", components: openApi().components }, "mbs");
  return fresh;
}

// The service's models carry the framework's "required" rule, which an empty text does not meet.
function emptyRequiredFields(schema: Schema, body: unknown, prefix = ""): [field: string, text: string][] {
  if (Array.isArray(body)) {
    const items = resolved(schema.items ?? {});
    return body.flatMap((item, index) => emptyRequiredFields(items, item, `[${index}].`));
  }
  if (typeof body !== "object" || body === null) return [];
  const members = body as Readonly<Record<string, unknown>>;
  const empty = (schema.required ?? []).filter((name) => members[name] === "");
  return empty.map((name) => [`${prefix}${name}`, requiredText(name)]);
}

function requiredText(field: string): string {
  return `The ${field} field is required.`;
}

function described(error: ErrorObject): [field: string, text: string] {
  const path = fieldPath(error.instancePath);
  if (error.keyword === "required") {
    const missing = missingProperty(error);
    return [path === "" ? missing : `${path}.${missing}`, requiredText(missing)];
  }
  return [path || wholeBody, `The value ${error.message ?? "is not valid"}.`];
}

function missingProperty(error: ErrorObject): string {
  return error.keyword === "required" ? String(error.params["missingProperty"]) : "";
}

function fieldPath(pointer: string): string {
  return pointer
    .replace(/\/(\d+)(?=\/|$)/g, "[$1]")
    .replaceAll("/", ".")
    .replace(/^\./, "");
}
