import type { FetchHandler } from "../node/node-listener.ts";
import { alterRequest } from "./alter-request.ts";

/**
 * Whether the page that a browser says a request comes from is one of this server: on the origin that it calls, or on the
 * web port of the same host. The scheme does not count: a proxy may speak HTTPS in front.
 */
export function isOwnPage(origin: string, called: string, web: string): boolean {
  if (!URL.canParse(origin)) {
    return false;
  }
  const [page, own, target] = [new URL(origin), new URL(web), new URL(called)];
  return (
    page.host === target.host ||
    page.origin === own.origin ||
    (page.hostname === target.hostname && page.port === own.port)
  );
}

/**
 * Takes the cookie off requests that a page of somebody else made. `SameSite` does not: browsers take all ports
 * of a host for one site, and what else runs on this machine, or is shown by it, is not ours.
 */
export function withoutForeignCookies(handler: FetchHandler, web: () => string): FetchHandler {
  return async (request, address) => {
    const origin = request.headers.get("origin");
    if (origin === null || isOwnPage(origin, request.url, web())) {
      return handler(request, address);
    }
    const headers = new Headers(request.headers);
    headers.delete("cookie");
    return handler(alterRequest(request, { headers }), address);
  };
}
