import { expect, test } from "vitest";
import { call, startTestServer } from "../fixtures/server.fixture.ts";
import type { Server } from "../startup/server.ts";

async function open(server: Server) {
  const { token } = (await call<{ token: string }>(server, "auth.login")).data;
  const authorization = `Bearer ${token}`;
  return {
    token,
    send: (path: string, { headers, ...init }: RequestInit & { headers?: Record<string, string> } = {}) =>
      server.fetch(`${server.urls.files}/${path}`, { ...init, headers: { authorization, ...headers } }),
  };
}

function form(files: Readonly<Record<string, string | Uint8Array>>): FormData {
  const data = new FormData();
  for (const [path, content] of Object.entries(files)) {
    data.append(path, new Blob([content as Uint8Array<ArrayBuffer>]), "ignored");
  }
  return data;
}

test("the name of the field is the path, and the path is quoted once when read", async () => {
  await using server = await startTestServer();
  const { send } = await open(server);
  const upload = await send("", {
    method: "POST",
    body: form({ "/my project/run 100%.id/é.bin": new Uint8Array([0, 1, 255]), "b/c.json": "{}" }),
  });

  expect(upload.status).toBe(200);
  expect(await upload.json()).toEqual(["my project/run 100%.id/é.bin", "b/c.json"]);
  const download = await send("my%20project/run%20100%25.id/%C3%A9.bin");
  expect(new Uint8Array(await download.arrayBuffer())).toEqual(new Uint8Array([0, 1, 255]));
  expect(download.headers.get("content-length")).toBe("3");
  expect((await send("b/c.json")).headers.get("content-type")).toBe("application/json");
});

test("an upload replaces what was there, and of a repeated field the first counts", async () => {
  await using server = await startTestServer();
  const { send } = await open(server);
  await send("", { method: "POST", body: form({ "a.txt": "old" }) });
  const twice = form({ "a.txt": "new" });
  twice.append("a.txt", new Blob(["ignored"]), "x");
  await send("", { method: "POST", body: twice });

  expect(await (await send("a.txt")).text()).toBe("new");
});

test("parts of a file, its head and its state are served", async () => {
  await using server = await startTestServer();
  const { send } = await open(server);
  await send("", { method: "POST", body: form({ "a.txt": "0123456789" }) });
  const whole = await send("a.txt");
  const etag = whole.headers.get("etag") ?? "";

  const part = await send("a.txt", { headers: { range: "bytes=2-4", "if-range": etag } });
  expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, "bytes 2-4/10", "234"]);
  expect((await send("a.txt", { headers: { range: "bytes=2-4", "if-range": '"other"' } })).status).toBe(200);
  expect((await send("a.txt", { headers: { range: "bytes=10-" } })).status).toBe(416);
  expect((await send("a.txt", { headers: { "if-none-match": `"x", ${etag}` } })).status).toBe(304);
  const modified = whole.headers.get("last-modified") ?? "";
  expect((await send("a.txt", { headers: { "if-modified-since": modified } })).status).toBe(304);
  const head = await send("a.txt", { method: "HEAD" });
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "10", ""]);
  expect((await send("a.txt?download")).headers.get("content-disposition")).toMatch(/^attachment/);
});

test("an empty file is a file, and a packed one is not unpacked on the way", async () => {
  await using server = await startTestServer();
  const { send } = await open(server);
  await send("", { method: "POST", body: form({ empty: "", "a.csv.gz": "packed" }) });

  const empty = await send("empty");
  expect([empty.status, empty.headers.get("content-length"), await empty.text()]).toEqual([200, "0", ""]);
  const packed = await send("a.csv.gz");
  expect(packed.headers.get("content-type")).toBe("application/octet-stream");
  expect(packed.headers.get("content-encoding")).toBeNull();
});

test("nothing is read or written without a token, except a sign of life", async () => {
  await using server = await startTestServer();
  const { token } = await open(server);
  const ask = (path: string, init?: RequestInit) => server.fetch(`${server.urls.files}/${path}`, init);
  const basic = { authorization: "Basic eDp5" };

  expect((await ask("a.txt")).status).toBe(401);
  expect((await ask("a.txt", { headers: basic })).status).toBe(401);
  expect((await ask("", { method: "POST", body: form({ a: "" }) })).status).toBe(401);
  expect((await ask("a.txt", { headers: { cookie: `clearml_token_basic=${token}` } })).status).toBe(404);
  expect(await (await ask("")).text()).toBe("OK");
  expect((await ask("", { headers: { authorization: "Bearer no" } })).status).toBe(401);
});

test("paths that lead out are not found, and such uploads store nothing", async () => {
  await using server = await startTestServer();
  const { send } = await open(server);
  const upload = await send("", { method: "POST", body: form({ "fine.txt": "x", "../out.txt": "x" }) });

  expect(upload.status).toBe(404);
  expect((await send("fine.txt")).status).toBe(404);
  for (const path of ["..%2fclearml.db", "a%2f..%2f..%2fclearml.db", "%00", "%ff", ".uploads"]) {
    expect((await send(path)).status, path).toBe(404);
  }
});

