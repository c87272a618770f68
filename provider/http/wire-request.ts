import type { ApiRequest } from "./api-call.js";
import { buildPath } from "./request-path.js";
import type { RequestFormat } from "./settings.js";
import type { WireRequest } from "./transport.js";
import { buildXml } from "./xml.js";

/**
 * A call as it goes on the wire, but for the token. A body goes as XML when that is the format and it has an XML form,
 * else as JSON.
 * @throws RangeError when a path segment or a query cannot be part of an address
 * @throws UnfitForXmlError when a text of the body cannot go into XML
 */
export function encodeRequest(request: ApiRequest, format: RequestFormat, requestId: string): WireRequest {
  const headers = { Accept: "application/json", "X-Request-Id": requestId };
  const path = buildPath(request.path, request.query);
  if (request.body === undefined) {
    return { method: request.method, path, headers };
  }
  const xml = format === "xml" ? request.body.xml : undefined;
  return {
    method: request.method,
    path,
    headers: { ...headers, "Content-Type": xml === undefined ? "application/json" : "application/xml" },
    body: xml === undefined ? JSON.stringify(request.body.json) : buildXml(xml),
  };
}
