import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import { createZip } from "./create-zip.ts";
import { ArchiveError, ArchiveTooLargeError, UnsafeArchiveError } from "./errors.ts";
import { extractZip } from "./extract-zip.ts";
import { sha256File } from "./hash.ts";

async function writeSources(folder: string) {
  await mkdir(join(folder, "in"));
  const files = { "a.txt": "alpha".repeat(10_000), "data/ação.csv": "x;y\n1;2\n", "empty.bin": "" };
  let index = 0;
  return await Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      const path = join(folder, "in", `${index++}`);
      await writeFile(path, content);
      return { name, path, content };
    }),
  );
}

test.each([true, false])("an archive (deflated: %s) gives back what went in", async (compress) => {
  const folder = await temporaryFolder();
  const entries = await writeSources(folder);
  const target = join(folder, "a.zip");

  const summary = await createZip(target, entries, { compress });
  const names = await extractZip(target, join(folder, "out"));

  expect(summary).toEqual({ size: (await readFile(target)).length, hash: await sha256File(target), entries: 3 });
  expect(summary.size < 10_000).toBe(compress);
  expect(names).toEqual(entries.map(({ name }) => name));
  for (const { name, content } of entries) {
    expect(await readFile(join(folder, "out", name), "utf8")).toBe(content);
  }
});

test("a generator can end an archive by the size it has reached", async () => {
  const folder = await temporaryFolder();
  const path = join(folder, "kilobyte");
  await writeFile(path, "k".repeat(1000));
  let size = 0;
  const sizes: number[] = [];
  function* upTo(limit: number) {
    for (let index = 0; size < limit; index++) {
      yield { name: `${index}`, path };
    }
  }

  const summary = await createZip(join(folder, "a.zip"), upTo(3000), {
    compress: false,
    onEntry: (_entry, archiveSize) => {
      size = archiveSize;
      sizes.push(archiveSize);
    },
  });

  expect(summary.entries).toBe(3);
  // Local header with a name of one character, content, data descriptor.
  const each = 30 + 1 + 1000 + 16;
  expect(sizes).toEqual([each, 2 * each, 3 * each]);
});

test("a file that is not there can be left out, and one may go as soon as it is in", async () => {
  const folder = await temporaryFolder();
  const entries = await writeSources(folder);
  const target = join(folder, "a.zip");
  const missing: string[] = [];
  async function* whileOthersWrite() {
    yield { name: "gone", path: join(folder, "gone") };
    for (const entry of entries) {
      yield entry;
      await rm(entry.path);
    }
  }

  const summary = await createZip(target, whileOthersWrite(), { onMissing: ({ name }) => missing.push(name) });

  expect([summary.entries, missing]).toEqual([3, ["gone"]]);
  expect(await extractZip(target, join(folder, "out"))).toEqual(entries.map(({ name }) => name));
});

test("an archive that lacks a file is not left behind", async () => {
  const folder = await temporaryFolder();
  const [entry] = await writeSources(folder);
  const target = join(folder, "a.zip");
  const missing = { name: "gone", path: join(folder, "gone") };

  await expect(createZip(target, [entry ?? missing, missing])).rejects.toThrow(ArchiveError);
  await expect(readFile(target)).rejects.toThrow("ENOENT");
});

test("an aborted archive rejects with the reason and is not left behind", async () => {
  const folder = await temporaryFolder();
  const entries = await writeSources(folder);
  const target = join(folder, "a.zip");
  const controller = new AbortController();
  const stop = () => controller.abort(new Error("enough"));

  await expect(createZip(target, entries, { onEntry: stop, signal: controller.signal })).rejects.toThrow("enough");
  await expect(readFile(target)).rejects.toThrow("ENOENT");
});

test("only the entries that the filter lets through are unpacked", async () => {
  const folder = await temporaryFolder();
  const target = join(folder, "a.zip");
  await createZip(target, await writeSources(folder));
  const names = await extractZip(target, join(folder, "out"), { filter: (name) => name.endsWith(".csv") });
  expect(names).toEqual(["data/ação.csv"]);
});

test.each(["../escape.txt", "a/../../escape.txt", "/absolute.txt", "a//b.txt", "nul\0.txt"])(
  "an entry named %s is refused and nothing is written",
  async (name) => {
    const folder = await temporaryFolder();
    const target = join(folder, "evil.zip");
    await writeZipWithName(target, name);

    const unpacked = extractZip(target, join(folder, "out", "deep"));

    await expect(unpacked).rejects.toThrow(UnsafeArchiveError);
    await expect(unpacked).rejects.toMatchObject({ entry: name });
    await expect(readFile(join(folder, "out", "escape.txt"))).rejects.toThrow("ENOENT");
  },
);

test("a link in the target folder is not followed out of it", async () => {
  const folder = await temporaryFolder();
  const [outside, out] = [join(folder, "outside"), join(folder, "out")];
  await mkdir(outside);
  await mkdir(out);
  await symlink(outside, join(out, "data"));
  const target = join(folder, "a.zip");
  await createZip(target, await writeSources(folder));

  await expect(extractZip(target, out)).rejects.toThrow(UnsafeArchiveError);
  await expect(readFile(join(outside, "ação.csv"))).rejects.toThrow("ENOENT");
});

