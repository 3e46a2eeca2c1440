import { Hono, type MiddlewareHandler } from "hono";
import { guardBy } from "../http/guards/guard-by.ts";
import type { ServerUrls } from "../startup/server-urls.ts";
import { connectPage } from "./page.ts";

/** The web port: one page. */
export function createPageApp(urls: () => ServerUrls, guards: readonly MiddlewareHandler[]): Hono {
  const app = new Hono();
  guardBy(app, guards);
  app.get("/", (c) => {
    c.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
    return c.html(connectPage(urls()));
  });
  return app;
}
