import { randomBytes } from "node:crypto";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebappError } from "../errors.ts";
import { basic, call } from "../fixtures/server.fixture.ts";
import type { StartServerOptions } from "../startup/config.ts";
import type { Server } from "../startup/server.ts";
import { startServer } from "../startup/start-server.ts";
import { BuildFolder } from "./webapp.fixture.ts";

let build: BuildFolder;
beforeEach(async () => {
  build = await BuildFolder.create();
});
afterEach(() => build[Symbol.asyncDispose]());

/** On ports of its own: cookies, hosts and ranges are what sockets make of them. */
function startWebapp(options: StartServerOptions = {}): Promise<Server> {
  const ports = { apiPort: 0, webPort: 0, filesPort: 0 };
  return startServer({ database: ":memory:", webapp: build.path, ...ports, ...options });
}

test("files of the build come with their media type, and may be kept as long as their names allow", async () => {
  await using server = await startWebapp();
  const ask = async (path: string) => {
    const { status, headers } = await fetch(`${server.urls.web}${path}`);
    return [status, headers.get("content-type"), headers.get("cache-control")];
  };

  expect(await ask("/")).toEqual([200, "text/html; charset=utf-8", "no-cache"]);
  expect(await ask("/main-5INURTSO.js")).toEqual([
    200,
    "text/javascript; charset=utf-8",
    "public, max-age=31536000, immutable",
  ]);
  expect(await ask("/env.js")).toEqual([200, "text/javascript; charset=utf-8", "no-cache"]);
  expect(await ask("/assets/logo.svg")).toEqual([200, "image/svg+xml; charset=utf-8", "no-cache"]);
});

test("a file is sent whole, in part, as its headers, or not at all when the browser has it", async () => {
  await using server = await startWebapp();
  const url = `${server.urls.web}/main-5INURTSO.js`;
  const whole = await fetch(url);
  const etag = whole.headers.get("etag") ?? "";

  expect(await whole.text()).toBe("document.title = 'ClearML';");
  const part = await fetch(url, { headers: { range: "bytes=0-7" } });
  expect([part.status, await part.text()]).toEqual([206, "document"]);
  const head = await fetch(url, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "27", ""]);
  expect((await fetch(url, { headers: { "if-none-match": etag } })).status).toBe(304);
  expect((await fetch(url, { method: "POST" })).status).toBe(404);
});

test("paths of the UI get its page, whatever task names are in them; missing files do not", async () => {
  await using server = await startWebapp();
  const ask = async (path: string, accept = "*/*") => {
    const response = await fetch(`${server.urls.web}${path}`, { headers: { accept } });
    return response.status === 200 && (await response.text()).includes("sm-root") ? "page" : response.status;
  };

  expect(await ask("/projects/p/compare-tasks;ids=a,b/details")).toBe("page");
  expect(await ask("/login?redirect=%2Fprojects")).toBe("page");
  expect(await ask("/projects/p/tasks/t/hyper-params/configuration/model.yaml", "text/html,*/*;q=0.8")).toBe("page");
  expect(await ask("/main-OLDHASH1.js")).toBe(404);
  expect(await ask("/assets/missing.svg")).toBe(404);
  expect(await ask("/%zz")).toBe(404);
});

test("a second program in the build has a page of its own", async () => {
  await build.write("widgets/index.html", "report widgets");
  await using server = await startWebapp();

  expect(await (await fetch(`${server.urls.web}/widgets/?type=scalar`)).text()).toBe("report widgets");
});

test("no path leads out of the build", async () => {
  const outside = await mkdtemp(join(tmpdir(), "clearml-ts-outside-"));
  await writeFile(join(outside, "secret.txt"), "secret");
  await symlink(join(outside, "secret.txt"), join(build.path, "link.txt"));
  await symlink(outside, join(build.path, "folder"));
  await build.write("plain.txt", "plain");
  await symlink(join(build.path, "plain.txt"), join(build.path, "inside.txt"));
  await build.write(".env", "secret");
  await using server = await startWebapp();
  const name = outside.split("/").at(-1);
  const paths = ["link.txt", "folder/secret.txt", `..%2f${name}%2fsecret.txt`, `%2e%2e/${name}/secret.txt`, ".env"];

  for (const path of paths) {
    for (const fetcher of [fetch, server.fetch]) {
      expect([path, (await fetcher(`${server.urls.web}/${path}`)).status]).toEqual([path, 404]);
    }
  }
  expect(await (await fetch(`${server.urls.web}/inside.txt`)).text()).toBe("plain");
  await rm(outside, { recursive: true });
});

test("the UI is told where everything is by the name that the browser calls, and keeps what its user configured", async () => {
  await build.write("configuration.json", '{"branding": {"logo": "own.svg"}, "apiBaseUrl": "https://elsewhere"}');
  await using server = await startWebapp();
  const { port } = new URL(server.urls.web);
  const answer = await fetch(`http://localhost:${port}/configuration.json`);
  const at = (url: string) => url.replace("127.0.0.1", "localhost");

  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await answer.json()).toEqual({
    apiBaseUrl: "/api",
    fileBaseUrl: at(server.urls.files),
    displayedServerUrls: { apiServer: at(server.urls.api), filesServer: at(server.urls.files) },
    hideUpdateNotice: true,
    branding: { logo: "own.svg" },
  });
});

