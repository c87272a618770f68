import { XMLParser, XMLValidator } from "fast-xml-parser";

/** An XML element with its namespace found out. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** True when the element says `nil="true"` in the schema-instance namespace. */
  readonly nil: boolean;
  /** The character data of the element itself, spaces kept. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** The namespace of `nil`. */
export const instanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

type ParsedNode = Readonly<Record<string, unknown>>;
type Prefixes = ReadonlyMap<string, string>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
});

/** Parses an XML document. Throws an `Error` that says what is wrong with it. */
export function parseXml(text: string): XmlElement {
  if (/<!DOCTYPE/i.test(text))
    throw new Error("For security reasons DTD is prohibited in this XML document.");
  const validity = XMLValidator.validate(text);
  if (validity !== true) throw new Error(validity.err.msg);
  const roots = (parser.parse(text) as ParsedNode[]).filter(isElement);
  const [root] = roots;
  if (root === undefined || roots.length > 1) throw new Error("The document must have one root element.");
  return elementOf(root, new Map());
}

function isElement(node: ParsedNode): boolean {
  return !("#text" in node);
}

function elementOf(node: ParsedNode, outer: Prefixes): XmlElement {
  const tag = Object.keys(node).find((key) => key !== ":@") ?? "";
  const attributes = (node[":@"] ?? {}) as Readonly<Record<string, string>>;
  const prefixes = withDeclarations(outer, attributes);
  const content = node[tag] as readonly ParsedNode[];
  const { name, namespace } = qualified(tag, prefixes);
  return {
    name,
    namespace,
    nil: Object.entries(attributes).some(([key, value]) => isNil(key, value, prefixes)),
    text: content.map((child) => (isElement(child) ? "" : String(child["#text"]))).join(""),
    children: content.filter(isElement).map((child) => elementOf(child, prefixes)),
  };
}

function withDeclarations(outer: Prefixes, attributes: Readonly<Record<string, string>>): Prefixes {
  const prefixes = new Map(outer);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "xmlns") prefixes.set("", value);
    if (key.startsWith("xmlns:")) prefixes.set(key.slice("xmlns:".length), value);
  }
  return prefixes;
}

function qualified(tag: string, prefixes: Prefixes): { name: string; namespace: string } {
  const colon = tag.indexOf(":");
  const prefix = colon < 0 ? "" : tag.slice(0, colon);
  const namespace = prefixes.get(prefix);
  if (namespace === undefined && prefix !== "") throw new Error(`'${prefix}' is an undeclared prefix.`);
  return { name: tag.slice(colon + 1), namespace: namespace ?? "" };
}

function isNil(attribute: string, value: string, prefixes: Prefixes): boolean {
  if (value !== "true" && value !== "1") return false;
  const [prefix, name] = attribute.split(":");
  return name === "nil" && prefixes.get(prefix ?? "") === instanceNamespace;
}
