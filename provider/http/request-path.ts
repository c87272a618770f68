/**
 * The path of a call, each segment percent-encoded, with its query.
 * @throws RangeError when a segment is empty, `.` or `..`, or a text is not well-formed Unicode
 */
export function buildPath(segments: readonly string[], query: Readonly<Record<string, string>> = {}): string {
  const path = segments.map((segment) => `/${encodeSegment(segment)}`).join("");
  const parameters = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return parameters.length === 0 ? path : `${path}?${parameters.join("&")}`;
}

function encodeSegment(segment: string): string {
  if (segment === "" || segment === "." || segment === "..") {
    throw new RangeError(`"${segment}" cannot be part of an address`);
  }
  return encode(segment);
}

function encode(text: string): string {
  if (!isWellFormed(text)) {
    throw new RangeError("a text with half a character (a lone surrogate) cannot be part of an address");
  }
  return encodeURIComponent(text);
}

function isWellFormed(text: string): boolean {
  return Buffer.from(text, "utf8").toString("utf8") === text;
}
