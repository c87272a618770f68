const mask = "***";
const shortestFreeText = 4;

/** Takes secrets out of texts by their value, in every form in which they travel. */
export class Redactor {
  readonly #secrets = new Set<string>();
  #long: RegExp | undefined;
  #short: RegExp | undefined;

  /** Learns a secret; the empty text is ignored. */
  add(secret: string): void {
    if (secret === "" || this.#secrets.has(secret)) {
      return;
    }
    this.#secrets.add(secret);
    const forms = [...new Set([...this.#secrets].flatMap(formsOf))].sort((a, b) => b.length - a.length);
    // Never empty: the shortest secret has four characters in Base64.
    const long = forms.filter((form) => form.length >= shortestFreeText);
    this.#long = new RegExp(long.map(escapePattern).join("|"), "g");
    this.#short = shortPattern(forms.filter((form) => form.length < shortestFreeText));
  }

  /**
   * The text without secrets. Those of fewer than four characters are only found as whole words or, being a single
   * character, between quotes, so that they do not shred the text.
   */
  redact(text: string): string {
    let result = replaceByPattern(text);
    // What is left and right of a secret can form one anew with the mask, which is shorter than any of them.
    for (let before = ""; this.#long !== undefined && before !== result;) {
      before = result;
      result = result.replaceAll(this.#long, mask);
    }
    return this.#short === undefined ? result : result.replace(this.#short, mask);
  }
}

function replaceByPattern(text: string): string {
  return text
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${mask}`)
    .replace(/(\b(?:access|refresh)_token\b["']?\s*[:=]\s*["']?)[^\s"'&<>,;}]+/gi, `$1${mask}`);
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, "utf8");
  const base64 = bytes.toString("base64");
  const json = JSON.stringify(secret).slice(1, -1);
  const percent = percentEncode(secret);
  return [
    secret,
    base64,
    base64.replace(/=+$/, ""),
    bytes.toString("base64url"),
    ...percent.flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]),
    json,
    json.replace(/\//g, "\\/"),
    escapeCodeUnits(json, /[^\x20-\x7e]/g),
    escapeCodeUnits(json, /[^\x20-\x7e]|[<>&'+]/g),
    escapeXml(secret, "&quot;", "&apos;"),
    escapeXml(secret, "&quot;", "&#39;"),
    escapeXml(secret, "&#34;", "&#39;"),
    escapeXml(secret, '"', "'"),
  ];
}

function percentEncode(secret: string): string[] {
  // By way of bytes, since half a character (a lone surrogate) has no percent-encoding.
  const plain = encodeURIComponent(Buffer.from(secret, "utf8").toString("utf8"));
  const strict = plain.replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams({ secret }).toString().slice("secret=".length);
  return [plain, strict, plain.replace(/%20/g, "+"), form];
}

function escapeCodeUnits(text: string, pattern: RegExp): string {
  return text.replace(pattern, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function escapeXml(text: string, quote: string, apostrophe: string): string {
  const ampersandFirst = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return ampersandFirst.replace(/"/g, quote).replace(/'/g, apostrophe);
}

function shortPattern(forms: readonly string[]): RegExp | undefined {
  const parts = forms.map((form) => {
    const quoted = `(?<=["'>])${escapePattern(form)}(?=["'<])`;
    return form.length === 1
      ? quoted
      : `${quoted}|(?<![\\p{L}\\p{N}_])${escapePattern(form)}(?![\\p{L}\\p{N}_])`;
  });
  return parts.length === 0 ? undefined : new RegExp(parts.join("|"), "gu");
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
