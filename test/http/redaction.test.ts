import { expect } from "chai";
import * as fc from "fast-check";
import { Redactor } from "../../provider/http/redaction.js";

function redactorOf(...secrets: string[]): Redactor {
  const redactor = new Redactor();
  secrets.forEach((secret) => redactor.add(secret));
  return redactor;
}

describe("redaction", () => {
  it("finds a secret in every form in which it travels, in any surroundings (F51)", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 4, maxLength: 30, unit: "grapheme" }).filter((secret) => /[^*]/.test(secret)),
        fc.string({ maxLength: 20 }),
        fc.string({ maxLength: 20 }),
        (secret, before, after) => {
          const forms = [
            secret,
            encodeURIComponent(secret),
            new URLSearchParams({ p: secret }).toString().slice(2),
            Buffer.from(secret).toString("base64"),
            JSON.stringify(secret).slice(1, -1),
            secret.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"),
          ];
          for (const form of forms) {
            expect(redactorOf(secret).redact(before + form + after)).to.not.contain(form);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("does not shred a text for a secret of one letter, but hides it between quotes (F51)", () => {
    const redactor = redactorOf("a");
    expect(redactor.redact("Could not add a destination.")).to.equal("Could not add a destination.");
    expect(redactor.redact('{"Password":"a","Name":"b"}')).to.equal('{"Password":"***","Name":"b"}');
  });

  it("hides a secret of two or three characters as a word only", () => {
    expect(redactorOf("add").redact("add added padded (add)")).to.equal("*** added padded (***)");
  });

  it("hides bearer tokens and access tokens that it was never told of", () => {
    const text = 'Authorization: Bearer abc.def-1 {"access_token":"xyz","expires_in":1} access_token=q&x=1';
    expect(redactorOf().redact(text)).to.equal(
      'Authorization: Bearer *** {"access_token":"***","expires_in":1} access_token=***&x=1',
    );
  });

  it("leaves no secret that the mask would complete", () => {
    expect(redactorOf("ab**").redact("abab**")).to.not.contain("ab**");
  });

  it("ignores an empty secret", () => {
    expect(redactorOf("").redact('a text with "" in it')).to.equal('a text with "" in it');
  });

  it("changes nothing in a text without secrets", () => {
    for (const redactor of [redactorOf(), redactorOf("long secret"), redactorOf("ab")]) {
      expect(redactor.redact("an undefined text")).to.equal("an undefined text");
    }
  });

  it("hides the longer of two secrets that begin alike as a whole", () => {
    expect(redactorOf("secret", "secret-more").redact("secret-more secret")).to.equal("*** ***");
  });

  it("hides a token that stands behind several spaces", () => {
    expect(redactorOf().redact("Basic   YTpi, bearer\txyz")).to.equal("Basic ***, bearer ***");
  });

  // The forms of one secret, written out by hand: pä"'<>&/ ~!*
  const forms: readonly (readonly [name: string, form: string])[] = [
    ["as it is", `pä"'<>&/ ~!*`],
    ["Base64", "cMOkIic8PiYvIH4hKg=="],
    ["Base64 without padding", "cMOkIic8PiYvIH4hKg"],
    ["percent-encoded", "p%C3%A4%22'%3C%3E%26%2F%20~!*"],
    ["percent-encoded in lower case", "p%c3%a4%22'%3c%3e%26%2f%20~!*"],
    ["percent-encoded strictly", "p%C3%A4%22%27%3C%3E%26%2F%20%7E%21%2A"],
    ["percent-encoded strictly in lower case", "p%c3%a4%22%27%3c%3e%26%2f%20%7e%21%2a"],
    ["percent-encoded with plus", "p%C3%A4%22'%3C%3E%26%2F+~!*"],
    ["of a form", "p%C3%A4%22%27%3C%3E%26%2F+%7E%21*"],
    ["JSON", `pä\\"'<>&/ ~!*`],
    ["JSON with escaped slashes", `pä\\"'<>&\\/ ~!*`],
    ["JSON in ASCII", `p\\u00e4\\"'<>&/ ~!*`],
    ["JSON in ASCII and fit for HTML", `p\\u00e4\\"\\u0027\\u003c\\u003e\\u0026/ ~!*`],
    ["XML with &apos;", "pä&quot;&apos;&lt;&gt;&amp;/ ~!*"],
    ["XML with &#39;", "pä&quot;&#39;&lt;&gt;&amp;/ ~!*"],
    ["XML with numbers", "pä&#34;&#39;&lt;&gt;&amp;/ ~!*"],
    ["XML with plain quotes", `pä"'&lt;&gt;&amp;/ ~!*`],
  ];
  for (const [name, form] of forms) {
    it(`hides a secret that travels ${name}, and nothing else (F51)`, () => {
      expect(redactorOf(`pä"'<>&/ ~!*`).redact(`[${form}]`)).to.equal("[***]");
    });
  }

  it("hides a secret in Base64 without its padding, with signs that addresses do not have (F51)", () => {
    expect(redactorOf("??>>?>?").redact("[Pz8+Pj8+Pw] [Pz8+Pj8+Pw==]")).to.equal("[***] [***]");
  });

  it("hides a secret in the Base64 of addresses (F51)", () => {
    expect(redactorOf("??>>??>>").redact("[Pz8-Pj8_Pj4]")).to.equal("[***]");
  });
});
