import { lstat, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createStorage } from "@clearml-ts/storage";
import { createMemoryDriver } from "@clearml-ts/storage/testing";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { table } from "arquero";
import { expect, test } from "vitest";
import { Dataset } from "../dataset.ts";
import { DatasetFileError, InvalidDatasetError } from "../errors.ts";
import { finalized } from "../finalized.fixture.ts";
import { contentOf } from "../folder-content.fixture.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import type { DatasetProgress } from "../transfer/progress.ts";

const survey = { project: "Comfort", name: "survey" };

test("a copy that may be changed does not change the one in the cache", async () => {
  const { connection } = await liveConnection();
  const raw = await finalized(connection, { "a.csv": "a" });
  const child = await finalized(connection, { "deep/b.csv": "b" }, { parents: [raw] });
  const target = join(await temporaryFolder(), "new", "copy");
  expect(await child.getMutableLocalCopy(target)).toBe(target);
  await writeFile(join(target, "a.csv"), "changed");
  expect(await contentOf(await child.getLocalCopy())).toEqual({ "a.csv": "a", "deep/b.csv": "b" });

  await expect(child.getMutableLocalCopy(target)).rejects.toThrow(DatasetFileError);
  await expect(child.getMutableLocalCopy(join(target, "a.csv"))).rejects.toThrow(DatasetFileError);
  expect(await readFile(join(target, "a.csv"), "utf8")).toBe("changed");
  await writeFile(join(target, "own.txt"), "own");
  await child.getMutableLocalCopy(target, { overwrite: true });
  expect(await contentOf(target)).toEqual({ "a.csv": "a", "deep/b.csv": "b" });
  expect(await readdir(join(target, ".."))).toEqual(["copy"]);
});

test("a copy is verified by hashes or by sizes", async () => {
  const { connection } = await liveConnection();
  const dataset = await finalized(connection, { "a.csv": "a", "b.csv": "bb", "c.csv": "c", "d.csv": "d" });
  const copy = await dataset.getMutableLocalCopy(join(await temporaryFolder(), "copy"));
  expect(await dataset.verifyDatasetHash({ localCopyPath: copy })).toEqual([]);
  await writeFile(join(copy, "a.csv"), "x");
  await truncate(join(copy, "b.csv"), 1);
  await rm(join(copy, "c.csv"));
  expect(await dataset.verifyDatasetHash({ localCopyPath: copy })).toEqual(["a.csv", "b.csv", "c.csv"]);
  expect(await dataset.verifyDatasetHash({ localCopyPath: copy, skipHash: true })).toEqual(["b.csv", "c.csv"]);
  expect(await dataset.verifyDatasetHash()).toEqual([]);
});

test("a copy is not deleted to make room, by any process, until its dataset is closed", async () => {
  const { connection, cacheDir } = await liveConnection();
  const raw = await finalized(connection, { "a.csv": "a" });
  await raw.getLocalCopy();
  await raw.close();
  const child = await finalized(connection, { "b.csv": "b" }, { parents: [raw] });
  const copy = await child.getLocalCopy({ useSoftLinks: true });
  const drivers = [createMemoryDriver()];
  const elsewhere = createStorage({ filesServer: "http://unused", cacheDir, cacheLimit: 1, drivers });
  const makeRoom = async (url: string) => {
    await elsewhere.upload("new", url);
    await elsewhere.getLocalCopy(url, { context: "datasets" });
  };

  await makeRoom("mem://a/1");
  await makeRoom("mem://a/2");
  expect(await contentOf(copy)).toEqual({ "a.csv": "a", "b.csv": "b" });

  await child.close();
  await makeRoom("mem://a/3");
  expect((await readdir(connection.storage.cacheFolder("datasets"))).filter((name) => /ds_/.test(name))).toEqual([]);
});

