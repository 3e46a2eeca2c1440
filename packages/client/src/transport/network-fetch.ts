import type { Fetch } from "@clearml-ts/storage";
import { type Network, wayTo } from "../config/network.ts";
import type { Certificates } from "./certificates.ts";

/**
 * Makes a fetch that goes through proxies and checks certificates as configured; undefined where nothing is configured. What goes the
 * plain way goes by Node's own fetch, and most programs load no more than that.
 */
export function networkFetch(network: Network, certificates: Certificates): Fetch | undefined {
  const { verifyCertificate, caFile, httpProxy, httpsProxy } = network;
  if (verifyCertificate && caFile === undefined && httpProxy === undefined && httpsProxy === undefined) {
    return undefined;
  }
  const dispatchers = new Map<string | undefined, Promise<object>>();
  const dispatcherOf = (proxy: string | undefined) => {
    const dispatcher = dispatchers.get(proxy) ?? makeDispatcher(proxy, certificates);
    dispatchers.set(proxy, dispatcher);
    return dispatcher;
  };
  return async (request) => {
    const way = wayTo(new URL(request.url), network);
    if (way.kind === "plain") {
      return await fetch(request);
    }
    const dispatcher = await dispatcherOf(way.kind === "proxy" ? way.proxy : undefined);
    // Without `window`, undici keeps a second copy of the body in memory in case of a redirect.
    return await fetch(request, { dispatcher, window: null } as unknown as RequestInit);
  };
}

/** The sockets that lead through a proxy, or straight to servers whose certificates are checked as configured. */
async function makeDispatcher(proxy: string | undefined, tls: Certificates): Promise<object> {
  // By the default export: in a bundle, a module of CommonJS that is loaded later has no other.
  const undici = await import("undici");
  const { Agent, ProxyAgent } = undici.default as unknown as typeof undici;
  return proxy === undefined
    ? new Agent({ connect: tls })
    : new ProxyAgent({ uri: proxy, requestTls: tls, proxyTls: tls });
}
