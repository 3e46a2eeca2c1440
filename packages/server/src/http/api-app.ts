import { results } from "@clearml-ts/protocol";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import type { ServerContext } from "../context.ts";
import { dispatch, type Origin } from "./dispatch.ts";
import { guardBy } from "./guards/guard-by.ts";
import { observeCalls } from "./request/observed-calls.ts";

/** The facts that the transport hands to the app with a request. */
export interface TransportEnv {
  Bindings: Origin;
}

/** The API: every path and every method leads to the dispatcher. The guards look at a request before all else. */
export function createApiApp(context: ServerContext, guards: readonly MiddlewareHandler[]): Hono<TransportEnv> {
  const app = new Hono<TransportEnv>();
  guardBy(app, guards);

  app.use(async (c, next) => {
    if (c.req.method === "OPTIONS") {
      return c.body(null, 200, { ...corsHeaders(c), server: "clearml" });
    }
    await next();
    // Not by c.header(), which makes another answer of this one for each header.
    const { headers } = c.res;
    for (const [name, value] of Object.entries({ ...corsHeaders(c), server: "clearml" })) {
      headers.set(name, value);
    }
  });
  app.use(async (c, next) => {
    if (c.req.header("content-encoding")) {
      return c.text("Compressed requests are not taken", 415);
    }
    await next();
  });
  app.use(observeCalls);
  app.all("*", (c) => dispatch(context, c.req.raw, c.env));
  app.onError((error, c) => {
    context.reportBug(error, c.req.path);
    return c.text(results.serverError.text, 500);
  });
  return app;
}

/** The own pages call with their cookie, and then a browser takes no `*`: origin and headers are echoed. Others may not read. */
function corsHeaders(c: Context<TransportEnv>): Record<string, string> {
  const origin = c.req.header("origin");
  if (origin === undefined || !c.env.ownPage) {
    return { vary: "Origin" };
  }
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    "access-control-allow-methods": "GET, POST, PUT, DELETE, HEAD, OPTIONS",
    "access-control-allow-headers": c.req.header("access-control-request-headers") ?? "*",
    "access-control-expose-headers": "Content-Disposition",
    vary: "Origin",
  };
}
