import { expect, test } from "vitest";
import { startServer } from "../../startup/start-server.ts";
import { isOwnPage } from "./own-pages.ts";

const web = "http://127.0.0.1:8080";

test.each([
  ["http://127.0.0.1:8080", "http://127.0.0.1:8008/debug.ping", "the web port calls the API"],
  ["http://localhost:8080", "http://localhost:8008/debug.ping", "under another name of this machine"],
  ["http://box.lan:8080", "http://box.lan:8080/api/debug.ping", "the web port calls itself"],
  ["https://clearml.example", "http://clearml.example/api/debug.ping", "behind a proxy"],
])("a page on %s that calls %s is ours: %s", (origin, called) => {
  expect(isOwnPage(origin, called, web)).toBe(true);
});

test.each([
  ["http://localhost:3000", "http://localhost:8008/debug.ping", "something else on this machine"],
  ["http://localhost:8080", "http://127.0.0.1:8008/debug.ping", "its cookies are those of another name"],
  ["https://evil.example:8080", "http://127.0.0.1:8008/debug.ping", "another host with the same port"],
  ["null", "http://127.0.0.1:8008/debug.ping", "a page without an origin"],
])("a page on %s that calls %s is not: %s", (origin, called) => {
  expect(isOwnPage(origin, called, web)).toBe(false);
});

test("the page on the web port may read what the API says, another one may not", async () => {
  await using server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  const { web, api } = server.urls;
  for (const host of ["127.0.0.1", "localhost"]) {
    const at = (url: string) => url.replace("127.0.0.1", host);
    const headers = { origin: at(web), "access-control-request-headers": "x-clearml-impersonate-as,content-type" };
    const preflight = await fetch(at(`${api}/debug.ping`), { method: "OPTIONS", headers });
    expect(preflight.status).toBe(200);
    expect(preflight.headers.get("access-control-allow-headers")).toBe("x-clearml-impersonate-as,content-type");
    for (const answer of [preflight, await fetch(at(`${api}/debug.ping`), { method: "POST", headers })]) {
      expect(answer.headers.get("access-control-allow-origin")).toBe(at(web));
      expect(answer.headers.get("access-control-allow-credentials")).toBe("true");
      expect(answer.headers.get("vary")).toBe("Origin");
    }
  }
  for (const method of ["OPTIONS", "POST"]) {
    const answer = await fetch(`${api}/debug.ping`, { method, headers: { origin: "http://127.0.0.1:3000" } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  }
});

test("a cookie counts for what the own pages ask, and for nothing that another page makes the browser send", async () => {
  await using server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  const { web, api, files } = server.urls;
  const { accessKey, secretKey } = server.credentials;
  const login = await fetch(`${api}/auth.login`, {
    headers: { authorization: `Basic ${btoa(`${accessKey}:${secretKey}`)}` },
  });
  const cookie = login.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const ask = async (url: string, init: { method?: string; origin?: string } = {}) => {
    const headers = { cookie, ...(init.origin && { origin: init.origin }) };
    return (await fetch(url, { method: init.method ?? "POST", headers })).status;
  };
  const other = "http://127.0.0.1:3000";

  expect(await ask(`${api}/users.get_all`, { origin: web })).toBe(200);
  expect(await ask(`${api}/users.get_all`, { origin: other })).toBe(401);
  // A link, a picture or a form that goes to the address by itself; such a request names no origin.
  expect(await ask(`${api}/users.get_all`, { method: "GET" })).toBe(401);
  expect(await ask(`${api}/events.download_task_log?task=none`, { method: "GET" })).toBe(400);
  expect(await ask(`${files}/a.txt`, { method: "GET" })).toBe(404);
  expect(await ask(`${files}/a.txt`, { method: "DELETE", origin: web })).toBe(404);
  expect(await ask(`${files}/a.txt`, { method: "DELETE", origin: other })).toBe(401);
});
