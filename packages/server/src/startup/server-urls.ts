import { pathInUrl } from "../files/file-path.ts";

/** Where the three parts of a server are reached. */
export interface ServerUrls {
  readonly api: string;
  readonly web: string;
  readonly files: string;
}

/** Addresses that no network has: a server that does not listen is reached at these, through its `fetch`. */
export const VIRTUAL_URLS: ServerUrls = {
  api: "http://api.clearml.localhost",
  web: "http://app.clearml.localhost",
  files: "http://files.clearml.localhost",
};

/** The part of a server that an address belongs to, or `undefined`. */
export function partOf(urls: ServerUrls, address: string): keyof ServerUrls | undefined {
  if (!URL.canParse(address)) {
    return undefined;
  }
  const { protocol, host, port } = new URL(address);
  const isOf = (url: string) => {
    const own = new URL(url);
    // A listening server goes by several names on one port: 127.0.0.1, localhost, that of the machine.
    return own.host === host || (own.port !== "" && own.port === port && own.protocol === protocol);
  };
  return (["api", "web", "files"] as const).find((part) => isOf(urls[part]));
}

/** The addresses under the name by which a caller knows this machine, taken from the address it called. */
export function urlsFor(urls: ServerUrls, called: string): ServerUrls {
  if (urls === VIRTUAL_URLS) {
    return urls;
  }
  const { hostname } = new URL(called);
  const rename = (own: string): string => {
    const url = new URL(own);
    url.hostname = hostname;
    return url.origin;
  };
  return { api: rename(urls.api), web: rename(urls.web), files: rename(urls.files) };
}

/** The path of an address on the file server, as it is now or as it is kept; `undefined` for an address of anything else. */
export function filePath(urls: ServerUrls, address: string): string | undefined {
  const isOurs = [urls, VIRTUAL_URLS].some((known) => partOf(known, address) === "files");
  return isOurs ? pathInUrl(address) : undefined;
}
