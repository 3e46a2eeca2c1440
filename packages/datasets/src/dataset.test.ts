import { chmod, mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "@clearml-ts/client";
import { findProject, withTask } from "@clearml-ts/tasks";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { Dataset } from "./dataset.ts";
import { DatasetFileError, DatasetNotFoundError, DatasetStateError, InvalidDatasetError } from "./errors.ts";
import { contentOf } from "./folder-content.fixture.ts";
import { liveConnection } from "./live-connection.fixture.ts";

const survey = { project: "Comfort", name: "survey" };

/** A finalized version that consists of these files and those of its parents. */
async function finalized(
  connection: Connection,
  files: Readonly<Record<string, string>>,
  options: Partial<Parameters<typeof Dataset.create>[0]> = {},
): Promise<Dataset> {
  const dataset = await Dataset.create({ ...survey, ...options }, { connection });
  if (Object.keys(files).length > 0) {
    await dataset.addFiles(await folderWith(files));
  }
  await dataset.upload();
  await dataset.finalize();
  return dataset;
}

test("a dataset gives back the files that were put in, on another machine", async () => {
  const { server, connection } = await liveConnection();
  const files = { "votes.csv": "vote\n1\n", "rooms/north.csv": "room\nn\n", "empty.txt": "", "ação °C 1%.txt": "olá" };
  const folder = await folderWith(files);

  await using dataset = await Dataset.create({ ...survey, tags: ["raw"], description: "Votes" }, { connection });
  expect(await dataset.addFiles(folder)).toEqual({ added: 4, modified: 0 });
  await dataset.upload();
  await dataset.finalize();
  await rm(folder, { recursive: true });

  const elsewhere = await liveConnection({ server });
  const found = await Dataset.get(survey, elsewhere);
  expect(found.id).toBe(dataset.id);
  expect(found).toMatchObject({ ...survey, version: "1.0.0", parents: [], tags: ["raw"], isFinal: true });
  expect(found.listFiles()).toEqual(Object.keys(files).sort());
  expect(found.listFiles("*.csv")).toEqual(["rooms/north.csv", "votes.csv"]);
  expect(await contentOf(await found.getLocalCopy())).toEqual(files);
  expect(found.task.record.comment).toBe("Votes");
});

test("empty folders are not kept, and files come back with the permissions of new ones", async () => {
  const { connection } = await liveConnection();
  const folder = await folderWith({ "run.sh": "echo" });
  await mkdir(join(folder, "empty"));
  await chmod(join(folder, "run.sh"), 0o700);
  await using dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(folder);
  await dataset.upload();
  await dataset.finalize();
  const copy = await dataset.getLocalCopy();
  expect(await readdir(copy)).toEqual(["run.sh"]);
  const fresh = join(await temporaryFolder(), "new.txt");
  await writeFile(fresh, "");
  expect((await stat(join(copy, "run.sh"))).mode).toBe((await stat(fresh)).mode);
});

test("a child stores only what changed, and gives back everything", async () => {
  const { server, connection } = await liveConnection();
  const folder = await folderWith({ "a.csv": "a", "b.csv": "b", "old/c.csv": "c" });
  await using raw = await Dataset.create(survey, { connection });
  await raw.addFiles(folder);
  await raw.upload();
  await raw.finalize();

  await writeFile(join(folder, "b.csv"), "better");
  await writeFile(join(folder, "d.csv"), "d");
  await using processed = await Dataset.create({ ...survey, parents: [raw] }, { connection });
  expect(await processed.addFiles(folder)).toEqual({ added: 1, modified: 1 });
  expect(await processed.removeFiles("old")).toBe(1);
  expect(await processed.changes()).toEqual({ added: 1, removed: 1, modified: 1, incoming: 6, outgoing: 1 });
  await processed.upload();
  await processed.finalize();

  expect(processed.version).toBe("1.0.1");
  expect(processed.parents).toEqual([raw.id]);
  expect(Array.from(processed.entries.values(), ({ path, storedIn }) => [path, storedIn === raw.id])).toEqual([
    ["a.csv", true],
    ["b.csv", false],
    ["d.csv", false],
  ]);
  const elsewhere = await liveConnection({ server });
  const newest = await Dataset.get(survey, elsewhere);
  expect(await contentOf(await newest.getLocalCopy())).toEqual({ "a.csv": "a", "b.csv": "better", "d.csv": "d" });
  const first = await Dataset.get({ ...survey, version: "1.0.0" }, elsewhere);
  expect(await contentOf(await first.getLocalCopy())).toEqual({ "a.csv": "a", "b.csv": "b", "old/c.csv": "c" });
});

test("a dataset of two parents has the files of both, and the later one wins", async () => {
  const { connection } = await liveConnection();
  const north = await finalized(connection, { "a.csv": "north", "n.csv": "n" }, { name: "north" });
  const south = await finalized(connection, { "a.csv": "south", "s.csv": "s" }, { name: "south" });
  const both = await finalized(connection, {}, { name: "both", parents: [north.id, south.id] });
  expect(await contentOf(await both.getLocalCopy())).toEqual({ "a.csv": "south", "n.csv": "n", "s.csv": "s" });
  const grandchild = await finalized(connection, { "g.csv": "g" }, { name: "later", parents: [both] });
  expect(Object.keys(await contentOf(await grandchild.getLocalCopy())).sort()).toEqual([
    "a.csv",
    "g.csv",
    "n.csv",
    "s.csv",
  ]);
});

test("many files go into several zips, and all of them come back", async () => {
  const { server, connection } = await liveConnection();
  const files = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`f${index}.txt`, `${index}`.repeat(400)]));
  await using dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(await folderWith(files));
  await dataset.upload({ chunkSize: 1000 / 2 ** 20, compress: false });
  await dataset.finalize();

  expect([...dataset.task.artifacts.keys()].filter((name) => name !== "state")).toEqual([
    "data",
    "data_001",
    "data_002",
  ]);
  const found = await Dataset.get({ id: dataset.id }, await liveConnection({ server }));
  expect(await contentOf(await found.getLocalCopy())).toEqual(files);
});

