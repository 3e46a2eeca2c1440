import { readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { sha256 } from "@clearml-ts/archive";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { createStorage } from "./create-storage.ts";
import { fakeFilesServer } from "./drivers/http/files-server.fixture.ts";
import { ContentMismatchError, ObjectNotFoundError, UnsupportedSchemeError, UploadError } from "./errors.ts";
import type { StorageOptions } from "./storage-options.ts";

async function setup(options: Partial<StorageOptions> = {}) {
  const folder = await temporaryFolder();
  const server = fakeFilesServer();
  const retry = { retries: 2, minDelay: 1 };
  const storage = createStorage({
    filesServer: server.url,
    cacheDir: folder,
    fetch: server.fetch,
    retry,
    ...options,
  });
  return { server, storage, folder };
}

test("an upload survives a busy server and a broken connection", async () => {
  const { server, storage } = await setup();
  server.faults = [503, new TypeError("fetch failed", { cause: new Error("ECONNRESET") })];

  await storage.upload("hello", `${server.url}/a.txt`);

  expect(server.seen).toHaveLength(3);
  expect(String(Buffer.from(server.objects.get("/a.txt") ?? []))).toBe("hello");
});

test("attempts are bounded, and an answer that will not change gets none", async () => {
  const { server, storage } = await setup();
  server.faults = [503, 503, 503, 503];
  await expect(storage.upload("x", `${server.url}/a.txt`)).rejects.toMatchObject({ status: 503 });
  expect(server.seen).toHaveLength(3);

  server.faults = [403];
  await expect(storage.upload("x", `${server.url}/a.txt`)).rejects.toMatchObject({ status: 403 });
  expect(server.seen).toHaveLength(4);
});

test("a signal ends the wait between attempts", async () => {
  const { server, storage } = await setup({ retry: { minDelay: 3_600_000, maxDelay: 3_600_000 } });
  const controller = new AbortController();
  server.faults = [503];
  const upload = storage.upload("x", `${server.url}/a.txt`, { signal: controller.signal });
  const settled = expect(upload).rejects.toThrow("no longer needed");
  await expect.poll(() => server.seen.length).toBe(1);
  controller.abort(new Error("no longer needed"));
  await settled;
});

test("a local copy is fetched once, under the name that Python uses", async () => {
  const { server, storage, folder } = await setup();
  const url = await storage.upload("{}", `${server.url}/x y/state.json`);

  const path = await storage.getLocalCopy(url, { context: "datasets" });
  server.objects.clear();

  expect(path).toMatch(/\/storage_manager\/datasets\/[0-9a-f]{32}\.state\.json$/);
  expect(path.startsWith(storage.cacheFolder("datasets"))).toBe(true);
  expect(await readFile(path, "utf8")).toBe("{}");
  expect(await storage.getLocalCopy(url, { context: "datasets" })).toBe(path);
  await expect(storage.getLocalCopy(url)).rejects.toThrow(ObjectNotFoundError);
  expect(await readdir(join(folder, "storage_manager", "global"))).toEqual([]);
});

test("force fetches a copy again", async () => {
  const { server, storage } = await setup();
  const url = await storage.upload("old", `${server.url}/state.json`);
  await storage.getLocalCopy(url);
  server.objects.set("/state.json", Buffer.from("new"));

  expect(await readFile(await storage.getLocalCopy(url), "utf8")).toBe("old");
  expect(await readFile(await storage.getLocalCopy(url, { force: true }), "utf8")).toBe("new");
});

test("an upload forgets the copy of the object that it replaces", async () => {
  const world = await setup();
  const { server, storage } = world;
  const url = await storage.upload("old", `${server.url}/a b/state.json`);
  await storage.getLocalCopy(url);
  await storage.getLocalCopy(url, { context: "datasets" });
  await storage.upload("new", `${server.url}/a b/state.json`);

  expect(await readFile(await storage.getLocalCopy(url), "utf8")).toBe("new");
  expect(await readFile(await storage.getLocalCopy(url, { context: "datasets" }), "utf8")).toBe("new");
});

test("a copy without the hash that was asked for is fetched again, and refused when it still has another", async () => {
  const world = await setup();
  const { server, storage, folder } = world;
  const url = await storage.upload("old", `${server.url}/state.json`);
  const path = await storage.getLocalCopy(url, { hash: sha256("old") });
  // Somebody else replaces it.
  server.objects.set("/state.json", Buffer.from("new"));
  const requests = server.seen.length;
  expect(await readFile(await storage.getLocalCopy(url, { hash: sha256("old") }), "utf8")).toBe("old");
  expect(server.seen).toHaveLength(requests);

  expect(await readFile(await storage.getLocalCopy(url, { hash: sha256("new") }), "utf8")).toBe("new");
  expect(server.seen).toHaveLength(requests + 1);
  await expect(storage.getLocalCopy(url, { hash: sha256("old") })).rejects.toMatchObject({
    name: "ContentMismatchError",
    expected: sha256("old"),
    actual: sha256("new"),
  });

  await writeFile(path, "bad");
  expect(await readFile(await storage.getLocalCopy(url, { hash: sha256("new") }), "utf8")).toBe("new");
  const local = join(folder, "local.txt");
  await writeFile(local, "a");
  expect(await storage.getLocalCopy(local, { hash: sha256("a") })).toBe(local);
  await expect(storage.getLocalCopy(local, { hash: sha256("b") })).rejects.toThrow(ContentMismatchError);
});

test("callers that arrive together share one download", async () => {
  const { server, storage } = await setup();
  const url = await storage.upload("x", `${server.url}/x`);
  const impatient = AbortSignal.abort(new Error("too slow"));

  const [a, b, c] = await Promise.allSettled([
    storage.getLocalCopy(url),
    storage.getLocalCopy(url),
    storage.getLocalCopy(url, { signal: impatient }),
  ]);

  expect(a).toEqual(b);
  expect(a.status).toBe("fulfilled");
  expect(c).toMatchObject({ status: "rejected", reason: { message: "too slow" } });
  expect(server.seen.filter(({ method }) => method === "GET")).toHaveLength(1);
});

test("a download that broke in the middle starts over and leaves no partial file", async () => {
  const { server, storage } = await setup();
  const url = await storage.upload("complete", `${server.url}/x`);
  server.faults = [new Response("comp", { headers: { "content-length": "8" } })];

  const path = await storage.getLocalCopy(url);

  expect(await readFile(path, "utf8")).toBe("complete");
  expect(await readdir(storage.cacheFolder())).toHaveLength(1);
});

test("content is handed on as it comes in, and from its beginning again where the download broke", async () => {
  const { server, storage } = await setup();
  const url = await storage.upload("complete", `${server.url}/x`);
  server.faults = [new Response("comp", { headers: { "content-length": "8" } })];
  const seen: string[] = [];

  const length = await storage.streamTo(url, async (content) => {
    let text = "";
    for await (const chunk of content) {
      text += Buffer.from(chunk).toString();
      seen.push(text);
    }
    return text.length;
  });

  expect(seen).toEqual(["comp", "complete"]);
  expect(length).toBe(8);
  const first = async (content: AsyncIterable<Uint8Array>) => await content[Symbol.asyncIterator]().next();
  await expect(storage.streamTo(`${server.url}/y`, first)).rejects.toThrow(ObjectNotFoundError);
});

test("parts of files are stored as one object, and not when one of them is gone", async () => {
  const { server, storage, folder } = await setup();
  const path = join(folder, "letters.txt");
  await writeFile(path, "abcdef");
  const parts = [
    { path, start: 4, end: 6 },
    { path, start: 0, end: 2 },
  ];
  const url = await storage.uploadFile(parts, `${server.url}/x`);
  expect(Buffer.from(await storage.read(url)).toString()).toBe("efab");
  await rm(path);
  await expect(storage.uploadFile(parts, `${server.url}/x`)).rejects.toThrow(UploadError);
});

test("one at a time fetches an entry of the cache, and whoever waited is told", async () => {
  const { storage, folder } = await setup();
  const path = join(folder, "entry");
  const first = await storage.lockDownload(path);
  const order: string[] = [];
  const second = storage.lockDownload(path).then((lock) => {
    order.push("second");
    return lock;
  });
  order.push("first is done");
  await first[Symbol.asyncDispose]();
  await using lock = await second;
  expect([first.waited, lock.waited, order]).toEqual([false, true, ["first is done", "second"]]);
  await expect(storage.lockDownload(path, { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow(
    "enough",
  );
});

test("the cache forgets the entries that were not used for longest, and keeps those that Python has locked", async () => {
  const { server, storage } = await setup({ cacheLimit: 2 });
  for (const [age, name] of ["locked", "oldest", "older", "used"].entries()) {
    const path = await storage.getLocalCopy(await storage.upload(name, `${server.url}/${name}`));
    await utimes(path, new Date(0), new Date(1000 * age));
    if (name === "locked") {
      await writeFile(join(storage.cacheFolder(), `.lock.000.${basename(path)}.clearml`), "");
    }
  }

  await storage.getLocalCopy(`${server.url}/used`);
  await storage.getLocalCopy(await storage.upload("new", `${server.url}/new`));

  const left = (await readdir(storage.cacheFolder())).filter((name) => !name.startsWith(".lock"));
  expect(left.map((name) => name.split(".")[1]).sort()).toEqual(["locked", "new", "older", "used"]);
});

test("a file of this machine is not copied", async () => {
  const world = await setup();
  const path = join(world.folder, "a.txt");
  await writeFile(path, "x");

  expect(await world.storage.getLocalCopy(`file://${path}`)).toBe(path);
  await expect(world.storage.getLocalCopy(`${path}.gone`)).rejects.toThrow(ObjectNotFoundError);
});

test("a file is uploaded without being held in memory", async () => {
  const { server, folder } = await setup();
  const path = join(folder, "big.bin");
  await writeFile(path, "");
  await truncate(path, 256 * 1024 * 1024);
  let received = 0;
  let peak = 0;
  const storage = createStorage({
    filesServer: server.url,
    cacheDir: folder,
    async fetch(request) {
      for await (const chunk of request.body ?? []) {
        received += chunk.length;
        peak = Math.max(peak, process.memoryUsage().arrayBuffers);
      }
      return Response.json([]);
    },
  });
  const before = process.memoryUsage().arrayBuffers;

  await storage.uploadFile(path, `${server.url}/big.bin`);

  expect(received).toBeGreaterThan((await stat(path)).size);
  // Chunks that are done with stay until the next collection of garbage.
  expect(peak - before).toBeLessThan(224 * 1024 * 1024);
});

test("a folder, a missing file and an unknown scheme are refused with a remedy", async () => {
  const { server, storage, folder } = await setup();
  await expect(storage.uploadFile(folder, `${server.url}/x`)).rejects.toThrow(/createZip/);
  await expect(storage.uploadFile(join(folder, "gone"), `${server.url}/x`)).rejects.toThrow(UploadError);
  await expect(storage.read("ftp://bucket/key")).rejects.toThrow(UnsupportedSchemeError);
});
