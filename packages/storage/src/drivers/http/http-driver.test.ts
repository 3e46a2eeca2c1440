import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { startServer } from "@clearml-ts/server";
import { expect, onTestFinished, test } from "vitest";
import { DownloadError, ObjectNotFoundError, UploadError } from "../../errors.ts";
import { testStorageDriver } from "../../testing/test-storage-driver.ts";

import { fakeFilesServer } from "./files-server.fixture.ts";
import { createHttpDriver } from "./http-driver.ts";

const authorize = async () => ({ authorization: "Bearer secret-token" });

function setup(url?: string) {
  const server = fakeFilesServer(url);
  const driver = createHttpDriver({ filesServers: [server.url], authorize, fetch: server.fetch });
  return { server, driver };
}

testStorageDriver({
  name: "http",
  test,
  async open() {
    const { server, driver } = setup();
    return { driver, baseUrl: server.url, async [Symbol.asyncDispose]() {} };
  },
});

testStorageDriver({
  name: "http, the embedded server",
  test,
  async open() {
    const server = await startServer({ database: ":memory:", listen: false });
    const { apiServer, accessKey, secretKey } = server.credentials;
    const basic = { authorization: `Basic ${btoa(`${accessKey}:${secretKey}`)}` };
    const login = await server.fetch(new Request(`${apiServer}/auth.login`, { method: "POST", headers: basic }));
    const { data } = (await login.json()) as { data: { token: string } };
    const driver = createHttpDriver({
      filesServers: [server.urls.files],
      authorize: async () => ({ authorization: `Bearer ${data.token}` }),
      fetch: server.fetch,
    });
    return { driver, baseUrl: server.urls.files, [Symbol.asyncDispose]: () => server.close() };
  },
});

test("an upload is one part whose field name and file name are the unquoted path with its leading slash", async () => {
  const { server, driver } = setup();
  await driver.upload(new Blob(["x"]), `${server.url}/demo/ação 1%.id/x.json`, { contentType: "application/json" });
  await driver.upload(new Blob(["x"]), `${server.url}/y`);

  const name = "/demo/ação 1%.id/x.json";
  expect(server.parts).toEqual([
    { name, filename: name, type: "application/json" },
    { name: "/y", filename: "/y", type: "binary/octet-stream" },
  ]);
  expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(Array(2).fill(`POST ${server.url}/`));
});

test("a file server below a path gets its uploads posted there", async () => {
  const { server, driver } = setup("https://clearml.test/files");
  await driver.upload(new Blob(["x"]), "https://clearml.test/files/demo/x.txt");
  expect(server.seen[0]?.url).toBe("https://clearml.test/files/");
  expect(server.parts[0]?.name).toBe("/demo/x.txt");
});

test("only file servers are shown the token", async () => {
  const { server, driver } = setup();
  await driver.exists(`${server.url}/x`);
  await driver.exists("http://elsewhere.test/x");
  await driver.exists(`${server.url.replace(".test", ".test.evil.test")}/x`);
  await driver.exists(`${server.url.slice(0, -1)}/x`);
  expect(server.seen.map(({ headers }) => headers.get("authorization"))).toEqual([
    "Bearer secret-token",
    null,
    null,
    null,
  ]);
});

test.each([408, 429, 502, 503, 504, 509])("%d is an answer that may pass", async (status) => {
  const { server, driver } = setup();
  server.faults = [status, status];
  await expect(driver.upload(new Blob(["x"]), `${server.url}/x`)).rejects.toMatchObject({ transient: true, status });
  await expect(driver.exists(`${server.url}/x`)).rejects.toMatchObject({ transient: true, status });
});

test.each([201, 400, 401, 403, 404, 413, 500])("an upload answered %d has failed for good", async (status) => {
  const { server, driver } = setup();
  server.faults = [status];
  const upload = driver.upload(new Blob(["x"]), `${server.url}/x`);
  await expect(upload).rejects.toThrow(UploadError);
  await expect(upload).rejects.toMatchObject({ transient: false, status, url: `${server.url}/x` });
});

test("denied access says what to check, and never shows credentials", async () => {
  const { server, driver } = setup();
  server.faults = [403];
  const failure = await driver.exists("http://user:password@elsewhere.test/x?signature=abc").catch(String);
  expect(failure).toContain("http://elsewhere.test/x: access was denied (403). Check the credentials");
  expect(failure).not.toMatch(/password|signature|abc|secret-token/);
  expect(server.seen[0]?.headers.get("authorization")).toBe(`Basic ${btoa("user:password")}`);
});

test("a password that holds an @ stays out of messages as well", () => {
  const { message } = new ObjectNotFoundError("http://me:p@ss@host.test/a?signature=abc");
  expect(message).toContain("http://host.test/a");
  expect(message).not.toMatch(/ss@|abc/);
});

test("an address that is not a URL is not for this driver", () => {
  expect(setup().driver.supports("http://files.test:8081.evil.test/x")).toBe(false);
});

test("a download that ends early is an error that may pass, not a shorter file", async () => {
  const { server, driver } = setup();
  server.faults = [new Response("half", { headers: { "content-length": "8" } })];
  const read = async () => {
    for await (const chunk of driver.download(`${server.url}/x`)) {
      expect(chunk).toHaveLength(4);
    }
  };
  await expect(read()).rejects.toThrow(DownloadError);
});

test("a connection that is refused or cut is an error that may pass", async () => {
  const cutting = createServer((request) => request.socket.destroy()).listen(0, "127.0.0.1");
  await new Promise((resolve) => cutting.once("listening", resolve));
  const url = `http://127.0.0.1:${(cutting.address() as AddressInfo).port}`;
  const driver = createHttpDriver({ filesServers: [url] });

  await expect(driver.upload(new Blob(["x"]), `${url}/x`)).rejects.toMatchObject({ transient: true });
  await new Promise((resolve) => cutting.close(resolve));
  await expect(driver.upload(new Blob(["x"]), `${url}/x`)).rejects.toMatchObject({ transient: true });
});

test("content that comes in pieces is sent as one form, whose length is said", async () => {
  const received: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    received.push({ headers: request.headers, body });
    response.end("[]");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const driver = createHttpDriver({ filesServers: [url] });
  const pieces = async function* () {
    yield Buffer.from("first, ");
    yield Buffer.from("second");
  };
  const content = new Blob(["first, second"]);
  await driver.upload(content, `${url}/demo/ação "1%".id/x.bin`, { contentType: "text/plain", pieces });

  const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = received;
  expect(headers["content-length"]).toBe(String(body.length));
  expect(headers["transfer-encoding"]).toBeUndefined();
  const form = await new Response(new Uint8Array(body), {
    headers: { "content-type": headers["content-type"] ?? "" },
  }).formData();
  const [[name, file] = ["", ""]] = [...form];
  expect(name).toBe('/demo/ação "1%".id/x.bin');
  expect(file).toMatchObject({ name, type: "text/plain" });
  expect(await (file as File).text()).toBe("first, second");
});
