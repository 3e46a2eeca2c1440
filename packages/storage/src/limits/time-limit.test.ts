import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { collectGarbage, temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { createStorage } from "../create-storage.ts";
import { StorageTimeoutError } from "../errors.ts";
import { allowedTime } from "./time-limit.ts";

const url = "http://files.test:8081/a.bin";

/** A file server that answers with a byte now and then, or not at all. */
async function storageOn(fetch: (request: Request) => Promise<Response>) {
  const cacheDir = await temporaryFolder();
  const storage = createStorage({ filesServer: "http://files.test:8081", cacheDir, fetch, timeout: 200 });
  return { storage, cacheDir };
}

const trickling = async (request: Request) => {
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      controller.enqueue(Uint8Array.of(0));
    },
  });
  // A real connection breaks when the request is aborted.
  const ended = new TransformStream<Uint8Array, Uint8Array>();
  void body.pipeTo(ended.writable, { signal: request.signal }).catch(() => {});
  return new Response(ended.readable);
};

const silent = (request: Request) =>
  new Promise<Response>((_, reject) => {
    request.signal.addEventListener("abort", () => reject(request.signal.reason), { once: true });
  });

test("a download that trickles ends in time, wherever it goes", async () => {
  const { storage, cacheDir } = await storageOn(trickling);
  await expect(storage.read(url)).rejects.toThrow(StorageTimeoutError);
  await expect(storage.getLocalCopy(url)).rejects.toThrow(StorageTimeoutError);
  await expect(storage.downloadFile(url, join(cacheDir, "a.bin"))).rejects.toThrow("was not done with in time");
});

test("a file server that does not answer is waited for no longer than the timeout", async () => {
  const { storage } = await storageOn(silent);
  const operations = [storage.exists(url), storage.size(url), storage.remove(url), storage.upload("x", url)];
  // All at once: one that ends before somebody waits for it is an unhandled rejection.
  const ended = Promise.all(
    operations.map((operation) =>
      expect(operation).rejects.toMatchObject({ name: "StorageTimeoutError", timeout: 200 }),
    ),
  );
  // By now, whatever made the requests refers to them no longer.
  await delay(50);
  collectGarbage();
  await ended;
});

test("a login that does not end is waited for no longer than the timeout, and for no aborted caller", async () => {
  const storage = createStorage({
    filesServer: "http://files.test:8081",
    cacheDir: await temporaryFolder(),
    fetch: async () => new Response("x"),
    authorize: () => new Promise(() => {}),
    timeout: 200,
  });
  await expect(storage.read(url)).rejects.toThrow(StorageTimeoutError);
  await expect(storage.upload("x", url)).rejects.toThrow(StorageTimeoutError);
  await expect(storage.exists(url, { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
    name: "TimeoutError",
  });
});

test("attempts share one time", async () => {
  const { storage } = await storageOn(async () => new Response("busy", { status: 503 }));
  await expect(storage.exists(url)).rejects.toThrow(StorageTimeoutError);
});

test("bytes that are moved prolong the time", () => {
  expect(allowedTime(300_000, 0)).toBe(300_000);
  expect(allowedTime(300_000, 50 * 1024 * 60)).toBe(360_000);
});
