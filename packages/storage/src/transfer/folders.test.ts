import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { createZip } from "@clearml-ts/archive";
import { UnsafePathError } from "@clearml-ts/protocol";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { createStorage } from "../create-storage.ts";
import { fakeFilesServer } from "../drivers/http/files-server.fixture.ts";
import { ListingUnsupportedError } from "../errors.ts";
import type { TransferProgress } from "../storage-options.ts";
import { createMemoryDriver } from "../testing/memory-driver.ts";

async function setup() {
  const objects = new Map<string, Blob>();
  const server = fakeFilesServer();
  const storage = createStorage({
    filesServer: server.url,
    fetch: server.fetch,
    cacheDir: await temporaryFolder(),
    drivers: [createMemoryDriver(objects)],
  });
  return { storage, objects, server };
}

const files = { "a.csv": "a", "deep/b c.csv": "bc", "deep/notes.txt": "n" };

test("a folder is stored file by file, and comes back with the names of the objects", async () => {
  const { storage, objects } = await setup();
  const url = await storage.uploadFolder(await folderWith(files), "mem://bucket/survey/");
  expect(url).toBe("mem://bucket/survey/");
  expect([...objects.keys()].sort()).toEqual([
    "mem://bucket/survey/a.csv",
    "mem://bucket/survey/deep/b c.csv",
    "mem://bucket/survey/deep/notes.txt",
  ]);

  const target = await temporaryFolder();
  const paths = await storage.downloadFolder("mem://bucket/survey/", target, {
    filter: (name) => name.endsWith(".csv"),
  });
  expect(paths.sort()).toEqual([join(target, "survey/a.csv"), join(target, "survey/deep/b c.csv")]);
  expect(await readFile(join(target, "survey/deep/b c.csv"), "utf8")).toBe("bc");
  expect(await readdir(join(target, "survey/deep"))).toEqual(["b c.csv"]);
});

test("only the files that a filter names are stored", async () => {
  const { storage, objects } = await setup();
  await storage.uploadFolder(await folderWith(files), "mem://bucket", { filter: (name) => name.startsWith("deep/") });
  expect([...objects.keys()].sort()).toEqual(["mem://bucket/deep/b c.csv", "mem://bucket/deep/notes.txt"]);
});

test("a file that is there with the same size is kept, unless it is to be overwritten", async () => {
  const { storage } = await setup();
  await storage.upload("new", "mem://bucket/a.txt");
  await storage.upload("longer", "mem://bucket/b.txt");
  const target = await folderWith({ "a.txt": "old", "b.txt": "old" });

  await storage.downloadFolder("mem://bucket/", target);
  expect(await readFile(join(target, "a.txt"), "utf8")).toBe("old");
  expect(await readFile(join(target, "b.txt"), "utf8")).toBe("longer");
  await storage.downloadFolder("mem://bucket/", target, { overwrite: true });
  expect(await readFile(join(target, "a.txt"), "utf8")).toBe("new");
});

test("an object whose name leads out of the folder is refused", async () => {
  const { storage, objects } = await setup();
  objects.set("mem://bucket/../../etc/passwd", new Blob(["x"]));
  await expect(storage.downloadFolder("mem://bucket/", await temporaryFolder())).rejects.toThrow(UnsafePathError);
});

test("what http servers have cannot be listed", async () => {
  const { storage, server } = await setup();
  const listing = storage.downloadFolder(`${server.url}/survey`, await temporaryFolder());
  await expect(listing).rejects.toThrow(ListingUnsupportedError);
});

test("objects are listed with their sizes, and the record of one is read", async () => {
  const { storage, server } = await setup();
  const folder = await folderWith(files);
  const found = [];
  for await (const { url, name, size } of storage.list(`file://${folder}`)) {
    found.push([url, name, size]);
  }
  expect(found).toEqual(Object.entries(files).map(([name, text]) => [`file://${folder}/${name}`, name, text.length]));

  const url = await storage.upload("12345", `${server.url}/a b.txt`);
  expect(await storage.getMetadata(url)).toEqual({ url, name: "a%20b.txt", size: 5 });
});

test("progress is told in both directions, and the content can be read as it comes", async () => {
  const { storage } = await setup();
  const seen: TransferProgress[] = [];
  const onProgress = (progress: TransferProgress) => void seen.push(progress);
  const url = "mem://bucket/a.txt";
  await storage.upload("12345", url, { onProgress });
  await storage.downloadFile(url, join(await temporaryFolder(), "a.txt"), { onProgress });
  expect(seen).toEqual([
    { url, transferred: 5, total: 5 },
    { url, transferred: 5, total: 5 },
  ]);

  const chunks: Uint8Array[] = [];
  for await (const chunk of storage.stream(url)) {
    chunks.push(chunk);
  }
  expect(String(Buffer.concat(chunks))).toBe("12345");
});

test("a download does not replace a file, and leaves no part of one", async () => {
  const { storage, objects } = await setup();
  await storage.upload("new", "mem://bucket/a.txt");
  const target = await folderWith({ "a.txt": "mine" });
  await expect(storage.downloadFile("mem://bucket/a.txt", join(target, "a.txt"))).rejects.toThrow(/EEXIST/);
  expect(await readFile(join(target, "a.txt"), "utf8")).toBe("mine");
  objects.clear();
  await expect(storage.downloadFile("mem://bucket/a.txt", join(target, "b.txt"))).rejects.toThrow(/Nothing is stored/);
  expect(await readdir(target)).toEqual(["a.txt"]);
});

