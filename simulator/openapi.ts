import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The part of a JSON schema of the API description that the simulator reads. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly additionalProperties?: boolean | Schema;
  readonly xml?: { readonly name?: string; readonly namespace?: string };
  readonly "x-xml-order"?: readonly string[];
  readonly "x-xml-alternate-roots"?: readonly string[];
  readonly "x-enum-varnames"?: readonly string[];
  readonly "x-accepts-numeric-string"?: boolean;
}

interface BodyDescription {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

/** One operation of the API description. */
export interface OperationDescription {
  readonly operationId: string;
  readonly security?: readonly unknown[];
  readonly requestBody?: BodyDescription;
  readonly responses: Readonly<Record<string, BodyDescription>>;
}

/** The API description: `api/openapi.yaml` of the package, as JSON. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationDescription>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const reference = "#/components/schemas/";
let loaded: OpenApiDocument | undefined;

/**
 * The API description, read once from `openapi.json` next to this file; the build makes it of `api/openapi.yaml`.
 * Throws an `Error` when it is not there.
 */
export function openApi(): OpenApiDocument {
  loaded ??= JSON.parse(readDescription(join(__dirname, "openapi.json"))) as OpenApiDocument;
  return loaded;
}

function readDescription(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`The simulator can't read its API description ${file}: build the package first.`, {
      cause: error,
    });
  }
}

/** The schema of this name in the API description. Throws when there is none. */
export function schemaNamed(name: string): Schema {
  const schema = openApi().components.schemas[name];
  if (schema === undefined) throw new Error(`The API description has no schema "${name}".`);
  return schema;
}

/** The schema itself, or the one it refers to. */
export function resolved(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : schemaNamed(schemaName(schema.$ref));
}

/** The name of the schema that an operation's request body must satisfy, if it takes one. */
export function requestSchemaName(operation: OperationDescription): string | undefined {
  const name = operation.requestBody?.content?.["application/json"]?.schema?.$ref;
  return name === undefined ? undefined : schemaName(name);
}

/** Whether the description gives an XML form to the operation's successful reply. */
export function repliesInXml(operation: OperationDescription): boolean {
  return operation.responses["200"]?.content?.["application/xml"] !== undefined;
}

function schemaName(pointer: string): string {
  return pointer.slice(reference.length);
}
