import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { createStorage } from "../create-storage.ts";
import { ObjectTooLargeError } from "../errors.ts";
import { withinSize } from "./size-limit.ts";

const url = "http://files.test:8081/endless.bin";

/** A file server whose object has no end and arrives as fast as it is read. */
async function endlessStorage() {
  const folder = await temporaryFolder();
  const requests: string[] = [];
  const fetch = async ({ method }: Request) => {
    requests.push(method);
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
    return new Response(body);
  };
  const cacheDir = join(folder, "cache");
  return { storage: createStorage({ filesServer: "http://files.test:8081", cacheDir, fetch }), folder, requests };
}

test("a download without an end stops at maxBytes, once, and leaves no file", async () => {
  const { storage, folder, requests } = await endlessStorage();
  const maxBytes = 1_000_000;
  const tooLarge = { name: "ObjectTooLargeError", url, limit: maxBytes, transient: false };
  await expect(storage.getLocalCopy(url, { maxBytes })).rejects.toMatchObject(tooLarge);
  await expect(storage.downloadFile(url, join(folder, "a.bin"), { maxBytes })).rejects.toMatchObject(tooLarge);
  await expect(storage.read(url, { maxBytes })).rejects.toMatchObject(tooLarge);
  expect(requests).toEqual(["GET", "GET", "GET"]);
  expect(await readdir(folder)).toEqual(["cache"]);
  expect(await readdir(storage.cacheFolder())).toEqual([]);
});

async function* pieces(count: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index++) {
    yield new Uint8Array(10);
  }
}

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const { length } of content) {
    size += length;
  }
  return size;
}

test("an object may have as many bytes as it has announced, although that is more than the limit", async () => {
  let asked = 0;
  const announced = async () => {
    asked += 1;
    return 50;
  };
  const limit = { url, maxBytes: 20, announced };
  expect(await bytesOf(withinSize(pieces(2), limit))).toBe(20);
  expect(asked).toBe(0);
  expect(await bytesOf(withinSize(pieces(5), limit))).toBe(50);
  expect(asked).toBe(1);
  await expect(bytesOf(withinSize(pieces(6), limit))).rejects.toMatchObject({ name: "ObjectTooLargeError", limit: 50 });
});

test("an object that announces nothing ends at the limit", async () => {
  const limit = { url, maxBytes: 20, announced: async () => undefined };
  await expect(bytesOf(withinSize(pieces(3), limit))).rejects.toThrow(ObjectTooLargeError);
});
