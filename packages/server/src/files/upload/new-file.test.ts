import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { temporaryFolder } from "@clearml-ts/testing";
import { beforeEach, expect, test } from "vitest";
import { NewFile } from "./new-file.ts";

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});

test("what is written stands in the file, in pieces of any size", async () => {
  const path = join(folder, "file");
  const content = randomBytes(5_000_000);
  const sizes = [1, 700_000, 0, 65_536, 2_000_000, 3];
  const pieces = function* () {
    for (let start = 0, index = 0; start < content.length; index += 1) {
      const size = sizes[index % sizes.length] ?? 0;
      yield content.subarray(start, start + size);
      start += size;
    }
  };
  await pipeline(Readable.from(pieces()), new NewFile(path));

  expect((await readFile(path)).equals(content)).toBe(true);
});

test("it is whole when the disk was set to work on it several times before its end", async () => {
  const path = join(folder, "file");
  const block = randomBytes(1024 * 1024);
  const pieces = function* () {
    for (let written = 0; written < 150; written += 1) {
      yield block;
    }
  };
  await pipeline(Readable.from(pieces()), new NewFile(path));

  const stored = await readFile(path);
  expect(stored.length).toBe(150 * block.length);
  for (let start = 0; start < stored.length; start += block.length) {
    expect(stored.subarray(start, start + block.length).equals(block)).toBe(true);
  }
});

test("a file that is there already is left as it is", async () => {
  const path = join(folder, "file");
  await pipeline(Readable.from(["first"]), new NewFile(path));

  await expect(pipeline(Readable.from(["second"]), new NewFile(path))).rejects.toThrow("EEXIST");
  expect(await readFile(path, "utf8")).toBe("first");
});

test("a place that does not exist is an error of the system", async () => {
  const place = join(folder, "nowhere", "file");
  await expect(pipeline(Readable.from(["content"]), new NewFile(place))).rejects.toMatchObject({ code: "ENOENT" });
});
