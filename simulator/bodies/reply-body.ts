import type { Reply, ReplyBody } from "../reply.js";
import { schemaNamed } from "../openapi.js";
import { writeXml, writeXmlError, writeXmlScalar } from "./xml-writer.js";

/** An answer as it goes over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Writes a reply as JSON, or as XML when `Accept` asks for XML and not for JSON and the reply has an XML form.
 * `xmlForm` says whether the API description gives the operation's reply one.
 */
export function writeReply(reply: Reply, accept: string | undefined, xmlForm: boolean): Answer {
  const { status, headers = {}, body } = reply;
  if (body === undefined) return { status, headers, body: "" };
  const asXml = wantsXml(accept) && hasXmlForm(body, xmlForm);
  return {
    status,
    headers: { ...headers, "Content-Type": `application/${asXml ? "xml" : "json"}; charset=utf-8` },
    body: asXml ? xmlText(body) : JSON.stringify(body.value),
  };
}

function wantsXml(accept: string | undefined): boolean {
  const types = (accept ?? "").split(",").map((entry) => entry.split(";")[0]?.trim().toLowerCase() ?? "");
  return (
    types.some((type) => /^(application|text)\/xml$/.test(type)) &&
    !types.some((type) => /\/json$/.test(type))
  );
}

function hasXmlForm(body: ReplyBody, xmlForm: boolean): boolean {
  return body.kind !== "data" || (xmlForm && schemaNamed(body.schema).xml !== undefined);
}

function xmlText(body: ReplyBody): string {
  if (body.kind === "data") return writeXml(body.value, body.schema);
  return body.kind === "scalar" ? writeXmlScalar(body.value) : writeXmlError(body.value);
}
