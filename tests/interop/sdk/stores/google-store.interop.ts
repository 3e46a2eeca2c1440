import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStorage, type Storage, type StorageDriver } from "@clearml-ts/storage";
import { testStorageDriver } from "@clearml-ts/storage/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type GoogleEmulator, startGoogleEmulator } from "./google-emulator.ts";

/** The storage as a driver, so that the suite of drivers sees it as programs do. */
function driverOf(storage: Storage): StorageDriver {
  return {
    supports: (url) => url.startsWith("gs://"),
    async upload(content, url, { onBytes, ...options } = {}) {
      const bytes = new Uint8Array(await content.arrayBuffer());
      let sent = 0;
      await storage.upload(bytes, url, {
        ...options,
        onProgress: ({ transferred }) => {
          onBytes?.(transferred - sent);
          sent = transferred;
        },
      });
    },
    download: (url, options) => storage.stream(url, options),
    exists: (url, options) => storage.exists(url, options),
    size: (url, options) => storage.size(url, options),
    remove: (url, options) => storage.remove(url, options),
    list: (url, options) => storage.list(url, options),
  };
}

/** Stands before the emulator, and knows which pieces of uploads were sent: their first bytes. */
async function startCountingProxy(endpoint: string) {
  const pieces: number[] = [];
  const proxy = createServer((incoming, answer) => {
    const { method, headers, url } = incoming;
    const first = /^bytes (\d+)-/.exec(String(headers["content-range"]))?.[1];
    if (method === "PUT" && first !== undefined) {
      pieces.push(Number(first));
    }
    const forwarded = request(`${endpoint}${url}`, { method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    forwarded.on("error", () => answer.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, "127.0.0.1", resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    pieces,
    async [Symbol.asyncDispose]() {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}

/** The emulator comes from the registry of Python: npm has none. It takes few connections at a time, so attempts repeat. */
describe("Google Cloud Storage", () => {
  let emulator: GoogleEmulator;
  let cacheDir: string;

  beforeAll(async () => {
    [emulator, cacheDir] = await Promise.all([startGoogleEmulator(), mkdtemp(join(tmpdir(), "clearml-google-"))]);
  });

  afterAll(async () => {
    await emulator[Symbol.asyncDispose]();
    await rm(cacheDir, { recursive: true, force: true });
  });

  testStorageDriver({
    name: "gs",
    test,
    async open() {
      const google = { project: "demo", endpoint: emulator.endpoint };
      const storage = createStorage({ filesServer: "http://unused", cacheDir, google, retry: { minDelay: 50 } });
      const baseUrl = `gs://${emulator.bucket}/${randomUUID()}`;
      return { driver: driverOf(storage), baseUrl, async [Symbol.asyncDispose]() {} };
    },
  });

  test("an upload that was ended goes on behind what the store has, unless it is of another content", async () => {
    await using proxy = await startCountingProxy(emulator.endpoint);
    const google = { project: "demo", endpoint: proxy.endpoint };
    const open = () => createStorage({ filesServer: "http://unused", cacheDir, google, retry: { minDelay: 50 } });
    const url = `gs://${emulator.bucket}/${randomUUID()}/large.bin`;
    const PIECE = 16 * 2 ** 20;
    const contentWith = (start: string) => Buffer.alloc(2.5 * PIECE, `${start}${"0123456789".repeat(100)}`);
    const endAfterFirstPiece = async (content: Buffer) => {
      const controller = new AbortController();
      const onProgress = () => controller.abort(new Error("enough"));
      const ended = open().upload(content, url, { onProgress, signal: controller.signal });
      await expect(ended).rejects.toThrow("enough");
    };

    await endAfterFirstPiece(contentWith("one"));
    await open().upload(contentWith("one"), url);
    expect(proxy.pieces).toEqual([0, PIECE, 2 * PIECE]);
    expect(Buffer.compare(Buffer.from(await open().read(url)), contentWith("one"))).toBe(0);

    await endAfterFirstPiece(contentWith("two"));
    await open().upload(contentWith("six"), url);
    expect(proxy.pieces.slice(3)).toEqual([0, 0, PIECE, 2 * PIECE]);
    expect(Buffer.compare(Buffer.from(await open().read(url)), contentWith("six"))).toBe(0);
  });
});
