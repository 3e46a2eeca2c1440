import { Hono, type MiddlewareHandler } from "hono";
import { verifyToken } from "../auth/authenticate.ts";
import { readSessionCookie } from "../auth/session/cookie.ts";
import type { ServerContext } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { guardBy } from "../http/guards/guard-by.ts";
import { deleteMany, readPaths } from "./delete-many.ts";
import { sendFile } from "./download/download.ts";
import { asFileFailure, FileFailure } from "./file-failure.ts";
import { pathInUrl } from "./file-path.ts";
import { storeForm } from "./upload/multipart.ts";

/** The file server: uploads by form, downloads with ranges, deletes; a token or the page's cookie opens it. */
export function createFilesApp(context: ServerContext, guards: readonly MiddlewareHandler[]): Hono {
  const { files } = context;
  const app = new Hono();
  guardBy(app, guards);

  app.use(async (c, next) => {
    if (c.req.method === "OPTIONS") {
      return c.body(null, 200, {
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "GET, HEAD, POST, DELETE, OPTIONS",
        "access-control-allow-headers": c.req.header("access-control-request-headers") ?? "*",
      });
    }
    await next();
    c.header("access-control-allow-origin", "*");
  });
  app.use(async (c, next) => {
    if (c.req.header("content-encoding")) {
      throw new FileFailure(415, "compressed uploads are not taken");
    }
    await next();
  });

  // Says "OK" to anybody, so that a load balancer can ask; but not to a token that is wrong.
  app.get("/", async (c) => {
    if (c.req.header("authorization")) {
      await authorize(context, c.req.raw);
    }
    return c.text("OK");
  });
  app.use(async (c, next) => {
    await authorize(context, c.req.raw);
    await next();
  });
  app.post("/", async (c) => c.json(await storeForm(files, c.req.raw)));
  app.post("/delete_many", async (c) => c.json(await deleteMany(files, await readPaths(c.req.raw))));
  app.get("/*", (c) => sendFile(files, requestedPath(c.req.raw), c.req.raw));
  app.delete("/*", async (c) => {
    const path = requestedPath(c.req.raw);
    if (!(await files.remove(path))) {
      throw new FileFailure(404, "Not Found");
    }
    return c.json(path);
  });

  app.notFound((c) => c.text("Not Found", 404));
  app.onError((error, c) => {
    const failure = asFileFailure(error);
    if (!failure) {
      context.reportBug(error, `${c.req.method} of a file`);
    }
    return new Response(failure?.message ?? "Internal Server Error", {
      status: failure?.status ?? 500,
      headers: { "content-type": "text/plain; charset=utf-8", "access-control-allow-origin": "*" },
    });
  });
  return app;
}

async function authorize(context: ServerContext, request: Request): Promise<void> {
  const [scheme, token] = request.headers.get("authorization")?.split(/\s+/, 2) ?? [];
  const presented = scheme === undefined ? readSessionCookie(request.headers) : /^bearer$/i.test(scheme) && token;
  if (!presented) {
    throw new FileFailure(401, "Unauthorized: send a token of the API");
  }
  try {
    await verifyToken(context, presented);
  } catch (error) {
    if (error instanceof ApiFailure) {
      throw new FileFailure(401, `Unauthorized: ${error.message}`);
    }
    throw error;
  }
}

function requestedPath(request: Request): string {
  const path = pathInUrl(request.url);
  if (path === undefined) {
    throw new FileFailure(404, "Not Found");
  }
  return path;
}
