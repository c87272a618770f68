import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { Msp360Error } from "../msp360-error.js";

/** `msp360:caFile` cannot be read or holds no certificates. */
export class UnreadableCaFileError extends Msp360Error {}

/**
 * Node's own roots, those of NODE_EXTRA_CA_CERTS and those of a PEM file: a list given to TLS replaces all others, so
 * it has to hold them too.
 * @throws UnreadableCaFileError when the file cannot be read or holds no certificates
 */
export function trustedCertificates(caFile: string): string[] {
  const extra = process.env["NODE_EXTRA_CA_CERTS"];
  const extraFiles = extra === undefined || extra === "" ? [] : [extra];
  return [...rootCertificates, ...[...extraFiles, caFile].flatMap(readCertificates)];
}

function readCertificates(file: string): string[] {
  try {
    const blocks =
      readFileSync(file, "utf8").match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs) ?? [];
    if (blocks.length === 0) {
      throw new RangeError("no PEM certificate in it");
    }
    return blocks.map((block) => new X509Certificate(block).toString());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableCaFileError(
      `Could not trust the certificates of "${file}": ${reason}. Let msp360:caFile (MSP360_CA_FILE) name a PEM file.`,
      { cause: error },
    );
  }
}
