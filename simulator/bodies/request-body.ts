import { resolved, schemaNamed } from "../openapi.js";
import { badRequest, unsupportedMediaType, type Reply } from "../reply.js";
import { readJson } from "./json-reader.js";
import { validate, wholeBody } from "./validation.js";
import { readXml } from "./xml-reader.js";

const json = ["application/json", "text/json"];
const xml = ["application/xml", "text/xml"];
const form = "application/x-www-form-urlencoded";

/** A request body that was read and found valid, or the reply that refuses it. */
export type ReadBody = { readonly value: unknown } | { readonly refusal: Reply };

/** What an operation expects of its body. */
export interface BodyRule {
  /** The schema of the API description that the body must satisfy. */
  readonly schema: string;
  /** Whether form encoding is read too, as the login does. */
  readonly acceptsForm?: boolean;
  /** Fields that may be missing although the schema requires them. */
  readonly optional?: readonly string[];
}

/** Reads a request body in the format its content type names, and judges it by the operation's rule. */
export function readRequestBody(content: Buffer, contentType: string | undefined, rule: BodyRule): ReadBody {
  if (content.length === 0)
    return { refusal: badRequest({ [wholeBody]: ["A non-empty request body is required."] }) };
  const mediaType = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const read = readerFor(mediaType, rule);
  if (read === undefined) return { refusal: unsupportedMediaType(mediaType) };
  const value = parsed(content, read);
  if ("fault" in value) return { refusal: badRequest({ [wholeBody]: [value.fault] }) };
  const faults = validate(rule.schema, value.value, rule.optional);
  return faults === undefined ? value : { refusal: badRequest(faults) };
}

function readerFor(mediaType: string, rule: BodyRule): ((text: string) => unknown) | undefined {
  const schema = schemaNamed(rule.schema);
  if (json.includes(mediaType)) return (text) => readJson(JSON.parse(text), schema);
  if (xml.includes(mediaType) && resolved(schema).xml !== undefined) return (text) => readXml(text, schema);
  if (mediaType === form && rule.acceptsForm === true) {
    return (text) => readJson(Object.fromEntries(new URLSearchParams(text)), schema);
  }
  return undefined;
}

function parsed(
  content: Buffer,
  read: (text: string) => unknown,
): { readonly value: unknown } | { readonly fault: string } {
  try {
    return { value: read(new TextDecoder("utf-8", { fatal: true }).decode(content)) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
