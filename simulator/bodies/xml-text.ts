import XmlBuilder from "fast-xml-builder";

/** An element to write, or character data. */
export type XmlNode = string | XmlElementNode;

interface XmlElementNode {
  readonly name: string;
  readonly content: readonly XmlNode[];
  readonly attributes: Readonly<Record<string, string>>;
}

/** An element with this content. */
export function element(
  name: string,
  content: readonly XmlNode[],
  attributes: Readonly<Record<string, string>> = {},
): XmlNode {
  return { name, content, attributes };
}

const builder = new XmlBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
});

/** The text of a node, without any layout. */
export function textOf(node: XmlNode): string {
  return builder.build([ordered(node)]);
}

/** A node in the form in which the builder keeps the order. */
function ordered(node: XmlNode): Readonly<Record<string, unknown>> {
  return typeof node === "string"
    ? { "#text": node }
    : { [node.name]: node.content.map(ordered), ":@": node.attributes };
}