test("parts of a dataset together are the dataset, and each file is in one of them", async () => {
  const { connection } = await liveConnection();
  const files = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`f${index}.txt`, `${index}`.repeat(400)]));
  await using raw = await Dataset.create(survey, { connection });
  await raw.addFiles(await folderWith(files));
  await raw.addExternalFiles(await folderWith({ "link.txt": "linked" }));
  await raw.upload({ chunkSize: 1000 / 2 ** 20, compress: false });
  await raw.finalize();
  const child = await finalized(connection, { "own.txt": "own" }, { parents: [raw] });
  expect(await child.getNumChunks()).toBe(3);
  expect(await child.getNumChunks({ includeParents: false })).toBe(1);
  expect(child.getDependencyGraph()).toEqual({ [child.id]: [raw.id], [raw.id]: [] });

  for (const numParts of [undefined, 2]) {
    const parts = await Promise.all(
      Array.from({ length: numParts ?? 3 }, async (_, part) => {
        const copy = await child.getLocalCopy({ part, ...(numParts !== undefined && { numParts }) });
        expect(copy.endsWith(`ds_${child.id}_${part}_${numParts ?? 3}`)).toBe(true);
        return await contentOf(copy);
      }),
    );
    expect(parts.flatMap((part) => Object.keys(part)).sort()).toEqual([...Object.keys(files), "link.txt", "own.txt"]);
    expect(Object.assign({}, ...parts)).toEqual({ ...files, "link.txt": "linked", "own.txt": "own" });
  }
  await expect(child.getLocalCopy({ part: 3 })).rejects.toThrow(InvalidDatasetError);
});

test("chosen files are fetched without the others", async () => {
  const { connection } = await liveConnection();
  const dataset = await finalized(connection, { "a.csv": "a", "b.csv": "b", "sub/c.csv": "c" });
  const copy = await dataset.getLocalCopy({ files: ["sub/c.csv", "a.csv"] });
  expect(await contentOf(copy)).toEqual({ "a.csv": "a", "sub/c.csv": "c" });
  await expect(dataset.getLocalCopy({ files: ["d.csv"] })).rejects.toThrow(/no file at "d\.csv"/);
});

test.skipIf(process.platform === "win32")(
  "files of a copy of the parent are linked to where that is asked for",
  async () => {
    const { connection } = await liveConnection();
    const raw = await finalized(connection, { "a.csv": "a" });
    const child = await finalized(connection, { "b.csv": "b" }, { parents: [raw] });
    await raw.getLocalCopy();
    const copy = await child.getLocalCopy({ useSoftLinks: true });
    expect(await contentOf(copy)).toEqual({ "a.csv": "a", "b.csv": "b" });
    expect((await lstat(join(copy, "a.csv"))).isSymbolicLink()).toBe(true);
    const own = await child.getMutableLocalCopy(join(await temporaryFolder(), "own"));
    expect((await lstat(join(own, "a.csv"))).isSymbolicLink()).toBe(false);
  },
);

test("whoever waits is told how far it is, up to the last file", async () => {
  const { connection } = await liveConnection();
  const seen: DatasetProgress[] = [];
  const onProgress = (progress: DatasetProgress) => void seen.push(progress);
  await using dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(await folderWith({ "a.csv": "a", "b.csv": "bb" }), { onProgress });
  await dataset.upload({ onProgress });
  await dataset.finalize();
  await dataset.getLocalCopy({ onProgress });
  const last = { files: 2, totalFiles: 2, bytes: 3, totalBytes: 3 };
  expect(seen.filter(({ files }) => files === 2)).toEqual(
    ["hash", "upload", "download"].map((step) => ({ step, ...last })),
  );
});

test.each(["votes.csv", "tables/votes.tsv", "votes.arrow"])(
  "a table of arquero goes into %s and comes back",
  async (path) => {
    const { connection } = await liveConnection();
    const votes = table({ room: ["north", "south"], vote: [-1, 2.5] });
    await using dataset = await Dataset.fromTable(votes, { ...survey, path }, { connection });
    await dataset.finalize();
    expect(dataset.listFiles()).toEqual([path]);
    expect((await dataset.toTable()).objects()).toEqual(votes.objects());
    await expect(dataset.toTable("other.csv")).rejects.toThrow(InvalidDatasetError);
  },
);

test("what is not a table is not read as one", async () => {
  const { connection } = await liveConnection();
  const dataset = await finalized(connection, { "a.txt": "a", "b.txt": "b" });
  await expect(dataset.toTable()).rejects.toThrow(/has 2 files/);
  await expect(dataset.toTable("a.txt")).rejects.toThrow(/is not a table/);
});
