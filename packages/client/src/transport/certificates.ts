import { readFile } from "node:fs/promises";
import type { Network } from "../config/network.ts";
import { ConfigError } from "../errors.ts";

/** The certificates that servers are trusted by, as options of Node's sockets. */
export interface Certificates {
  rejectUnauthorized: boolean;
  /** The authorities that are trusted. @default those of Node */
  ca?: string[];
}

/**
 * Reads the authorities that are configured.
 * @throws {@link ConfigError} when their file cannot be read.
 */
export async function readCertificates({ verifyCertificate, caFile }: Network): Promise<Certificates> {
  return { rejectUnauthorized: verifyCertificate, ...(caFile !== undefined && { ca: await authorities(caFile) }) };
}

/** The authorities of the file, beside those that Node trusts: the store of the weights may be elsewhere. */
async function authorities(caFile: string): Promise<string[]> {
  const { rootCertificates } = await import("node:tls");
  try {
    return [...rootCertificates, await readFile(caFile, "utf8")];
  } catch (cause) {
    const message = `The file of certificate authorities ${caFile} cannot be read. Check api.verify_certificate, REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE.`;
    throw new ConfigError(message, { cause });
  }
}
