import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { createZip } from "../../create-zip.ts";
import { ArchiveError, ArchiveTooLargeError, DamagedEntryError } from "../../errors.ts";
import { contents, pack, wantedIn, writeContents } from "../packed-files.fixture.ts";
import { ZipWriter } from "../write/zip-writer.ts";
import { unpackStream } from "./unpack-stream.ts";

/** Bytes as they may come in, and how many of them were asked for. */
function piecesOf(content: Buffer, sizes: readonly number[] = [65_536]) {
  const asked = { bytes: 0, isClosed: false };
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      for (let index = 0; asked.bytes < content.length; index += 1) {
        const start = asked.bytes;
        asked.bytes += sizes[index % sizes.length] ?? 1;
        yield content.subarray(start, asked.bytes);
      }
    } finally {
      asked.isClosed = true;
    }
  }
  return { asked, pieces };
}

async function unpack(archive: Buffer | string, wanted: ReturnType<typeof wantedIn>, sizes?: readonly number[]) {
  const { pieces } = piecesOf(typeof archive === "string" ? await readFile(archive) : archive, sizes);
  const spool = join(await temporaryFolder(), "spool.zip");
  const names: string[] = [];
  const onFile = (name: string) => void names.push(name);
  const absent = await unpackStream(pieces(), wanted, { archive: "http://store/data.zip", spool, onFile }).finally(() =>
    expect(readFile(spool)).rejects.toThrow("ENOENT"),
  );
  return { absent, names };
}

async function expectContents(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    expect((await readFile(join(folder, name))).equals(contents[name] ?? Buffer.alloc(0))).toBe(true);
  }
}

test.each([
  [true, [65_536]],
  [false, [1_000_000]],
  [false, [1, 29, 100_000, 4]],
])(
  "files of an archive (compressed: %s) that comes in pieces of %j bytes come out as they were",
  async (compress, sizes) => {
    const names = Object.keys(contents);
    const { path } = await pack(await writeContents(), names, compress);
    const target = await temporaryFolder();
    const unpacked = await unpack(path, wantedIn(target, contents), sizes);
    expect(unpacked.absent).toEqual([]);
    expect(unpacked.names.sort()).toEqual([...names].sort());
    await expectContents(target, names);
  },
);

test("an archive that says the sizes of its entries only behind them is unpacked as well", async () => {
  const names = Object.keys(contents);
  const source = await writeContents();
  const path = join(source, "streamed.zip");
  await createZip(
    path,
    names.map((name) => ({ name, path: join(source, name) })),
  );
  const target = await temporaryFolder();
  expect((await unpack(path, wantedIn(target, contents))).absent).toEqual([]);
  await expectContents(target, names);
});

test("an entry that is stored as it is, with its size behind it, ends where its file does", async () => {
  const folder = await temporaryFolder();
  const path = join(folder, "streamed.zip");
  const zip = await ZipWriter.open(path);
  for (const name of ["short.txt", "large.bin"]) {
    const content = contents[name] ?? Buffer.alloc(0);
    await zip.addStream({ name, mode: 0o644, mtime: new Date(), isDeflated: false, content: storedWhole(content) });
  }
  await zip.finish();
  const { "short.txt": short = Buffer.alloc(0), "large.bin": large = Buffer.alloc(0) } = contents;
  const target = join(folder, "out");
  expect((await unpack(path, wantedIn(target, { "short.txt": short, "large.bin": large }))).absent).toEqual([]);
  await expectContents(target, ["short.txt", "large.bin"]);
});

async function* storedWhole(content: Buffer): AsyncGenerator<Uint8Array, { crc: number; size: number }> {
  yield content;
  return { crc: crc32(content), size: content.length };
}

test("no more is read than up to the last file that is wanted, and names that are not there are told", async () => {
  const { path } = await pack(await writeContents(), Object.keys(contents), false);
  const { asked, pieces } = piecesOf(await readFile(path));
  const options = { archive: path, spool: `${path}.spool` };
  const target = await temporaryFolder();
  const { "short.txt": short = Buffer.alloc(0) } = contents;
  expect(await unpackStream(pieces(), wantedIn(target, { "short.txt": short }), options)).toEqual([]);
  expect(asked).toEqual({ bytes: 65_536, isClosed: true });
  expect((await unpack(path, wantedIn(target, { "other.txt": short }))).absent).toEqual(["other.txt"]);
  expect(await readdir(target)).toEqual(["short.txt"]);
});

test("the error by which the content ends is the error that is thrown", async () => {
  const { path } = await pack(await writeContents(), Object.keys(contents), false);
  const archive = await readFile(path);
  for (const end of [20, 5000, 3_000_000]) {
    const broken = new TypeError("the connection broke");
    const pieces = async function* () {
      yield archive.subarray(0, end);
      throw broken;
    };
    const options = { archive: path, spool: `${path}.spool` };
    await expect(unpackStream(pieces(), wantedIn(await temporaryFolder(), contents), options)).rejects.toBe(broken);
  }
});