test("a dataset is where the page and the Python SDK look for it", async () => {
  const { connection } = await liveConnection();
  const raw = await finalized(connection, { "a.csv": "a" });
  await using dataset = await Dataset.create({ ...survey, parents: [raw] }, { connection });
  await dataset.addFiles(await folderWith({ "b.csv": "bb" }), { datasetPath: "more" });
  await dataset.upload();
  await dataset.finalize();

  expect((await findProject(connection, "Comfort/.datasets"))?.system_tags).toEqual(["hidden"]);
  expect((await findProject(connection, "Comfort/.datasets/survey"))?.system_tags).toEqual(["dataset", "hidden"]);
  const { task } = dataset;
  expect(task.record).toMatchObject({
    type: "data_processing",
    status: "completed",
    system_tags: ["dataset", "development"],
    runtime: {
      version: "1.0.1",
      orig_dataset_name: "survey",
      orig_dataset_id: dataset.id,
      ds_file_count: 2,
      ds_link_count: 0,
      ds_total_size: 3,
      ds_change_add: 1,
      ds_change_remove: 0,
      ds_change_modify: 0,
      ds_change_size: 2,
    },
  });
  expect(task.getParameter("properties/version")).toBe("1.0.1");
  const [own, inherited] = [task, raw.task].map((owner) => owner.artifacts.get("data")?.size ?? 0);
  expect(task.record.runtime?.["ds_total_size_compressed"]).toBe((own ?? 0) + (inherited ?? 0));

  const state = task.artifacts.get("state");
  expect(state?.metadata).toEqual({ "files added": "1", "files removed": "0", "files modified": "0" });
  expect(state?.preview).toMatch(
    /^Dataset state\nFiles added\/modified: 1 - total size 2 B\nCurrent dependency graph: /,
  );
  expect(await state?.get()).toMatchObject({ dirty: false, dependency_chunk_lookup: { [raw.id]: 1, [dataset.id]: 1 } });
  expect(task.artifacts.get("data")).toMatchObject({
    type: "custom",
    preview: expect.stringMatching(/^more\/b\.csv - \d+ bytes\n$/),
  });
  expect(task.getConfigurationObject("Dataset Content")?.value).toMatch(
    /^File Name \(2 files\), File Size \(total 3 B\), Hash \(SHA2\)\na\.csv, 1, [\da-f]{64}\nmore\/b\.csv, 2, [\da-f]{64}$/,
  );
  expect(JSON.parse(task.getConfigurationObject("Dataset Struct")?.value ?? "")).toMatchObject({
    "0": { job_id: dataset.id, parents: ["1"], version: "1.0.1", job_size: 3 },
    "1": { job_id: raw.id, parents: [], version: "1.0.0", job_size: 1, status: "completed" },
  });
  const plots = (await task.getReportedPlots()).map(({ metric, variant }) => `${metric}/${variant}`);
  expect(plots.sort()).toEqual(["__Dataset Genealogy/", "__Dataset Summary/Details"]);
});