test.each([
  ["no form", { body: "text", headers: { "content-type": "text/plain" } }],
  ["a form without boundary", { body: "text", headers: { "content-type": "multipart/form-data" } }],
  [
    "a form that ends early",
    {
      body: '--b\r\nContent-Disposition: form-data; name="cut.txt"; filename="x"\r\n\r\nhalf',
      headers: { "content-type": "multipart/form-data; boundary=b" },
    },
  ],
  [
    "a form that ends in the headers of a part",
    {
      body: '--b\r\nContent-Disposition: form-data; name="cut.txt"; filen',
      headers: { "content-type": "multipart/form-data; boundary=b" },
    },
  ],
  ["a form without an end", { body: "--b", headers: { "content-type": "multipart/form-data; boundary=b" } }],
  ["a form of nothing", { body: "\r\n", headers: { "content-type": "multipart/form-data; boundary=b" } }],
])("%s is refused and leaves nothing behind", async (_, init) => {
  await using server = await startTestServer();
  const { send } = await open(server);

  expect((await send("", { method: "POST", ...init })).status).toBe(400);
  expect((await send("cut.txt")).status).toBe(404);
});

test("a form that goes on behind its end is answered", async () => {
  await using server = await startTestServer();
  const { send } = await open(server);
  const part = (name: string, content: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"; filename="x"\r\n\r\n${content}\r\n`;
  const body = `${part("a.txt", "--b--")}${part("b.txt", "x".repeat(70_000))}--b--\r\n`;
  const headers = { "content-type": "multipart/form-data; boundary=b" };

  expect(await (await send("", { method: "POST", body, headers })).json()).toEqual([]);
});

test("an upload that breaks off is refused and leaves what was there", async () => {
  await using server = await startTestServer();
  const { send } = await open(server);
  await send("", { method: "POST", body: form({ "a.bin": "old" }) });
  const start = '--b\r\nContent-Disposition: form-data; name="a.bin"; filename="x"\r\n\r\n';
  let chunks = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (chunks++ === 0) {
        controller.enqueue(new TextEncoder().encode(start));
      } else if (chunks < 10) {
        controller.enqueue(new Uint8Array(1_000_000));
      } else {
        controller.error(new Error("the line went dead"));
      }
    },
  });
  const headers = { "content-type": "multipart/form-data; boundary=b" };

  expect((await send("", { method: "POST", body, headers, duplex: "half" })).status).toBe(400);
  expect(await (await send("a.bin")).text()).toBe("old");
});

test("places taken by a folder or below a file, and names too long, are refused", async () => {
  await using server = await startTestServer();
  const { send } = await open(server);
  await send("", { method: "POST", body: form({ "folder/file": "x" }) });
  const upload = async (path: string) => (await send("", { method: "POST", body: form({ [path]: "y" }) })).status;

  expect(await upload("folder")).toBe(409);
  expect(await upload("folder/file/below")).toBe(409);
  expect(await upload("x".repeat(300))).toBe(400);
  expect(await (await send("folder/file")).text()).toBe("x");
});

test("files are deleted one by one or many at a time", async () => {
  await using server = await startTestServer();
  const { send } = await open(server);
  await send("", { method: "POST", body: form({ a: "", "d/b c": "", "d/e": "", "f/g": "" }) });

  const one = await send("a", { method: "DELETE" });
  expect([one.status, await one.json()]).toEqual([200, "a"]);
  expect((await send("a", { method: "DELETE" })).status).toBe(404);
  expect((await send("f", { method: "DELETE" })).status).toBe(404);
  const many = await send("delete_many", {
    method: "POST",
    body: JSON.stringify({ files: ["/d/b%20c", "f/", "gone", "", "/", "../x"] }),
  });
  expect(await many.json()).toEqual({
    deleted: { "/d/b%20c": "d/b c", "f/": "f/" },
    errors: { "Not found": ["gone", "../x"], "Empty path not allowed": ["", "/"] },
  });
  expect((await send("d/e")).status).toBe(200);
  expect((await send("delete_many", { method: "POST", body: "[]" })).status).toBe(400);
});

test("pages that were uploaded do not run as this origin", async () => {
  await using server = await startTestServer();
  const { send } = await open(server);
  await send("", { method: "POST", body: form({ "a.html": "<script></script>" }) });

  expect((await send("a.html")).headers.get("content-security-policy")).toBe("sandbox allow-scripts");
});

test("a form of 900 files is stored, one of more than 1,000 is refused and leaves nothing behind", async () => {
  await using server = await startTestServer();
  const { send } = await open(server);
  const named = (folder: string, count: number) =>
    form(Object.fromEntries(Array.from({ length: count }, (_, number) => [`${folder}/${number}.txt`, `${number}`])));

  const stored = await send("", { method: "POST", body: named("many", 900) });
  expect(await stored.json()).toHaveLength(900);
  expect(await (await send("many/899.txt")).text()).toBe("899");
  expect((await send("", { method: "POST", body: named("too-many", 1001) })).status).toBe(413);
  expect((await send("too-many/0.txt")).status).toBe(404);
});

test("deleting takes paths by the ten thousand, and no more than 100,000", async () => {
  await using server = await startTestServer();
  const { send } = await open(server);
  const remove = (count: number) => {
    const files = Array.from({ length: count }, (_, number) => `none/${number}`);
    return send("delete_many", { method: "POST", body: JSON.stringify({ files }) });
  };

  const many = await remove(20_000);
  expect(((await many.json()) as { errors: object }).errors).toEqual({ "Not found": expect.any(Array) });
  expect((await remove(100_001)).status).toBe(413);
});