test("API and files are on the same origin, with the cookie and without a port too", async () => {
  await using server = await startWebapp();
  const { web } = server.urls;
  for (const fetcher of [fetch, server.fetch]) {
    const headers = basic(server.credentials);
    const login = await fetcher(`${web}/api/v999.0/auth.login`, { method: "POST", headers });
    const cookie = login.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const asPage = { cookie, origin: web };

    const form = new FormData();
    form.append("/demo/a b.txt", new Blob(["content"]), "a b.txt");
    const stored = await fetcher(`${web}/files/`, { method: "POST", headers: asPage, body: form });
    expect(await stored.json()).toEqual(["demo/a b.txt"]);
    expect(await (await fetcher(`${web}/files/demo/a%20b.txt`, { headers: asPage })).text()).toBe("content");
    expect((await fetcher(`${web}/files/demo/a%20b.txt`, { method: "DELETE", headers: asPage })).status).toBe(200);
    const current = await fetcher(`${web}/api/v999.0/users.get_current_user`, { method: "POST", headers: asPage });
    expect(current.status).toBe(200);
    expect((await fetcher(`${web}/api/nonsense`)).status).toBe(400);
  }
});

test("a large upload beside the UI arrives whole, and one that is refused hears why", async () => {
  await using server = await startWebapp();
  const { accessKey, secretKey } = server.credentials;
  const login = await fetch(`${server.urls.api}/auth.login`, { headers: basic({ accessKey, secretKey }) });
  const { token } = ((await login.json()) as { data: { token: string } }).data;
  const content = randomBytes(8 * 1024 * 1024);
  const body = Buffer.concat([
    Buffer.from('--b\r\nContent-Disposition: form-data; name="large.bin"; filename="x"\r\n\r\n'),
    content,
    Buffer.from("\r\n--b--\r\n"),
  ]);
  const upload = (headers: Record<string, string>) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const options = { method: "POST", headers: { ...headers, "content-type": "multipart/form-data; boundary=b" } };
      request(`${server.urls.web}/files/`, options, resolve).once("error", reject).end(body);
    });
  const authorization = `Bearer ${token}`;

  expect((await upload({})).statusCode).toBe(401);
  expect((await upload({ origin: "http://127.0.0.1:3000", cookie: `clearml_token_basic=${token}` })).statusCode).toBe(
    401,
  );
  expect((await upload({ authorization })).statusCode).toBe(200);
  const stored = await fetch(`${server.urls.web}/files/large.bin`, { headers: { authorization } });
  expect(Buffer.from(await stored.arrayBuffer()).equals(content)).toBe(true);
});

test("a key pair that is used on the web port is noted with the browser's address", async () => {
  await using server = await startWebapp();
  const response = await fetch(`${server.urls.web}/api/auth.get_credentials`, { headers: basic(server.credentials) });

  expect(await response.json()).toMatchObject({ data: { credentials: [{ last_used_from: "127.0.0.1" }] } });
});

test("a request led to the web port by another page or host name is refused", async () => {
  await using server = await startWebapp();

  for (const path of ["/", "/credentials.json", "/api/debug.ping", "/files/"]) {
    const response = await fetch(`${server.urls.web}${path}`, { headers: { origin: "https://evil.example" } });
    expect([path, response.status]).toEqual([path, 403]);
  }
});

test("the page may call this server, cloud stores and the hosts on the settings page, and nobody else", async () => {
  await using server = await startWebapp();
  await call(server, "storage.set_settings", { aws: { buckets: [{ bucket: "b", host: "minio.lan:9000" }] } });
  const policy = (await fetch(server.urls.web)).headers.get("content-security-policy") ?? "";
  const connect = policy.split("; ").find((directive) => directive.startsWith("connect-src ")) ?? "";

  expect(connect.split(" ")).toEqual([
    "connect-src",
    "'self'",
    "data:",
    "blob:",
    server.urls.api,
    server.urls.files,
    "minio.lan:9000",
    "https://*.amazonaws.com",
    "https://storage.googleapis.com",
    "https://storage.cloud.google.com",
    "https://*.blob.core.windows.net",
  ]);
});

test("a folder without a build is refused, and the message says what to name instead", async () => {
  await using outer = await BuildFolder.create();
  await outer.write("browser/index.html", "");
  await rm(join(outer.path, "index.html"));
  await using broken = await BuildFolder.create({ "configuration.json": "{" });
  await using list = await BuildFolder.create({ "configuration.json": "[]" });

  for (const [dir, reason] of [
    [join(outer.path, "missing"), "there is no such folder"],
    [join(outer.path, "assets"), "it holds no index.html"],
    [join(outer.path, "env.js"), "it holds no index.html"],
    [outer.path, join(outer.path, "browser")],
    [broken.path, "cannot be read as JSON"],
    [list.path, "holds no object"],
  ] as const) {
    const attempt = startWebapp({ webapp: dir });
    await expect(attempt).rejects.toThrow(WebappError);
    await expect(attempt).rejects.toMatchObject({ dir, message: expect.stringContaining(reason) });
  }
});
