import { readFile } from "node:fs/promises";
import { rootCertificates } from "node:tls";
import type { Fetch } from "@clearml-ts/storage";
import { type Network, proxyFor } from "../config/network.ts";
import { ConfigError } from "../errors.ts";

/**
 * Makes a fetch that goes through proxies and checks certificates as configured; undefined where nothing is configured,
 * so that most programs load no more than Node brings.
 * @throws {@link ConfigError} when the file of authorities cannot be read.
 */
export async function networkFetch(network: Network): Promise<Fetch | undefined> {
  const { verifyCertificate, caFile, httpProxy, httpsProxy } = network;
  if (verifyCertificate && caFile === undefined && httpProxy === undefined && httpsProxy === undefined) {
    return undefined;
  }
  // By the default export: in a bundle, a module of CommonJS that is loaded later has no other.
  const undici = await import("undici");
  const { Agent, ProxyAgent } = undici.default as unknown as typeof undici;
  const tls = { rejectUnauthorized: verifyCertificate, ...(caFile !== undefined && { ca: await authorities(caFile) }) };
  const direct = new Agent({ connect: tls });
  const proxies = new Map([httpProxy, httpsProxy].filter((uri) => uri !== undefined).map((uri) => [uri, agentOf(uri)]));

  function agentOf(uri: string) {
    return new ProxyAgent({ uri, requestTls: tls, proxyTls: tls });
  }

  return async (request) => {
    const proxy = proxyFor(new URL(request.url), network);
    const dispatcher = (proxy === undefined ? undefined : proxies.get(proxy)) ?? direct;
    // Without `window`, undici keeps a second copy of the body in memory in case of a redirect.
    const init = { dispatcher, window: null };
    return await fetch(request, init as unknown as RequestInit);
  };
}

/** The authorities of the file, beside those that Node trusts: the store of the weights may be elsewhere. */
async function authorities(caFile: string): Promise<string[]> {
  try {
    return [...rootCertificates, await readFile(caFile, "utf8")];
  } catch (cause) {
    const message = `The file of certificate authorities ${caFile} cannot be read. Check api.verify_certificate, REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE.`;
    throw new ConfigError(message, { cause });
  }
}
