import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "@clearml-ts/archive";
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
  for (const { parts, size, hash, discard } of chunks) {
    const [{ path } = { path: "" }] = parts;
    const zip = await readFile(path);
    expect(zip.length).toBe(size);
    expect(await hash()).toBe(sha256(zip));
    await discard();
    await expect(readFile(path)).rejects.toThrow("ENOENT");
  }
});

test("a large file that does not become smaller is not copied into the zip, and is seen when it has changed", async () => {
  const source = await folderWith({ "noise.bin": randomBytes(5_000_000), "small.csv": "1,2" });
  const folder = await temporaryFolder();
  const files = await findFiles(source, { storedIn: "v1" });
  for await (const { parts, hash, size } of packChunks(files, { id: "v1", folder, limit: 0, compress: true })) {
    const whole = await Promise.all(
      parts.map(async ({ path, start, end }) => (await readFile(path)).subarray(start, end)),
    );
    expect(Buffer.concat(whole).length).toBe(size);
    expect(parts[1]).toMatchObject({ path: join(source, "noise.bin"), start: 0, end: 5_000_000 });
    expect(await hash()).toBe(sha256(Buffer.concat(whole)));
  }
  for await (const { hash } of packChunks(files, { id: "v1", folder, limit: 0, compress: true })) {
    await writeFile(join(source, "noise.bin"), randomBytes(5_000_000));
    await expect(hash()).rejects.toMatchObject({ name: "DatasetFileError", path: join(source, "noise.bin") });
  }
});
