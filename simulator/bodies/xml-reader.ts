import { resolved, type Schema } from "../openapi.js";
import { parseXml, type XmlElement } from "./xml-elements.js";

/** The namespace of lists of strings. */
export const arraysNamespace = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";

/**
 * Reads an XML body as the .NET data-contract reader of the service does: the root must have the name and the
 * namespace of the contract, and the members are taken in the documented order only; an element that is
 * unknown, in another namespace or out of order counts as absent. Throws an `Error` for a document that is not
 * well-formed or has another root.
 */
export function readXml(text: string, schema: Schema): unknown {
  const root = parseXml(text);
  const contract = resolved(schema);
  const names = [contract.xml?.name, ...(contract["x-xml-alternate-roots"] ?? [])];
  if (!names.includes(root.name) || root.namespace !== contract.xml?.namespace) {
    const expected = `Expecting element '${contract.xml?.name}' from namespace '${contract.xml?.namespace}'.`;
    throw new Error(`${expected} Encountered '${root.name}' from namespace '${root.namespace}'.`);
  }
  return readValue(root, contract, root.namespace);
}

function readValue(element: XmlElement, schema: Schema, namespace: string): unknown {
  if (element.nil) return null;
  const contract = resolved(schema);
  if (contract.items !== undefined) return readList(element, contract.items, namespace);
  if (contract.properties !== undefined) return readMembers(element, contract, namespace);
  return readScalar(element.text, contract);
}

function readList(element: XmlElement, items: Schema, namespace: string): unknown[] {
  const contract = resolved(items);
  const itemName = contract.xml?.name ?? "string";
  const itemNamespace = contract.xml === undefined ? arraysNamespace : namespace;
  return element.children
    .filter((child) => child.name === itemName && child.namespace === itemNamespace)
    .map((child) => readValue(child, contract, namespace));
}

function readMembers(element: XmlElement, contract: Schema, namespace: string): unknown {
  const order = contract["x-xml-order"] ?? [];
  const members = new Map<string, unknown>();
  let next = 0;
  for (const child of element.children) {
    const position = child.namespace === namespace ? order.indexOf(child.name, next) : -1;
    const property = contract.properties?.[child.name];
    if (position < 0 || property === undefined) continue;
    members.set(child.name, readValue(child, property, namespace));
    next = position + 1;
  }
  return Object.fromEntries(members);
}

function readScalar(text: string, schema: Schema): unknown {
  const names = schema["x-enum-varnames"];
  if (names !== undefined) return schema.enum?.[names.indexOf(text)] ?? text;
  if (schema.type === "boolean" && /^(true|false|1|0)$/.test(text.trim())) return /true|1/.test(text);
  const isNumber = [schema.type].flat().some((type) => type === "integer" || type === "number");
  return isNumber && text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}
