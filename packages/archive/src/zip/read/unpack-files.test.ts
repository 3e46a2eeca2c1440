import { readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { ArchiveError, ArchiveTooLargeError, DamagedEntryError, UnreadableFileError } from "../../errors.ts";
import { extractZip } from "../../extract-zip.ts";
import { sha256, sha256File } from "../../hash.ts";
import { contents, pack, wantedIn, writeContents } from "../packed-files.fixture.ts";
import { compressFiles } from "../write/compress-files.ts";
import { ZipWriter } from "../write/zip-writer.ts";
import { entryNameReader } from "./entry-name.ts";
import { localLength, readLocalEntry } from "./local-entry.ts";
import { unpackFiles } from "./unpack-files.ts";

test.each([true, false])("files that are compressed (%s) side by side come out as they were", async (compress) => {
  const names = Object.keys(contents);
  const packed = await pack(await writeContents(), names, compress);
  expect(packed).toMatchObject({ entries: names.length, hash: await sha256File(packed.path) });
  expect(packed.digests).toEqual(Object.values(contents).map((content) => sha256(content)));

  const target = await temporaryFolder();
  const sizes: number[] = [];
  expect(await unpackFiles(packed.path, wantedIn(target, contents), { onFile: (_, size) => sizes.push(size) })).toEqual(
    [],
  );
  for (const [name, content] of Object.entries(contents)) {
    expect((await readFile(join(target, name))).equals(content)).toBe(true);
  }
  expect(sizes).toHaveLength(names.length);
  // A reader that looks at everything in its own way sees the same.
  expect((await extractZip(packed.path, await temporaryFolder())).sort()).toEqual([...names].sort());
});

test("what cannot become smaller is stored as it is", async () => {
  const { size } = await pack(await writeContents(), ["large.bin"]);
  expect(size - 9_000_000).toBeLessThan(400);
});

test("more files than a short number can count are counted, and found again", async () => {
  const folder = await folderWith({ a: "a" });
  const path = join(folder, "many.zip");
  const zip = await ZipWriter.open(path);
  const file = { size: 1, hash: "", crc: crc32("a"), isDeflated: false, mode: 0o644, mtimeMs: 0, start: 0, end: 1 };
  for (let index = 0; index < 70_000; index++) {
    await zip.add(`part ${index % 10}/${index}`, file, Buffer.from("a"));
  }
  await zip.finish();
  const chosen = wantedIn(join(folder, "out"), { "part 9/69999": Buffer.from("a"), "part 0/0": Buffer.from("a") });
  expect(await unpackFiles(path, chosen)).toEqual([]);
  expect(await readdir(join(folder, "out"), { recursive: true })).toHaveLength(4);
});

test("a file that is gone is named", async () => {
  const folder = await folderWith({ a: "a" });
  const zip = await ZipWriter.open(join(folder, "data.zip"));
  const gone = join(folder, "gone");
  const [[first] = []] = await collect(compressFiles([{ name: "gone", path: gone, size: 1 }]));
  const adding = async () => await first?.addTo(zip);
  const refused = await adding().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(UnreadableFileError);
  expect(refused).toMatchObject({ path: gone, code: "ENOENT" });
  await zip.discard();
  expect(await readdir(folder)).toEqual(["a"]);
});

test("work on files can be called off", async () => {
  const folder = await writeContents();
  const reason = new Error("enough");
  const files = Object.keys(contents).map((name) => ({ name, path: join(folder, name), size: 1 }));
  for (const isAbortedBefore of [true, false]) {
    const controller = new AbortController();
    const run = async () => {
      for await (const _ of compressFiles(files, { signal: controller.signal })) {
        controller.abort(reason);
      }
    };
    if (isAbortedBefore) {
      controller.abort(reason);
    }
    await expect(run()).rejects.toThrow(reason);
  }
});

const letters = { "a.txt": Buffer.from("a".repeat(1000)), "b.txt": Buffer.from("b".repeat(1000)) };

async function packLetters() {
  const folder = await folderWith(Object.fromEntries(Object.entries(letters).map(([name, text]) => [name, `${text}`])));
  return (await pack(folder, Object.keys(letters))).path;
}

test("an entry that is longer than it may be is a bomb, and nothing of it is written", async () => {
  const target = join(await temporaryFolder(), "out");
  const wanted = wantedIn(target, { "a.txt": Buffer.from("a") });
  await expect(unpackFiles(await packLetters(), wanted)).rejects.toThrow(ArchiveTooLargeError);
  await expect(readdir(target)).rejects.toThrow("ENOENT");
});

/** Changes one record of an archive: finds a text in it, and writes bytes relative to it. */
async function patch(path: string, at: number, bytes: readonly number[]): Promise<void> {
  const archive = await readFile(path);
  archive.set(bytes, at < 0 ? archive.length + at : at);
  await writeFile(path, archive);
}

test("an entry that declares less than it holds ends at what it declares", async () => {
  const path = await packLetters();
  const archive = await readFile(path);
  const central = archive.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  archive.writeUInt32LE(1, central + 24);
  await writeFile(path, archive);
  const target = await temporaryFolder();
  const wanted = wantedIn(target, { "a.txt": Buffer.from("a") });
  await expect(unpackFiles(path, wanted)).rejects.toThrow(DamagedEntryError);
  expect(await readdir(target)).toEqual([]);
});

test.each([
  ["a wrong checksum", 16, [0, 0, 0, 0], /a\.txt.*checksum is wrong/],
  ["an entry that is encrypted", 8, [1, 8], /a\.txt.*is encrypted/],
  ["a way of compressing that is not known", 10, [12, 0], /a\.txt.*number 12/],
])("%s is named with its entry, and nothing is written", async (_, field, bytes, problem) => {
  const path = await packLetters();
  const central = (await readFile(path)).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  await patch(path, central + field, bytes);
  const target = await temporaryFolder();
  const unpacking = unpackFiles(path, wantedIn(target, { "a.txt": letters["a.txt"] }));
  await expect(unpacking).rejects.toThrow(DamagedEntryError);
  await expect(unpacking).rejects.toThrow(problem);
  expect(await readdir(target)).toEqual([]);
});

test("another content of the same size is seen by its hash", async () => {
  const target = await temporaryFolder();
  const wanted = wantedIn(target, { "a.txt": letters["b.txt"] });
  await expect(unpackFiles(await packLetters(), wanted)).rejects.toThrow(/a\.txt.*its hash differs/);
  expect(await readdir(target)).toEqual([]);
});

test.each([0, 30, 200])("an archive that ends after %i bytes is refused", async (length) => {
  const path = await packLetters();
  await truncate(path, length);
  await expect(unpackFiles(path, wantedIn(await temporaryFolder(), letters))).rejects.toThrow(ArchiveError);
});

test("an archive that is missing or no archive is refused", async () => {
  const folder = await folderWith({ text: "no zip at all, but long enough to hold the end of one" });
  await expect(unpackFiles(join(folder, "absent.zip"), wantedIn(folder, {}))).rejects.toThrow(ArchiveError);
  await expect(unpackFiles(join(folder, "text"), wantedIn(folder, {}))).rejects.toThrow(/not a zip/);
});

test("of two entries of one name the first counts, and entries nobody wants are left alone", async () => {
  const folder = await folderWith({ "a.txt": "a".repeat(1000) });
  const path = join(folder, "twice.zip");
  const zip = await ZipWriter.open(path);
  const names = ["../outside.txt", "a.txt", "a.txt"];
  const files = names.map((name) => ({ name, path: join(folder, "a.txt"), size: 1000 }));
  for await (const batch of compressFiles(files)) {
    for (const { addTo } of batch) {
      await addTo(zip);
    }
  }
  await zip.finish();
  const target = join(folder, "inner", "out");
  expect(await unpackFiles(path, wantedIn(target, { "a.txt": letters["a.txt"] }))).toEqual([]);
  expect(await readdir(join(folder, "inner"), { recursive: true })).toEqual(["out", "out/a.txt"]);
  await rm(target, { recursive: true });
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
}

test("a large file that is left in its place has its size in the archive, however large it is", async () => {
  const folder = await temporaryFolder();
  const path = join(folder, "large.zip");
  const about = { mode: 0o644, mtime: new Date(), size: 5 * 2 ** 30, crc: 7 };
  const zip = await ZipWriter.open(path);
  await zip.addInPlace({ name: "large.bin", path: join(folder, "large.bin"), ...about });
  const { size, parts, hash } = await zip.finish();
  expect(hash).toBeUndefined();
  expect(parts.map(({ start, end, crc }) => [end - start === about.size, crc])).toEqual([
    [false, undefined],
    [true, 7],
    [false, undefined],
  ]);
  expect(parts.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(size);
  const archive = await readFile(path);
  const local = readLocalEntry(archive.subarray(0, localLength(archive)), await entryNameReader());
  expect(local).toMatchObject({ name: "large.bin", size: about.size, packedSize: about.size, crc: 7 });
});
