import { expect } from "chai";
import { loadTool } from "../tools/tool-modules.js";

interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly output: string;
}

interface Modules {
  readonly signatureVerdict: (result: CommandResult) => { outcome: string; sentence: string };
}

/** What `npm audit signatures --json` leaves. */
function npm(exitCode: number, reply: unknown): CommandResult {
  const stdout = JSON.stringify(reply);
  return { exitCode, stdout, output: stdout };
}

describe("the check of the registry's signatures", () => {
  const faulty = { name: "axios", version: "1.21.1", registry: "https://registry.npmjs.org/" };
  let signatureVerdict: Modules["signatureVerdict"];

  before(async () => {
    ({ signatureVerdict } = await loadTool<Modules>("supply-chain/signatures.js"));
  });

  it("passes, and says so, when npm verified every signature", () => {
    const verdict = signatureVerdict(npm(0, { invalid: [], missing: [] }));
    expect(verdict.outcome).to.equal("verified");
    expect(verdict.sentence).to.match(/npm verified/);
  });

  it("refuses packages whose signature is invalid or missing, by name", () => {
    expect(signatureVerdict(npm(1, { invalid: [faulty], missing: [] }))).to.deep.equal({
      outcome: "refused",
      sentence: "Registry signatures: invalid for axios@1.21.1.",
    });
    expect(signatureVerdict(npm(1, { invalid: [], missing: [faulty] }))).to.deep.equal({
      outcome: "refused",
      sentence: "Registry signatures: missing for axios@1.21.1.",
    });
  });

  it("goes on where there are no keys, and says in plain words that nothing was checked", () => {
    for (const error of [
      { code: "ENOTFOUND", summary: "request to https://keys.example failed" },
      { code: "E404", summary: "404 Not Found" },
      {
        summary: "found no dependencies to audit that were installed from a supported registry",
      },
    ]) {
      const verdict = signatureVerdict(npm(1, { error }));
      expect(verdict.outcome).to.equal("not checked");
      expect(verdict.sentence).to.contain("NOT CHECKED").and.to.contain(error.summary);
    }
  });

  it("takes no other failure for a registry without keys", () => {
    const tampered = npm(1, { error: { code: "TUF_ERROR", summary: "the root is not signed" } });
    expect(signatureVerdict(tampered).outcome).to.equal("refused");
    expect(signatureVerdict({ exitCode: 1, stdout: "", output: "npm crashed" }).outcome).to.equal("refused");
    expect(signatureVerdict(npm(0, {})).outcome).to.equal("refused");
    expect(signatureVerdict(npm(1, { invalid: [], missing: [] })).outcome).to.equal("refused");
  });
});
