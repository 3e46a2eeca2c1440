import { readFile } from "node:fs/promises";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { findFiles } from "./find-files.ts";
import { type PackedChunk, packChunks } from "./pack-chunks.ts";

test("the zips are there when all are packed, for the last may still be on its way", async () => {
  const files = await findFiles(await folderWith({ "a.csv": "a", "b.csv": "b" }), { storedIn: "v1" });
  const folder = await temporaryFolder();
  const chunks: PackedChunk[] = [];
  for await (const chunk of packChunks(files, { id: "v1", folder, limit: 1, compress: false })) {
    chunks.push(chunk);
  }
  expect(chunks.map((chunk) => chunk.files.map(({ path }) => path))).toEqual([["a.csv"], ["b.csv"]]);
  for (const { zip, size, discard } of chunks) {
    expect((await readFile(zip)).length).toBe(size);
    await discard();
    await expect(readFile(zip)).rejects.toThrow("ENOENT");
  }
});
