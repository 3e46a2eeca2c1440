import type { MiddlewareHandler } from "hono";
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
 * of a host for one site, and other programs on this machine, and pages that they show, are not ours.
 */
export function dropForeignCookies(web: () => string): MiddlewareHandler {
  return async (c, next) => {
    const { raw } = c.req;
    const origin = raw.headers.get("origin");
    if (origin !== null && !isOwnPage(origin, raw.url, web())) {
      const headers = new Headers(raw.headers);
      headers.delete("cookie");
      c.req.raw = alterRequest(raw, { headers });
    }
    await next();
  };
}
