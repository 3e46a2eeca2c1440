import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { createStorage } from "../create-storage.ts";
import { createFileDriver } from "../drivers/file/file-driver.ts";
import type { StorageDriver } from "../drivers/storage-driver.ts";
import { UploadError } from "../errors.ts";

/** A storage whose first upload is preceded by something that happens to the file, and the paths of one upload. */
async function interrupted(happens: (path: string, content: Blob) => Promise<Blob>) {
  const folder = await temporaryFolder();
  const path = join(folder, "a.txt");
  await writeFile(path, "first");
  const files = createFileDriver();
  let uploads = 0;
  const driver: StorageDriver = {
    ...files,
    async upload(content, url, options) {
      uploads += 1;
      await files.upload(uploads === 1 ? await happens(path, content) : content, url, options);
    },
  };
  const retry = { retries: 2, minDelay: 1 };
  const storage = createStorage({ filesServer: "http://127.0.0.1:1", cacheDir: folder, drivers: [driver], retry });
  return { storage, path, target: join(folder, "stored.txt") };
}

test.each([
  ["grows", (path: string) => appendFile(path, "more")],
  ["is removed", (path: string) => rm(path)],
])("a file that %s while it is sent is an error, and nothing is stored", async (_, change) => {
  const { storage, path, target } = await interrupted(async (file, content) => {
    await change(file);
    return content;
  });
  await expect(storage.uploadFile(path, target)).rejects.toThrow(UploadError);
  expect(await storage.exists(target)).toBe(false);
});

test("a file that could not be read for a moment is sent again", async () => {
  const { storage, path, target } = await interrupted(async (_, content) => {
    const stream = () =>
      new ReadableStream({ start: (controller) => controller.error(new DOMException("", "NotReadableError")) });
    return Object.assign(content.slice(), { stream });
  });
  await storage.uploadFile(path, target);
  expect(await readFile(target, "utf8")).toBe("first");
});
