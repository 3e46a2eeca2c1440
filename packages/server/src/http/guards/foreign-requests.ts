import { isIP } from "node:net";
import type { MiddlewareHandler } from "hono";

/** Names under which a container reaches the machine it runs on; nobody can register them. */
const CONTAINER_HOSTS = ["host.docker.internal", "host.containers.internal"];

/** Refuses requests that do not come from this machine, by the names in `Host` and `Origin`. */
export const refuseForeignRequests: MiddlewareHandler = async (c, next) => {
  const reason = foreignReason(c.req.raw.headers);
  return reason === undefined ? next() : c.text(`Forbidden: ${reason}`, 403);
};

/**
 * Says why a request to a server that only this machine may use does not come from it, or `undefined` when it does.
 *
 * A web page elsewhere can make a browser on this machine call it: by a host name that the page's owner points at
 * 127.0.0.1, or from the page itself. Both show in the headers.
 */
export function foreignReason(headers: Headers): string | undefined {
  const host = headers.get("host");
  if (host !== null && !isLocalName(hostName(`http://${host}`))) {
    return `the host "${host}" is not this machine`;
  }
  const origin = headers.get("origin");
  if (origin !== null && !isLocalName(hostName(origin))) {
    return `the page of "${origin}" is not on this machine`;
  }
  return undefined;
}

function hostName(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return "";
  }
}

/** Whether a host name or address means this machine, whoever reads it. */
export function isLocalName(name: string): boolean {
  if (isIP(name) === 4) {
    return name.startsWith("127.");
  }
  if (name === "[::1]" || name === "::1") {
    return true;
  }
  return name === "localhost" || name.endsWith(".localhost") || CONTAINER_HOSTS.includes(name);
}
