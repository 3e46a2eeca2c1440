import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "./temporary-folder.ts";

let left = "";

test("a folder holds the files that it was asked for", async () => {
  left = await folderWith({ "a.txt": "one", "deep/er/b.bin": Uint8Array.of(0, 255) });
  expect(await readFile(join(left, "a.txt"), "utf8")).toBe("one");
  expect(await readFile(join(left, "deep/er/b.bin"))).toEqual(Buffer.from([0, 255]));
});

test("a folder is deleted when its test ends", async () => {
  await expect(access(left)).rejects.toThrow("ENOENT");
});
