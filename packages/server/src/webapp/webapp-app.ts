import { type Context, Hono, type MiddlewareHandler } from "hono";
import type { ServerContext } from "../context.ts";
import { sendFile } from "../files/download/download.ts";
import { decodePath } from "../files/file-path.ts";
import { alterRequest } from "../http/guards/alter-request.ts";
import { guardBy } from "../http/guards/guard-by.ts";
import type { FetchHandler } from "../http/node/node-listener.ts";
import { readSettings } from "../services/storage/routes.ts";
import { type ServerUrls, urlsFor } from "../startup/server-urls.ts";
import { bucketHosts } from "./bucket-hosts.ts";
import { API_PATH, FILES_PATH, loginCredentials, webappSettings } from "./settings.ts";
import type { StaticHeaders } from "./static-headers.ts";
import type { WebappBuild } from "./webapp-build.ts";

/** The parts beside which the web UI is served. */
export interface WebappParts {
  readonly headers: StaticHeaders;
  readonly context: ServerContext;
  readonly api: FetchHandler;
  readonly files: FetchHandler;
  readonly urls: () => ServerUrls;
  /** Look at a request before all else; API and file store have their own. */
  readonly guards: readonly MiddlewareHandler[];
}

interface Transport {
  Bindings: { readonly address: string };
}

/** The web port with a page, ours or the official web UI: its files, its configuration, and API and file store on the same origin. */
export function createWebapp(
  build: WebappBuild,
  { headers, context, api, files, urls, guards }: WebappParts,
): FetchHandler {
  const { nameLogin } = context;
  const app = new Hono<Transport>();
  guardBy(app, guards);

  app.all(`${API_PATH}/*`, (c) => api(below(API_PATH, c.req.raw), c.env.address));
  app.all(`${FILES_PATH}/*`, async (c) =>
    underPolicy(await files(below(FILES_PATH, c.req.raw), c.env.address), headers.framedContentSecurityPolicy),
  );

  app.use(async (c, next) => {
    await next();
    c.header("x-content-type-options", "nosniff");
    c.header("referrer-policy", "same-origin");
  });
  app.get("/configuration.json", (c) => sendSettings(c, webappSettings(build.settings, urlsFor(urls(), c.req.url))));
  app.get("/credentials.json", (c) =>
    nameLogin.isOpen ? sendSettings(c, loginCredentials(nameLogin.keyPair)) : c.notFound(),
  );
  app.get("*", (c) =>
    sendAsset(build, c.req.raw, headers, () =>
      headers.contentSecurityPolicy(urlsFor(urls(), c.req.url), bucketHosts(readSettings(context))),
    ),
  );

  app.notFound((c) => c.text("Not Found", 404));
  app.onError((error, c) => {
    context.reportBug(error, `${c.req.method} of the web UI`);
    return c.text("Internal Server Error", 500);
  });
  return async (request, address) => app.fetch(request, { address });
}

/** The file store gives a policy to whatever a browser would run; a page that frames such files may have a stricter one. */
function underPolicy(answer: Response, policy: string | undefined): Response {
  if (policy !== undefined && answer.headers.has("content-security-policy")) {
    answer.headers.set("content-security-policy", policy);
  }
  return answer;
}

/** The same request to a part of the server that knows nothing of the path it is mounted on. */
function below(mount: string, request: Request): Request {
  const url = new URL(request.url);
  url.pathname = url.pathname.slice(mount.length);
  return alterRequest(request, { url });
}

function sendSettings(c: Context<Transport>, settings: Readonly<Record<string, unknown>>): Response {
  c.header("cache-control", "no-store");
  return c.json(settings);
}

async function sendAsset(
  build: WebappBuild,
  request: Request,
  { cacheControl }: StaticHeaders,
  policy: () => string,
): Promise<Response> {
  const path = await findAsset(build, request);
  if (path === undefined) {
    return new Response("Not Found", { status: 404 });
  }
  const answer = await sendFile(build, path, request);
  answer.headers.set("cache-control", cacheControl(path));
  answer.headers.set("content-security-policy", policy());
  return answer;
}

/** The file of the build that answers: the one asked for, else the page for whatever the UI may show under that path. */
async function findAsset(build: WebappBuild, request: Request): Promise<string | undefined> {
  const path = decodePath(new URL(request.url).pathname)?.replace(/^\/+/, "");
  if (path === undefined) {
    return undefined;
  }
  if (await build.stat(path)) {
    return path;
  }
  return isPage(path, request) ? build.pageAbove(path) : undefined;
}

/** Whether a path is shown in the address bar: names of tasks and parameters may look like names of files there. */
function isPage(path: string, request: Request): boolean {
  const hasExtension = /\.[^/]*$/.test(path);
  return !hasExtension || (request.headers.get("accept") ?? "").includes("text/html");
}