test("versions count up by themselves, and an explicit one is kept", async () => {
  const { connection } = await liveConnection();
  const versions: unknown[] = [];
  for (const version of [undefined, undefined, " 2.0rc1 ", undefined, "final", undefined]) {
    versions.push((await finalized(connection, {}, version === undefined ? {} : { version })).version);
  }
  expect(versions).toEqual(["1.0.0", "1.0.1", "2.0rc1", "2.0rc2", "final", "2.0rc3"]);
  expect((await Dataset.get({ ...survey, version: "final" }, { connection })).version).toBe("final");
  expect((await Dataset.get(survey, { connection })).version).toBe("2.0rc3");
});

test("a second version of the same number is refused when it is begun, and when it is finalized", async () => {
  const { connection } = await liveConnection();
  await using late = await Dataset.create({ ...survey, version: "1.0.0" }, { connection });
  const first = await finalized(connection, {}, { version: "1.0.0" });
  const taken = {
    name: "VersionTakenError",
    ...{ project: "Comfort", dataset: "survey", version: "1.0.0" },
    ownerId: first.id,
  };
  await expect(Dataset.create({ ...survey, version: " 1.0.0" }, { connection })).rejects.toMatchObject(taken);
  await expect(late.finalize()).rejects.toMatchObject(taken);
  expect((await Dataset.get({ ...survey, version: "1.0.0" }, { connection })).id).toBe(first.id);
});

test("a version that was left open by a crash, or failed, takes no number", async () => {
  const { connection } = await liveConnection();
  const crashed = await Dataset.create(survey, { connection });
  const failed = await Dataset.create({ ...survey, version: "2.0.0" }, { connection });
  await failed.fail("on purpose");
  expect((await finalized(connection, {})).version).toBe("1.0.0");
  expect((await finalized(connection, {}, { version: "2.0.0" })).version).toBe("2.0.0");

  await crashed.upload();
  await crashed.finalize();
  expect(crashed.version).toBe("2.0.1");
  expect(crashed.task.getParameter("properties/version")).toBe("2.0.1");
});

test("versions that are finalized side by side get a number each", async () => {
  const { connection } = await liveConnection();
  const open = await Promise.all([1, 2, 3].map(() => Dataset.create(survey, { connection })));
  await Promise.all(open.map((dataset) => dataset.finalize()));
  expect(open.map(({ version }) => version).sort()).toEqual(["1.0.0", "1.0.1", "1.0.2"]);
});

test("a version that is not a number is kept with a warning", async () => {
  const { connection, warnings } = await liveConnection();
  await finalized(connection, {}, { version: "abc" });
  expect(warnings).toEqual([expect.stringContaining('"abc" is not a version number')]);
  expect((await Dataset.get({ ...survey, version: "abc" }, { connection })).version).toBe("abc");
});

test("lists show finalized versions, last updated first", async () => {
  const { connection } = await liveConnection();
  const first = await finalized(connection, { "a.csv": "abc" }, { tags: ["raw"] });
  const other = await finalized(connection, {}, { name: "weather" });
  const elsewhere = await finalized(connection, {}, { project: "Another" });
  await using open = await Dataset.create(survey, { connection });
  const ids = async (options: Parameters<typeof Dataset.list>[0]) => {
    const found: string[] = [];
    for await (const { id } of Dataset.list({ ...options, pageSize: 1 }, { connection })) {
      found.push(id);
    }
    return found;
  };

  expect((await ids({})).sort()).toEqual([first.id, other.id, elsewhere.id].sort());
  expect(await ids({ project: "Comfort" })).toEqual([other.id, first.id]);
  expect(await ids(survey)).toEqual([first.id]);
  expect(await ids({ ...survey, includeOpen: true })).toEqual([open.id, first.id]);
  expect(await ids({ tags: ["raw"] })).toEqual([first.id]);
  expect(await ids({ project: "Nowhere" })).toEqual([]);
  expect(await ids({ name: "survey" })).toEqual([elsewhere.id, first.id]);
  for await (const summary of Dataset.list(survey, { connection })) {
    expect(summary).toMatchObject({ ...survey, version: "1.0.0", status: "completed", fileCount: 1, totalSize: 3 });
  }
});

