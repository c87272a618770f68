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
    expect(redactorOf("").redact("text")).to.equal("text");
  });
});
