import { resolved, schemaNamed, type Schema } from "../openapi.js";
import { element, textOf, type XmlNode } from "./xml-text.js";
import { instanceNamespace } from "./xml-elements.js";
import { arraysNamespace } from "./xml-reader.js";

const serializationNamespace = "http://schemas.microsoft.com/2003/10/Serialization/";

/**
 * Writes an object of the schema of this name, a list of such objects or null, as the data-contract writer
 * does: documented names, order and namespaces.
 */
export function writeXml(value: unknown, schemaName: string): string {
  const schema = schemaNamed(schemaName);
  const root = schema.xml?.name ?? schemaName;
  const attributes = { "xmlns:i": instanceNamespace, xmlns: schema.xml?.namespace ?? "" };
  if (Array.isArray(value)) {
    const items = value.map((item) => elementFor(root, item, schema));
    return textOf(element(`ArrayOf${root}`, items, attributes));
  }
  if (value === null) return textOf(element(root, [], { ...attributes, "i:nil": "true" }));
  return textOf(element(root, contentOf(value, schema), attributes));
}

/** Writes a bare text or number, as the service does for a reply that is an id. */
export function writeXmlScalar(value: string | number): string {
  const name = typeof value === "string" ? "string" : "int";
  return textOf(element(name, [String(value)], { xmlns: serializationNamespace }));
}

/** Writes an error body: `<Error>` with one element for each member, nested for objects. */
export function writeXmlError(error: object): string {
  return textOf(element("Error", errorMembers(error)));
}

function errorMembers(error: object): XmlNode[] {
  return Object.entries(error).map(([name, member]: [string, unknown]) => {
    if (Array.isArray(member)) return element(encodedName(name), [member.join(" ")]);
    return element(
      encodedName(name),
      typeof member === "object" && member !== null ? errorMembers(member) : [String(member)],
    );
  });
}

// As .NET does with characters that a name in XML cannot have: "[0]" becomes "_x005B_0_x005D_".
function encodedName(name: string): string {
  return name.replace(
    /[^\w.-]/g,
    (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
  );
}

function elementFor(name: string, value: unknown, schema: Schema): XmlNode {
  if (value === null || value === undefined) return element(name, [], { "i:nil": "true" });
  const contract = resolved(schema);
  if (!Array.isArray(value)) return element(name, contentOf(value, contract));
  const itemSchema = resolved(contract.items ?? {});
  const itemName = itemSchema.xml?.name;
  if (itemName !== undefined) {
    return element(
      name,
      value.map((item) => elementFor(itemName, item, itemSchema)),
    );
  }
  const items = value.map((item) => element("d2p1:string", [String(item)]));
  return element(name, items, { "xmlns:d2p1": arraysNamespace });
}

function contentOf(value: unknown, schema: Schema): XmlNode[] {
  if (typeof value !== "object" || value === null) return [String(enumerationName(value, schema))];
  const members = value as Readonly<Record<string, unknown>>;
  const order = schema["x-xml-order"] ?? Object.keys(members).sort();
  return order
    .filter((name) => members[name] !== undefined)
    .map((name) => elementFor(name, members[name], memberSchema(schema, name)));
}

function memberSchema(schema: Schema, name: string): Schema {
  const rest = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
  return schema.properties?.[name] ?? rest;
}

function enumerationName(value: unknown, schema: Schema): unknown {
  const position = schema.enum?.indexOf(value) ?? -1;
  return schema["x-enum-varnames"]?.[position] ?? value;
}
