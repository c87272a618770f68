import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate with its key, as PEM. */
export interface Certified {
  readonly key: string;
  readonly cert: string;
}

/** A certificate authority of a test's own, in a folder that {@link remove} takes away. */
export class TestAuthority {
  readonly folder = mkdtempSync(join(tmpdir(), "msp360-ca-"));
  readonly caFile = join(this.folder, "ca.pem");

  constructor() {
    this.#openssl(
      "req",
      "-x509",
      ...this.#newKey("ca"),
      "-days",
      "2",
      "-subj",
      "/CN=Test CA",
      "-out",
      "ca.pem",
    );
  }

  /** A certificate for a name such as `DNS:localhost`; a negative number of days makes an expired one. */
  issue(subjectAlternativeName: string, days: number): Certified {
    const name = `server${days}`;
    writeFileSync(join(this.folder, "ext"), `subjectAltName=${subjectAlternativeName}\n`);
    this.#openssl("req", ...this.#newKey(name), "-subj", "/CN=test", "-out", "request");
    const signer = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
    this.#openssl(
      "x509",
      "-req",
      "-in",
      "request",
      ...signer,
      "-days",
      `${days}`,
      "-extfile",
      "ext",
      "-out",
      name,
    );
    return { key: this.#file(`${name}.key`), cert: this.#file(name) };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #newKey(name: string): string[] {
    return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", `${name}.key`];
  }

  #openssl(...words: string[]): void {
    execFileSync("openssl", words, { cwd: this.folder, stdio: "pipe" });
  }

  #file(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }
}
