import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { temporaryFolder } from "@clearml-ts/testing";
import { beforeEach, expect, test } from "vitest";
import { FileStore } from "./file-store.ts";

let folder: string;
let files: FileStore;
beforeEach(async () => {
  folder = await temporaryFolder();
  files = new FileStore(folder);
  await files.prepare();
});

async function put(path: string): Promise<void> {
  const upload = await files.receive(path, Readable.from([path]));
  await upload.commit();
}

test("folders go with the last file in them, and not before", async () => {
  for (const path of ["a/b/c/1", "a/b/2", "d/e/3"]) {
    await put(path);
  }

  await files.remove("a/b/c/1");
  expect(await readdir(join(folder, "a", "b"))).toEqual(["2"]);
  await files.remove("a/b/2");
  await files.removeTree("d/e");

  expect(await readdir(folder)).toEqual([".uploads"]);
});

test("what arrives while its folder is removed as an empty one is stored", async () => {
  const arrive = async (path: string) => {
    for (let round = 0; round < 100; round++) {
      await put(path);
      expect(await files.remove(path)).toBe(true);
    }
  };
  await Promise.all(["a/b/1", "a/b/2", "a/c/3", "a/4"].map(arrive));
  await put("a/b/1");
  expect(await files.stat("a/b/1")).toBeDefined();
});
