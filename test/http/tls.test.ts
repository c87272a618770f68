import { createServer } from "node:https";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import tls from "node:tls";
import { expect } from "chai";
import { CertificateError } from "../../provider/http/errors.js";
import { trustedCertificates, UnreadableCaFileError } from "../../provider/http/trusted-certificates.js";
import { TestAuthority } from "./certificates.js";
import { LocalService, read, rejection } from "./local-service.js";

describe("TLS", () => {
  let authority: TestAuthority;
  const services: LocalService[] = [];

  before(() => {
    authority = new TestAuthority();
  });

  after(() => authority.remove());

  afterEach(async () => {
    await Promise.all(services.splice(0).map((service) => service.stop()));
  });

  async function start(subjectAlternativeName: string, days = 2): Promise<LocalService> {
    const service = await LocalService.start(createServer(authority.issue(subjectAlternativeName, days)));
    services.push(service);
    return service;
  }

  it("refuses an unknown authority without a second attempt, and caFile cures it (F10)", async () => {
    const service = await start("DNS:localhost");
    const apiUrl = `https://localhost:${service.port}`;
    const error = await rejection(service.client({ apiUrl }).call(read), CertificateError);
    expect(error.message)
      .to.contain("is signed by nobody whom this machine trusts")
      .and.contain("msp360:caFile");
    expect(error.effect).to.equal("none");
    expect(service.log).to.have.length(1);
    expect((await service.client({ apiUrl, caFile: authority.caFile }).call(read)).status).to.equal(200);
  });

  it("refuses a certificate for another name, saying so (F10)", async () => {
    const service = await start("DNS:other.example");
    const client = service.client({ apiUrl: `https://localhost:${service.port}`, caFile: authority.caFile });
    const error = await rejection(client.call(read), CertificateError);
    expect(error.message).to.match(
      /the certificate is not one for localhost:\d+ \(ERR_TLS_CERT_ALTNAME_INVALID\)/,
    );
    expect(service.log).to.have.length(1);
  });

  it("refuses an expired certificate, saying so (F10)", async () => {
    const service = await start("DNS:localhost", -1);
    const client = service.client({ apiUrl: `https://localhost:${service.port}`, caFile: authority.caFile });
    const error = await rejection(client.call(read), CertificateError);
    expect(error.message).to.match(/the certificate of localhost:\d+ has expired/);
    expect(service.log).to.have.length(1);
  });

  it("tells a port that does not speak TLS from one that is down", async () => {
    const service = await LocalService.start();
    services.push(service);
    const client = service.client({ apiUrl: `https://localhost:${service.port}` });
    const error = await rejection(client.call(read), CertificateError);
    expect(error.message).to.contain("does not speak TLS as this client does");
  });

  it("speaks TLS 1.2 at least, however low the default of the process is", async () => {
    const { DEFAULT_MIN_VERSION, DEFAULT_CIPHERS } = tls;
    // OpenSSL leaves out what is older by itself, unless its own level of security is lowered.
    Object.assign(tls, { DEFAULT_MIN_VERSION: "TLSv1", DEFAULT_CIPHERS: "DEFAULT@SECLEVEL=0" });
    try {
      const outdated = { ...authority.issue("DNS:localhost", 2), maxVersion: "TLSv1.1" as const };
      const service = await LocalService.start(createServer(outdated));
      services.push(service);
      const client = service.client({
        apiUrl: `https://localhost:${service.port}`,
        caFile: authority.caFile,
      });
      const error = await rejection(client.call(read), CertificateError);
      expect(error.message).to.contain("does not speak TLS as this client does");
    } finally {
      Object.assign(tls, { DEFAULT_MIN_VERSION, DEFAULT_CIPHERS });
    }
  });

  it("trusts caFile in addition to Node's own roots, not in their place", () => {
    const trusted = trustedCertificates(authority.caFile);
    expect(trusted).to.include.members([...tls.rootCertificates]);
    expect(trusted.length).to.be.above(tls.rootCertificates.length);
  });

  it("trusts NODE_EXTRA_CA_CERTS, too, when it names a file", () => {
    const { NODE_EXTRA_CA_CERTS: saved } = process.env;
    const extra = new TestAuthority();
    const trustedWith = (file: string) => {
      Object.assign(process.env, { NODE_EXTRA_CA_CERTS: file });
      return trustedCertificates(authority.caFile);
    };
    try {
      const plain = trustedWith("");
      expect(trustedWith(extra.caFile)).to.have.length(plain.length + 1);
      Reflect.deleteProperty(process.env, "NODE_EXTRA_CA_CERTS");
      expect(trustedCertificates(authority.caFile)).to.deep.equal(plain);
    } finally {
      Reflect.deleteProperty(process.env, "NODE_EXTRA_CA_CERTS");
      Object.assign(process.env, saved === undefined ? {} : { NODE_EXTRA_CA_CERTS: saved });
      extra.remove();
    }
  });

  it("keeps its connection for the next call", async () => {
    const server = createServer(authority.issue("DNS:localhost", 2));
    let connections = 0;
    server.on("secureConnection", () => (connections += 1));
    const service = await LocalService.start(server);
    services.push(service);
    const client = service.client({ apiUrl: `https://localhost:${service.port}`, caFile: authority.caFile });
    await client.call(read);
    await client.call(read);
    expect(connections).to.equal(1);
  });

  it("needs a readable caFile with certificates in it", async () => {
    const service = await start("DNS:localhost");
    const empty = join(authority.folder, "empty.pem");
    writeFileSync(empty, "no certificate");
    expect(() => service.client({ caFile: empty })).to.throw(
      UnreadableCaFileError,
      "no PEM certificate in it",
    );
    expect(() => service.client({ caFile: `${empty}x` }))
      .to.throw(UnreadableCaFileError, /ENOENT.*Let msp360:caFile \(MSP360_CA_FILE\) name a PEM file\.$/)
      .with.property("cause")
      .that.is.instanceOf(Error);
  });
});