test("work can be called off", async () => {
  const { path } = await pack(await writeContents(), Object.keys(contents), false);
  const { asked, pieces } = piecesOf(await readFile(path));
  const controller = new AbortController();
  const options = { archive: path, spool: `${path}.spool`, signal: controller.signal };
  const unpacking = unpackStream(pieces(), wantedIn(await temporaryFolder(), contents), {
    ...options,
    onFile: () => controller.abort(new Error("enough")),
  });
  await expect(unpacking).rejects.toThrow("enough");
  expect(asked.isClosed).toBe(true);
});

const letters = { "a.txt": Buffer.from("a".repeat(1000)), "b.txt": Buffer.from("b".repeat(1000)) };

async function packLetters(): Promise<Buffer> {
  const folder = await folderWith(letters);
  return await readFile((await pack(folder, Object.keys(letters))).path);
}

test.each([
  ["a wrong checksum", 14, [0, 0, 0, 0], /a\.txt.*checksum is wrong/],
  ["an entry that is encrypted", 6, [1, 8], /a\.txt.*is encrypted/],
  ["a way of compressing that is not known", 8, [12, 0], /a\.txt.*number 12/],
  ["another size", 22, [1, 0, 0, 0], /a\.txt.*it has 1 bytes instead of 1000/],
  ["content that does not become the file", 35, [255, 255, 255], /a\.txt/],
])("%s is named with its entry, and nothing is written", async (_, field, bytes, problem) => {
  const archive = await packLetters();
  archive.set(bytes, field);
  const target = await temporaryFolder();
  const unpacking = unpack(archive, wantedIn(target, { "a.txt": letters["a.txt"] }));
  await expect(unpacking).rejects.toThrow(DamagedEntryError);
  await expect(unpacking).rejects.toThrow(problem);
  expect(await readdir(target)).toEqual([]);
});

test("an entry that is longer than it may be is a bomb, and nothing of it is written", async () => {
  const target = join(await temporaryFolder(), "out");
  const wanted = wantedIn(target, { "a.txt": Buffer.from("a") });
  await expect(unpack(await packLetters(), wanted)).rejects.toThrow(ArchiveTooLargeError);
  await expect(readdir(target)).rejects.toThrow("ENOENT");
});

test("another content of the same size is seen by its hash, and nothing of it is left", async () => {
  const { "large.bin": large = Buffer.alloc(0) } = contents;
  const { path } = await pack(await writeContents(), ["large.bin"]);
  const target = await temporaryFolder();
  const other = Buffer.from(large);
  other[0] = (other[0] ?? 0) ^ 1;
  for (const [archive, wanted] of [
    [path, { "large.bin": other }],
    [await packLetters(), { "a.txt": letters["b.txt"] }],
  ] as const) {
    await expect(unpack(archive, wantedIn(target, wanted))).rejects.toThrow(/its hash differs/);
  }
  expect(await readdir(target)).toEqual([]);
});

test.each([0, 3, 29, 40])("an archive that ends after %i bytes is refused", async (length) => {
  const archive = await packLetters();
  const unpacking = unpack(archive.subarray(0, length), wantedIn(await temporaryFolder(), letters));
  await expect(unpacking).rejects.toThrow(ArchiveError);
});

test("an archive that ends in an entry nobody wants is refused", async () => {
  const archive = await packLetters();
  const unpacking = unpack(archive.subarray(0, 40), wantedIn(await temporaryFolder(), { "b.txt": letters["b.txt"] }));
  await expect(unpacking).rejects.toThrow(ArchiveError);
});

test("what is no archive is refused", async () => {
  const text = Buffer.from("no zip at all, but long enough to hold the end of one");
  await expect(unpack(text, wantedIn(await temporaryFolder(), letters))).rejects.toThrow(/not a zip/);
});

test("of two entries of one name the first counts, and entries nobody wants are left alone", async () => {
  const folder = await folderWith({ "a.txt": "a".repeat(1000) });
  const zip = await ZipWriter.open(join(folder, "twice.zip"));
  const data = letters["a.txt"];
  const about = { size: 1000, hash: "", crc: crc32(data), isDeflated: false, mode: 0o644, mtimeMs: 0 };
  for (const name of ["../outside.txt", "a.txt", "a.txt", "b.txt"]) {
    const content = name === "b.txt" ? letters[name] : data;
    await zip.add(name, { ...about, crc: crc32(content), start: 0, end: 1000 }, content);
  }
  await zip.finish();
  const target = join(folder, "inner", "out");
  expect((await unpack(join(folder, "twice.zip"), wantedIn(target, letters))).absent).toEqual([]);
  expect((await readdir(join(folder, "inner"), { recursive: true })).sort()).toEqual(["out", "out/a.txt", "out/b.txt"]);
});
