import { XMLParser } from "fast-xml-parser";

/** What the service says in an error, before redaction. */
export interface ServiceWords {
  /** One line, or undefined when the service said nothing. */
  readonly message: string | undefined;
  /** Texts by field, as the service names the fields. */
  readonly fieldErrors: Record<string, string[]>;
}

const nothing: ServiceWords = { message: undefined, fieldErrors: {} };

// In this order: what is meant for a caller first, internals of the server last.
const messageKeys = [
  "errormessage",
  "error_description",
  "message",
  "messagedetail",
  "detail",
  "title",
  "error",
  "exceptionmessage",
];

/** The service's words in the body of an error reply, whatever its shape: JSON, XML, HTML or plain text. */
export function readServiceWords(text: string): ServiceWords {
  const trimmed = text.trim();
  if (looksLikeHtml(trimmed)) {
    const title = /<title[^>]*>([^<]*)/i.exec(trimmed)?.[1] ?? "";
    return { message: oneLine(title) ?? "an HTML page", fieldErrors: {} };
  }
  if (trimmed.startsWith("<")) {
    return wordsOf(parseXml(trimmed));
  }
  const parsed = parseJson(trimmed);
  return parsed.valid ? wordsOf(parsed.value) : { message: oneLine(trimmed), fieldErrors: {} };
}

/** The service's words in a parsed body; keys are read without regard to case. */
export function wordsOf(body: unknown): ServiceWords {
  if (typeof body === "string") {
    return { message: oneLine(body), fieldErrors: {} };
  }
  if (!isObject(body)) {
    return nothing;
  }
  const fields = lowerCaseKeys(body);
  const fieldErrors = readFieldErrors(fields.get("modelstate"));
  for (const key of messageKeys) {
    const value = fields.get(key);
    const words = isObject(value)
      ? wordsOf(value).message
      : typeof value === "string"
        ? oneLine(value)
        : undefined;
    if (words !== undefined) {
      return { message: withFields(words, fieldErrors), fieldErrors };
    }
  }
  const code = fields.get("errorcode") ?? fields.get("resultcode");
  const words = typeof code === "number" || typeof code === "string" ? `error code ${code}` : undefined;
  return { message: words ?? withFields(undefined, fieldErrors), fieldErrors };
}

/** Whether the body of a reply with status 200 tells of a failure all the same (docs/mbs-api.md). */
export function isErrorInside(body: unknown): boolean {
  if (!isObject(body)) {
    return false;
  }
  const fields = lowerCaseKeys(body);
  // These models have a message of their own that is no failure of the call.
  if (fields.has("computers") || fields.has("planname")) {
    return false;
  }
  const isText = (key: string) => typeof fields.get(key) === "string" && fields.get(key) !== "";
  const isCode = (key: string) => !["", "0", "null", "undefined"].includes(String(fields.get(key)));
  const error = fields.get("error");
  return (
    isText("message") ||
    isText("errormessage") ||
    isText("error") ||
    isObject(error) ||
    isCode("errorcode") ||
    isCode("resultcode")
  );
}

/** Whether a text is an HTML page rather than an answer of the service. */
export function looksLikeHtml(text: string): boolean {
  return /^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|h1|center)\b/is.test(text);
}

/** A text as one line without control characters; undefined when nothing is left. */
export function oneLine(text: string): string | undefined {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return line === "" ? undefined : line;
}

function withFields(words: string | undefined, fieldErrors: Record<string, string[]>): string | undefined {
  const fields = Object.entries(fieldErrors).map(([field, texts]) => `${field}: ${texts.join(", ")}`);
  return oneLine([words ?? "", ...fields].join(" "));
}

function readFieldErrors(modelState: unknown): Record<string, string[]> {
  if (!isObject(modelState)) {
    return {};
  }
  const entries = Object.entries(modelState).map(([field, texts]): [string, string[]] => [
    field,
    (Array.isArray(texts) ? texts : [texts])
      .filter((text) => typeof text === "string")
      .map((text) => oneLine(text) ?? ""),
  ]);
  return Object.fromEntries(entries);
}

function parseJson(text: string): { readonly valid: boolean; readonly value: unknown } {
  try {
    return { valid: true, value: JSON.parse(text) };
  } catch {
    return { valid: false, value: undefined };
  }
}

function parseXml(text: string): unknown {
  const parser = new XMLParser({ ignoreDeclaration: true, parseTagValue: false, removeNSPrefix: true });
  try {
    const document: unknown = parser.parse(text);
    // One root element, whatever its name.
    return isObject(document) ? Object.values(document)[0] : undefined;
  } catch {
    // A page cut off half-way: its words without the tags are better than nothing.
    return text.replace(/<[^>]*>/g, " ");
  }
}

function lowerCaseKeys(body: object): Map<string, unknown> {
  return new Map(Object.entries(body).map(([key, value]) => [key.toLowerCase(), value]));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
