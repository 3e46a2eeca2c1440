import { ConfigError } from "../errors.ts";
import type { Environment } from "./environment.ts";
import { expandPath } from "./expand-path.ts";
import type { ConfigTree } from "./hocon/hocon.ts";
import { parseBoolean, textAt } from "./settings/setting-at.ts";

/** The way that requests take: whose certificates count, and through which proxies they go. */
export interface Network {
  /** Whether a server must show a certificate of a trusted authority. */
  verifyCertificate: boolean;
  /** PEM file of further authorities to trust. */
  caFile: string | undefined;
  /** Proxy for http addresses. */
  httpProxy: string | undefined;
  /** Proxy for https addresses. */
  httpsProxy: string | undefined;
  /** Hosts that are reached without a proxy: names, with all below them, `host:port`, or `*`. */
  noProxy: string[];
}

/**
 * Decides the way that requests take, by the settings and variables that the Python SDK reads as well.
 * @throws {@link ConfigError} when a proxy is not an http(s) address.
 */
export function resolveNetwork(environment: Environment, settings: ConfigTree): Network {
  const { home, variables } = environment;
  const verify = environment.verifyCertificate ?? textAt(settings, "api.verify_certificate");
  const isSwitch = verify === undefined ? true : parseBoolean(verify);
  // A text that is neither yes nor no is the path of the authorities' file, as in Python's requests.
  const caFile = isSwitch === undefined ? verify : environment.caFile;
  return {
    verifyCertificate: isSwitch ?? true,
    caFile: caFile === undefined ? undefined : expandPath(caFile, home, variables),
    httpProxy: proxyAddress(environment.httpProxy, "HTTP_PROXY"),
    httpsProxy: proxyAddress(environment.httpsProxy, "HTTPS_PROXY"),
    noProxy: (environment.noProxy ?? "").split(/[\s,]+/).filter((entry) => entry !== ""),
  };
}

function proxyAddress(text: string | undefined, variable: string): string | undefined {
  if (text === undefined) {
    return undefined;
  }
  const address = text.includes("://") ? text : `http://${text}`;
  if (!/^https?:/i.test(address) || !URL.canParse(address)) {
    throw new ConfigError(`${variable} is not an http:// or https:// address, and other proxies are not supported.`);
  }
  return address;
}

/** The way to an address: as Node goes by itself, with authorities of its own or none at all, or through a proxy. */
export type Way = { kind: "plain" } | { kind: "certificates" } | { kind: "proxy"; proxy: string };

/** Decides the way to an address. */
export function wayTo(url: URL, network: Network): Way {
  const proxy = proxyFor(url, network);
  if (proxy !== undefined) {
    return { kind: "proxy", proxy };
  }
  const isPlain = url.protocol !== "https:" || (network.verifyCertificate && network.caFile === undefined);
  return { kind: isPlain ? "plain" : "certificates" };
}

/** Returns the proxy that leads to an address; undefined where it is reached directly, as this machine always is. */
function proxyFor(url: URL, { httpProxy, httpsProxy, noProxy }: Network): string | undefined {
  const host = hostOf(url);
  const isDirect = isLoopback(url) || noProxy.some((entry) => isCovered(host, url.port, entry.toLowerCase()));
  if (isDirect) {
    return undefined;
  }
  return url.protocol === "https:" ? httpsProxy : httpProxy;
}

/** Whether an address is one of this machine. */
export function isLoopback(url: URL): boolean {
  const host = hostOf(url);
  return host === "localhost" || host.endsWith(".localhost") || host === "::1" || /^127(\.\d+){3}$/.test(host);
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "").toLowerCase();
}

function isCovered(host: string, port: string, entry: string): boolean {
  if (entry === "*") {
    return true;
  }
  const [, name = entry, entryPort] = /^(.*?)(?::(\d+))?$/.exec(entry.replace(/^\*?\./, "")) ?? [];
  return (entryPort === undefined || entryPort === port) && (host === name || host.endsWith(`.${name}`));
}