test("a version is frozen when it is finalized, and can be published then", async () => {
  const { connection } = await liveConnection();
  const dataset = await finalized(connection, { "a.csv": "a" });
  await expect(dataset.addFiles(await folderWith({ b: "b" }))).rejects.toThrow(DatasetStateError);
  await expect(dataset.removeFiles("*")).rejects.toThrow(DatasetStateError);
  await expect(dataset.finalize()).rejects.toThrow(/not open/);
  await dataset.publish();
  await dataset.publish();
  expect(dataset.status).toBe("published");
  expect((await Dataset.get(survey, { connection })).listFiles()).toEqual(["a.csv"]);
});

test("a version that is not finalized cannot be used yet", async () => {
  const { connection } = await liveConnection();
  await using dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(await folderWith({ "a.csv": "a" }));
  await expect(dataset.finalize()).rejects.toThrow(/1 files are not uploaded yet\. Call upload\(\) first/);
  await expect(dataset.getLocalCopy()).rejects.toThrow(DatasetStateError);
  await expect(dataset.publish()).rejects.toThrow(DatasetStateError);
  await expect(Dataset.create({ ...survey, parents: [dataset] }, { connection })).rejects.toThrow(DatasetStateError);
  await expect(Dataset.get(survey, { connection })).rejects.toThrow(DatasetNotFoundError);
});

test("a dataset that was left before it was finalized is failed, with the reason", async () => {
  const { connection } = await liveConnection();
  const broken = async () => {
    await using dataset = await Dataset.create(survey, { connection });
    await dataset.addFiles("/no/such/folder");
  };
  await expect(broken()).rejects.toThrow(DatasetFileError);
  for await (const { id } of Dataset.list({ ...survey, includeOpen: true }, { connection })) {
    const { task } = await Dataset.get({ id }, { connection });
    expect(task.record).toMatchObject({ status: "failed", status_message: expect.stringContaining("/no/such/folder") });
  }
  await expect(Dataset.get(survey, { connection })).rejects.toThrow(DatasetNotFoundError);
});

test("a failure that cannot be recorded does not hide its cause", async () => {
  const { server, connection } = await liveConnection();
  const broken = async () => {
    await using dataset = await Dataset.create(survey, { connection });
    await server.close();
    await connection.close();
    await dataset.addFiles("/no/such/folder");
  };
  await expect(broken()).rejects.toThrow(DatasetFileError);
});

test("a path that is a file and a folder at once is not finalized", async () => {
  const { connection } = await liveConnection();
  await using dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(await folderWith({ a: "file", b: "b" }));
  await dataset.addFiles(await folderWith({ "a/b": "in a folder" }));
  await dataset.upload();
  await expect(dataset.finalize()).rejects.toThrow(/"a" is a file and a folder at once/);
});

test("another process can go on with an open version", async () => {
  const { server, connection } = await liveConnection();
  const raw = await finalized(connection, { "a.csv": "a" });
  const dataset = await Dataset.create({ ...survey, parents: [raw] }, { connection });
  await dataset.addFiles(await folderWith({ "b.csv": "b" }));
  await dataset.close();

  const resumed = await Dataset.get({ id: dataset.id }, await liveConnection({ server }));
  await resumed.addFiles(await folderWith({ "a.csv": "other", "c.csv": "c" }));
  expect(await resumed.changes()).toMatchObject({ added: 2, modified: 1, removed: 0 });
  await resumed.upload();
  await resumed.finalize();
  expect(await contentOf(await resumed.getLocalCopy())).toEqual({ "a.csv": "other", "b.csv": "b", "c.csv": "c" });
});

test("a file that changed or went away after it was added is not uploaded as something else", async () => {
  const { connection } = await liveConnection();
  const folder = await folderWith({ "a.csv": "a", "b.csv": "b" });
  await using dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(folder);
  await writeFile(join(folder, "a.csv"), "changed");
  await expect(dataset.upload()).rejects.toThrow(/a\.csv changed after it was added/);
  await dataset.addFiles(join(folder, "a.csv"));
  await rm(join(folder, "b.csv"));
  await expect(dataset.upload()).rejects.toThrow(/b\.csv is gone/);
  await dataset.removeFiles("b.csv");
  await dataset.upload();
  await dataset.finalize();
  expect(await contentOf(await dataset.getLocalCopy())).toEqual({ "a.csv": "changed" });
});

