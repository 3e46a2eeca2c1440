import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStorage, type Storage, type StorageDriver } from "@clearml-ts/storage";
import { testStorageDriver } from "@clearml-ts/storage/testing";
import { afterAll, beforeAll, describe, test } from "vitest";
import { type GoogleEmulator, startGoogleEmulator } from "../google-emulator.ts";

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
});
