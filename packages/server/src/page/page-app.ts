import { Hono } from "hono";
import type { ServerUrls } from "../startup/server-urls.ts";
import { connectPage } from "./page.ts";

/** The web port: one page. */
export function createPageApp(urls: () => ServerUrls): Hono {
  const app = new Hono();
  app.get("/", (c) => {
    c.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
    return c.html(connectPage(urls()));
  });
  return app;
}