test("changes that are asked for at the same time are made one after the other", async () => {
  const { connection } = await liveConnection();
  await using dataset = await Dataset.create(survey, { connection });
  const folders = await Promise.all([folderWith({ a: "a" }), folderWith({ b: "b" }), folderWith({ c: "c" })]);
  const work = [...folders.map((folder) => dataset.addFiles(folder)), dataset.upload(), dataset.finalize()];
  await Promise.all(work);
  expect(dataset.listFiles()).toEqual(["a", "b", "c"]);
  expect([...dataset.task.artifacts.keys()].sort()).toEqual(["data", "state"]);
});

test("wildcards choose files, and datasetPath their place", async () => {
  const { connection } = await liveConnection();
  const folder = await folderWith({ "a.csv": "a", "b.txt": "b", "sub/c.csv": "c" });
  await using dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(folder, { wildcard: "*.csv", datasetPath: "all" });
  await dataset.addFiles(folder, { wildcard: ["*.csv", "*.txt"], recursive: false, datasetPath: "/top" });
  await dataset.addFiles(join(folder, "b.txt"));
  expect(dataset.listFiles()).toEqual(["all/a.csv", "all/sub/c.csv", "b.txt", "top/a.csv", "top/b.txt"]);
  await expect(dataset.addFiles(folder, { wildcard: "*.parquet" })).rejects.toThrow(/matches \*\.parquet/);
  await expect(dataset.addFiles(folder, { datasetPath: "../up" })).rejects.toThrow(InvalidDatasetError);
});

test("a dataset knows the task that made it, and values about it", async () => {
  const { connection } = await liveConnection();
  const creator = await withTask(
    { project: "Comfort", name: "upload", console: false },
    async (task) => {
      await using dataset = await Dataset.create(survey, { connection });
      await dataset.setMetadata({ rows: 12, unit: "°C" });
      await expect(dataset.setMetadata({}, { name: "data_001" })).rejects.toThrow(InvalidDatasetError);
      await expect(dataset.setMetadata({}, { name: "state" })).rejects.toThrow(InvalidDatasetError);
      await dataset.finalize();
      return task;
    },
    { connection },
  );
  const found = await Dataset.get(survey, { connection });
  expect(found.task.parent).toBe(creator.id);
  expect(await found.getMetadata()).toEqual({ rows: 12, unit: "°C" });
  expect(await found.getMetadata({ name: "none" })).toBeUndefined();
  await expect(found.setMetadata({})).rejects.toThrow(DatasetStateError);
});

test("a dataset that does not exist is not found", async () => {
  const { connection } = await liveConnection();
  const dataset = await finalized(connection, {});
  const { task } = dataset;
  await expect(Dataset.get({ id: "0".repeat(32) }, { connection })).rejects.toThrow(DatasetNotFoundError);
  await expect(Dataset.get({ ...survey, version: "9.9" }, { connection })).rejects.toThrow(/finalized version "9\.9"/);
  await expect(Dataset.get({ ...survey, name: "other" }, { connection })).rejects.toThrow(DatasetNotFoundError);
  await task.setSystemTags(["development"]);
  await expect(Dataset.get({ id: dataset.id }, { connection })).rejects.toThrow(/another kind/);
  await expect(Dataset.create({ ...survey, name: "ab" }, { connection })).rejects.toThrow(InvalidDatasetError);
  await expect(Dataset.create({ ...survey, project: "ab" }, { connection })).rejects.toThrow(InvalidDatasetError);
});

test("nothing is left in the folder for temporary files", async () => {
  const { connection, cacheDir } = await liveConnection();
  const dataset = await finalized(connection, { "a.csv": "a" });
  await dataset.getLocalCopy();
  const names = await readdir(join(cacheDir, "storage_manager", "datasets"));
  expect(names).toContain(`ds_${dataset.id}`);
  const others = names.filter((name) => !name.startsWith(".lock."));
  expect(others.filter((name) => name.includes(`ds_${dataset.id}.`) || name.endsWith(".zip"))).toEqual([]);
});