test("recorded addresses lead to the places of this machine, and are recorded as before", async () => {
  const folder = await folderWith({ "research/a.csv": "here" });
  const storage = createStorage({
    filesServer: "http://unused",
    cacheDir: await temporaryFolder(),
    pathSubstitution: [{ registeredPrefix: "s3://bucket/research", localPrefix: `file://${folder}/research` }],
  });
  const url = "s3://bucket/research/a.csv";
  expect(await storage.getLocalCopy(url)).toBe(join(folder, "research/a.csv"));
  expect(await storage.upload("new", "s3://bucket/research/b.csv")).toBe("s3://bucket/research/b.csv");
  expect(await readFile(join(folder, "research/b.csv"), "utf8")).toBe("new");
});

test("a file of this machine is copied where it may not be used directly", async () => {
  const folder = await folderWith({ "own/a.csv": "a", "shared/a.csv": "b" });
  const cacheDir = await temporaryFolder();
  const storage = createStorage({ filesServer: "http://unused", cacheDir, directAccess: [`file://${folder}/own`] });
  expect(await storage.getLocalCopy(join(folder, "own/a.csv"))).toBe(join(folder, "own/a.csv"));
  const copy = await storage.getLocalCopy(join(folder, "shared/a.csv"));
  expect(copy.startsWith(cacheDir)).toBe(true);
  expect(await readFile(copy, "utf8")).toBe("b");
});

test("an entry that another storage of the same cache uses is not deleted, and more entries may be kept", async () => {
  const { storage } = await setup();
  const cacheDir = join(storage.cacheFolder(), "../..");
  const drivers = [createMemoryDriver(new Map([..."abcd"].map((name) => [`mem://bucket/${name}`, new Blob([name])])))];
  const open = () => createStorage({ filesServer: "http://unused", cacheDir, drivers, cacheLimit: 1 });
  const [first, second] = [open(), open()];
  const used = await first.getLocalCopy("mem://bucket/a");
  const lock = await first.lockCacheEntry(used);
  await utimes(used, new Date(0), new Date(0));
  await second.getLocalCopy("mem://bucket/b");
  await second.getLocalCopy("mem://bucket/c");
  expect(await readFile(used, "utf8")).toBe("a");

  await lock[Symbol.asyncDispose]();
  await second.getLocalCopy("mem://bucket/d");
  await expect(readFile(used)).rejects.toThrow(/ENOENT/);
  expect(second.setCacheFileLimit(50)).toBe(50);
  expect(second.setCacheFileLimit(10)).toBe(50);
});

test("two storages of one cache fetch an object once", async () => {
  const { storage, server } = await setup();
  const url = await storage.upload("x", `${server.url}/x`);
  const cacheDir = join(storage.cacheFolder(), "../..");
  const open = () => createStorage({ filesServer: server.url, fetch: server.fetch, cacheDir });
  const paths = await Promise.all([open(), open(), open()].map((each) => each.getLocalCopy(url)));
  expect(new Set(paths).size).toBe(1);
  expect(server.seen.filter(({ method }) => method === "GET")).toHaveLength(1);
});

test("with bounds in bytes, the oldest copies go and their number does not count", async () => {
  const blob = new Blob([new Uint8Array(1000)]);
  const objects = new Map(["a", "b", "c"].map((name) => [`mem://bucket/${name}`, blob]));
  const storage = createStorage({
    filesServer: "http://unused",
    cacheDir: await temporaryFolder(),
    drivers: [createMemoryDriver(objects)],
    cacheLimit: 1,
    cacheSize: { maxBytes: 1500, margin: 0 },
  });
  const [a, b] = [await storage.getLocalCopy("mem://bucket/a"), await storage.getLocalCopy("mem://bucket/b")];
  await utimes(a, new Date(0), new Date(0));
  await storage.getLocalCopy("mem://bucket/c");
  await expect(readFile(a)).rejects.toThrow(/ENOENT/);
  expect((await readFile(b)).length).toBe(1000);
});

test("a zip is unpacked into the cache, of a local file as well", async () => {
  const folder = await folderWith({ "a.csv": "a" });
  await createZip(join(folder, "data.zip"), [{ name: "in/a.csv", path: join(folder, "a.csv") }]);
  const { storage } = await setup();
  const unpacked = await storage.getUnpackedCopy(join(folder, "data.zip"), { name: "data" });
  expect(unpacked.startsWith(storage.cacheFolder())).toBe(true);
  expect(unpacked.endsWith("_artifacts_archive_data")).toBe(true);
  expect(await readFile(join(unpacked, "in/a.csv"), "utf8")).toBe("a");
  await writeFile(join(unpacked, "mark"), "");
  expect(await storage.getUnpackedCopy(join(folder, "data.zip"), { name: "data" })).toBe(unpacked);
  expect(await readdir(unpacked)).toContain("mark");
});

test.each(["data.tar.gz", "DATA.TGZ"])("%s, as tar makes it, is unpacked into the cache", async (name) => {
  const folder = await temporaryFolder();
  const tarGz =
    "H4sIAAAAAAACA+3NMQ6CQBQE0H8UToAr2bjn2VjZUIB6fj9UxF4T43vNTKaZ23zq43V9xgeVdKl1z/Se6Xzo296m1mIo8QWP9d6XvIz/1AMAAAAAAAAAAIBf9ALL3HKkACgAAA==";
  await writeFile(join(folder, name), Buffer.from(tarGz, "base64"));
  const { storage } = await setup();
  const unpacked = await storage.getUnpackedCopy(join(folder, name), { name: "data" });
  expect(basename(unpacked)).toMatch(/^[\da-f]{32}\.data_artifacts_archive_data$/i);
  expect(await readFile(join(unpacked, "in/a.csv"), "utf8")).toBe("a");
});
