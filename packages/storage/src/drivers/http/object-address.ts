/** Where an object is on the host that keeps it. */
export interface ObjectAddress {
  /** Address that uploads are posted to. */
  host: string;
  /** Name of the object there: the field name of the upload. */
  object: string;
  /** Whether the host is one of the configured file servers, and may be shown the bearer token. */
  trusted: boolean;
}

/** Splits the address of an object, knowing which file servers are configured. */
export function locateObject(url: string, filesServers: readonly string[]): ObjectAddress {
  for (const server of filesServers) {
    const base = server.replace(/\/+$/, "");
    // The slash matters: files.clear.ml.example.com starts with files.clear.ml, too.
    if (url.startsWith(`${base}/`)) {
      return { host: `${base}/`, object: url.slice(base.length), trusted: true };
    }
  }
  const [, host = "", object = ""] = /^(https?:\/\/[^/?#]*)\/?(.*)$/is.exec(url) ?? [];
  return { host: `${host}/`, object, trusted: false };
}