test("a damaged archive is reported, not half believed", async () => {
  const folder = await temporaryFolder();
  const target = join(folder, "a.zip");
  await createZip(target, await writeSources(folder), { compress: false });
  const bytes = await readFile(target);
  bytes[100] = (bytes[100] ?? 0) ^ 0xff;
  await writeFile(target, bytes);

  await expect(extractZip(target, join(folder, "out"))).rejects.toThrow(/checksum of a\.txt/);
  await writeFile(target, "not a zip");
  await expect(extractZip(target, join(folder, "out"))).rejects.toThrow(ArchiveError);
});

/** yazl refuses such names, so a harmless one of the same length is overwritten in the finished file. */
async function writeZipWithName(target: string, name: string): Promise<void> {
  const zip = new ZipFile();
  const placeholder = "x".repeat(name.length);
  zip.addBuffer(Buffer.from("boo"), placeholder);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) {
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString("latin1").replaceAll(placeholder, name);
  await writeFile(target, Buffer.from(text, "latin1"));
}

test("an archive of many files piles up no listeners", async () => {
  const folder = await temporaryFolder();
  const path = join(folder, "one");
  await writeFile(path, "1");
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on("warning", onWarning);
  try {
    const entries = Array.from({ length: 50 }, (_, index) => ({ name: `${index}`, path }));
    await createZip(join(folder, "many.zip"), entries);
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off("warning", onWarning);
  }
  expect(warnings).toEqual([]);
});

test("names that are odd on some platform keep their letters", async () => {
  const folder = await temporaryFolder();
  const path = join(folder, "one");
  await writeFile(path, "1");
  const names = ["back\\slash.txt", "x:1.csv", "new\nline", "C:/drive", "con", " ", "ação"];
  await createZip(
    join(folder, "odd.zip"),
    names.map((name) => ({ name, path })),
  );
  expect(await extractZip(join(folder, "odd.zip"), join(folder, "out"))).toEqual(names);
  expect(await readFile(join(folder, "out", "back\\slash.txt"), "utf8")).toBe("1");
});

test.each(["../a", "/a", "a/", "", "a\0b"])("an entry cannot be written as %j", async (name) => {
  const folder = await temporaryFolder();
  const path = join(folder, "one");
  await writeFile(path, "1");
  await expect(createZip(join(folder, "a.zip"), [{ name, path }])).rejects.toThrow(ArchiveError);
});

test("an archive that declares too much is refused before the file that exceeds the limit is written", async () => {
  const folder = await temporaryFolder();
  const target = join(folder, "bomb.zip");
  const small = join(folder, "small");
  const zeros = join(folder, "zeros");
  await writeFile(small, "small");
  await writeFile(zeros, new Uint8Array(2_000_000));
  await createZip(target, [
    { name: "small", path: small },
    { name: "zeros", path: zeros },
  ]);
  const out = join(folder, "out");

  const unpacked = extractZip(target, out, { maxSize: 1_000_000 });

  await expect(unpacked).rejects.toThrow(ArchiveTooLargeError);
  await expect(unpacked).rejects.toMatchObject({ entry: "zeros", size: 2_000_005, maxSize: 1_000_000 });
  expect(await readdir(out)).toEqual(["small"]);
  expect(await extractZip(target, out, { maxSize: 2_000_005 })).toEqual(["small", "zeros"]);
});

test("an archive that holds more than it declares fails while it is unpacked, at the declared size", async () => {
  const folder = await temporaryFolder();
  const target = join(folder, "liar.zip");
  const zeros = join(folder, "zeros");
  await writeFile(zeros, new Uint8Array(50_000_000));
  await createZip(target, [{ name: "zeros", path: zeros }]);
  const bytes = await readFile(target);
  // The uncompressed size stands in the central directory, 24 bytes after its signature.
  bytes.writeUInt32LE(1000, bytes.indexOf("PK\u0001\u0002") + 24);
  await writeFile(target, bytes);

  await expect(extractZip(target, join(folder, "out"))).rejects.toThrow(/could not be unpacked.*expected 1000/);
  expect(await readdir(join(folder, "out"))).toEqual([]);
});

test("a name of ASCII letters is read as Python means it, without the mark of UTF-8", async () => {
  const folder = await temporaryFolder();
  const target = join(folder, "python.zip");
  await writeFile(join(folder, "one"), "1");
  await createZip(target, [{ name: "tab\tand\u007fdel", path: join(folder, "one") }]);
  const bytes = await readFile(target);
  // Bit 11 of the flags says UTF-8: at 6 in the local header, at 8 in the central directory.
  bytes[6 + 1] = 0;
  bytes[bytes.indexOf("PK\u0001\u0002") + 8 + 1] = 0;
  await writeFile(target, bytes);

  expect(await extractZip(target, join(folder, "out"))).toEqual(["tab\tand\u007fdel"]);
});
