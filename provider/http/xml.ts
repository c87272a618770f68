import XmlBuilder from "fast-xml-builder";
import { Msp360Error } from "../msp360-error.js";

/** An element of a request body: its children in the order in which the service reads them, or its text. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[] | string;
}

/** A text that XML 1.0 cannot carry unharmed: control characters, lone surrogates, U+FFFE and U+FFFF. */
export class UnfitForXmlError extends Msp360Error {}

const modelNamespace = "http://schemas.datacontract.org/2004/07/MBSAPImvc.Engine.Models";
const schemaInstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

// Without the `u` flag surrogates are seen one by one, so only the paired ones are taken out first.
const surrogatePair = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
const illegalCharacter = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD]/;

const builder = new XmlBuilder({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: "" });

/**
 * The XML body for a root element, in the service's namespace, with the children in the order given (the service
 * ignores what comes out of order).
 * @throws UnfitForXmlError when a text contains a character that XML 1.0 does not allow
 */
export function buildXml(root: XmlElement): string {
  const attributes = { "xmlns:i": schemaInstanceNamespace, xmlns: modelNamespace };
  return builder.build([{ ...nodeOf(root), ":@": attributes }]);
}

type OrderedNode = Readonly<Record<string, unknown>>;

function nodeOf({ name, children }: XmlElement): OrderedNode {
  return {
    [name]: typeof children === "string" ? [{ "#text": carried(children, name) }] : children.map(nodeOf),
  };
}

function carried(text: string, elementName: string): string {
  const illegal = illegalCharacter.exec(text.replace(surrogatePair, ""));
  if (illegal !== null) {
    const code = illegal[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    throw new UnfitForXmlError(
      `${elementName} contains the character U+${code}, which XML cannot carry; msp360:requestFormat "json" can`,
    );
  }
  return text;
}
