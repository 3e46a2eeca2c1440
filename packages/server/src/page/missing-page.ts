import { Hono, type MiddlewareHandler } from "hono";
import { guardBy } from "../http/guards/guard-by.ts";

/** The web port of a checkout in which the page was not built: says how to build it. */
export function createMissingPage(guards: readonly MiddlewareHandler[]): Hono {
  const app = new Hono();
  guardBy(app, guards);
  app.get("*", (c) =>
    c.text("The page has not been built. Run `npx -y pnpm build`, and start the server again.\n", 503),
  );
  return app;
}
