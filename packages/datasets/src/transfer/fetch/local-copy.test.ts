import { mkdir, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ArchiveTooLargeError, createZip, sha256 } from "@clearml-ts/archive";
import { type Connection, connect } from "@clearml-ts/client";
import type { Server } from "@clearml-ts/server";
import { folderWith, type LiveServer, temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { Dataset } from "../../dataset.ts";
import { DatasetCorruptError, DatasetLinksError } from "../../errors.ts";
import { contentOf } from "../../folder-content.fixture.ts";
import { liveConnection } from "../../live-connection.fixture.ts";
import { downloadDataset } from "../../shortcuts.ts";

const survey = { project: "Comfort", name: "survey" };

async function finalized(connection: Connection, files: Record<string, string>, parents: Dataset[] = []) {
  const dataset = await Dataset.create({ ...survey, parents }, { connection });
  await dataset.addFiles(await folderWith(files));
  await dataset.upload();
  await dataset.finalize();
  return dataset;
}

function zipUrl(dataset: Dataset): string {
  return dataset.task.artifacts.get("data")?.url ?? "";
}

/** Puts another zip where the one of a dataset is. */
async function replaceZip(dataset: Dataset, files: Record<string, string>): Promise<void> {
  const folder = await folderWith(files);
  const zip = join(folder, "other.zip");
  await createZip(
    zip,
    Object.keys(files).map((name) => ({ name, path: join(folder, name) })),
  );
  await dataset.connection.storage.uploadFile(zip, decodeURI(zipUrl(dataset)));
}

/** Changes what is stored about the files of a dataset, as other programs may. */
async function rewriteState({ task, connection }: Dataset, change: (text: string) => string): Promise<void> {
  const url = task.artifacts.get("state")?.url ?? "";
  const text = Buffer.from(await connection.storage.read(url)).toString("utf8");
  const changed = change(text);
  await connection.storage.upload(changed, decodeURI(url));
  const artifacts = Array.from(task.artifacts.values(), ({ name, record }) =>
    name === "state" ? { ...record, hash: sha256(changed) } : record,
  );
  const execution = { ...task.record.execution, artifacts };
  await connection.services.tasks.edit({ task: task.id, force: true, execution });
}

test("a state that another program stored again is read again, and one that nobody recorded is refused", async () => {
  const { server, connection } = await liveConnection();
  const dataset = await finalized(connection, { "a.csv": "a", "b.csv": "b" });
  const reader = await liveConnection({ server });
  const read = async () => (await Dataset.get({ id: dataset.id }, reader)).listFiles();
  expect(await read()).toEqual(["a.csv", "b.csv"]);

  await rewriteState(dataset, (text) => text.replace("b.csv", "c.csv"));
  expect(await read()).toEqual(["a.csv", "c.csv"]);

  await connection.storage.upload("{}", decodeURI(dataset.task.artifacts.get("state")?.url ?? ""));
  await rm(reader.connection.storage.cacheFolder("datasets"), { recursive: true });
  await expect(read()).rejects.toThrow(DatasetCorruptError);
});

test("a copy is fetched once, and again when a file is missing or has another size", async () => {
  const { connection } = await liveConnection();
  const dataset = await finalized(connection, { "a.csv": "a", "b.csv": "bbb" });
  const folder = await dataset.getLocalCopy();
  await rm(join(folder, "a.csv"));
  expect(await dataset.getLocalCopy()).toBe(folder);
  await truncate(join(folder, "b.csv"), 1);
  await dataset.getLocalCopy();
  expect(await contentOf(folder)).toEqual({ "a.csv": "a", "b.csv": "bbb" });

  await connection.storage.remove(zipUrl(dataset));
  expect(await dataset.getLocalCopy()).toBe(folder);
  const lost = dataset.getLocalCopy({ force: true });
  await expect(lost).rejects.toThrow(DatasetCorruptError);
  await expect(lost).rejects.toThrow(/Dataset \w+.*such as a\.csv, is gone\. Nothing is stored/);
  expect(await contentOf(folder)).toEqual({ "a.csv": "a", "b.csv": "bbb" });
});

test("files that a copy of the parent has are not fetched again", async () => {
  const { connection } = await liveConnection();
  const raw = await finalized(connection, { "a.csv": "a", "b.csv": "b" });
  const child = await finalized(connection, { "b.csv": "better" }, [raw]);
  const copy = await raw.getLocalCopy();
  await connection.storage.remove(zipUrl(raw));
  expect(await contentOf(await child.getLocalCopy())).toEqual({ "a.csv": "a", "b.csv": "better" });
  expect(await contentOf(copy)).toEqual({ "a.csv": "a", "b.csv": "b" });
});

test("a damaged copy of the parent is not used", async () => {
  const { connection } = await liveConnection();
  const raw = await finalized(connection, { "a.csv": "a" });
  const child = await finalized(connection, { "b.csv": "b" }, [raw]);
  await writeFile(join(await raw.getLocalCopy(), "a.csv"), "x");
  expect(await contentOf(await child.getLocalCopy())).toEqual({ "a.csv": "a", "b.csv": "b" });
});

test.each([
  ["another content of the same size", { "a.csv": "x" }, /a\.csv.*is not the file that was added: its hash differs/],
  ["another size", { "a.csv": "longer" }, /declares 6 bytes up to entry "a\.csv", and 1 may be unpacked/],
  ["another file", { "b.csv": "b" }, /a\.csv is not in/],
])("a stored file with %s is refused, and nothing is left", async (_, files, problem) => {
  const { connection } = await liveConnection();
  const dataset = await finalized(connection, { "a.csv": "a" });
  await replaceZip(dataset, files as Record<string, string>);
  await expect(dataset.getLocalCopy()).rejects.toThrow(DatasetCorruptError);
  await expect(dataset.getLocalCopy()).rejects.toThrow(problem);
  const left = await readdir(connection.storage.cacheFolder("datasets"));
  expect(left.filter((name) => name.startsWith("ds_") || name.endsWith(".zip"))).toEqual([]);
});

test("a zip that holds more of a file than was added is a bomb, and nothing of it is written", async () => {
  const { connection } = await liveConnection();
  const dataset = await finalized(connection, { "a.csv": "a" });
  await replaceZip(dataset, { "a.csv": "0".repeat(5_000_000) });
  const refused = await dataset.getLocalCopy().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(DatasetCorruptError);
  expect(refused).toMatchObject({ cause: expect.any(ArchiveTooLargeError) });
});

test("a file that is not a zip is refused", async () => {
  const { connection } = await liveConnection();
  const dataset = await finalized(connection, { "a.csv": "a" });
  await connection.storage.upload("no zip", decodeURI(zipUrl(dataset)));
  await expect(dataset.getLocalCopy()).rejects.toThrow(DatasetCorruptError);
});

test("a deleted ancestor that stored a file is named", async () => {
  const { connection } = await liveConnection();
  const raw = await finalized(connection, { "a.csv": "a" });
  const child = await finalized(connection, { "b.csv": "b" }, [raw]);
  await connection.services.tasks.delete({ task: raw.id, force: true });
  await expect(child.getLocalCopy()).rejects.toThrow(`version ${raw.id} was deleted`);
});

test("a zip that its version does not list any more is named, with a file that it stored", async () => {
  const { connection } = await liveConnection();
  const raw = await finalized(connection, { "a.csv": "a" });
  const child = await finalized(connection, { "b.csv": "b" }, [raw]);
  const artifacts = Array.from(raw.task.artifacts.values(), ({ record }) => record);
  const execution = { ...raw.task.record.execution, artifacts: artifacts.filter(({ key }) => key !== "data") };
  await connection.services.tasks.edit({ task: raw.id, force: true, execution });
  await expect(child.getLocalCopy()).rejects.toThrow(DatasetCorruptError);
  await expect(child.getLocalCopy()).rejects.toThrow(
    `version ${raw.id} has no artifact "data", which stores some of its files, such as a.csv`,
  );
});

test("a file that Python renamed in a sync is found under its old name", async () => {
  const { server, connection } = await liveConnection();
  const raw = await finalized(connection, { "old.txt": "same", "a.csv": "a" });
  const child = await finalized(connection, { "b.csv": "b" }, [raw]);
  await rewriteState(child, (text) => text.replace("old.txt", "new/name.txt"));
  const found = await Dataset.get({ id: child.id }, await liveConnection({ server }));
  expect(await contentOf(await found.getLocalCopy())).toEqual({ "a.csv": "a", "b.csv": "b", "new/name.txt": "same" });
});

/** A finalized version with a file of its own, and these links. */
async function linked(connection: Connection, links: Record<string, { link: string; hash?: string }>) {
  const dataset = await finalized(connection, { "a.csv": "a" });
  const entries = Object.entries(links).map(([relative_path, { link, hash = null }]) => {
    return { link, relative_path, parent_dataset_id: dataset.id, size: 1, hash };
  });
  await rewriteState(dataset, (text) => JSON.stringify({ ...JSON.parse(text), dataset_link_entries: entries }));
  return await Dataset.get({ id: dataset.id }, { connection });
}

test("files that are links to other stores are fetched from there", async () => {
  const { connection } = await liveConnection();
  const folder = await folderWith({ "near.csv": "near" });
  const far = await connection.storage.upload("far", `${connection.config.filesServer}/some where/far.csv`);
  const found = await linked(connection, {
    "links/near.csv": { link: `file://${folder}/near.csv`, hash: sha256("near") },
    "far.csv": { link: far },
    "a.csv": { link: "s3://bucket/hidden-by-the-file" },
  });
  expect(found.listFiles()).toEqual(["a.csv", "far.csv", "links/near.csv"]);
  const files = { "a.csv": "a", "far.csv": "far", "links/near.csv": "near" };
  const copy = await found.getLocalCopy();
  expect(await contentOf(copy)).toEqual(files);

  await connection.storage.remove(far);
  expect(await contentOf(await found.getLocalCopy())).toEqual(files);
  await rm(join(copy, "far.csv"));
  await expect(found.getLocalCopy()).rejects.toThrow(DatasetLinksError);
});

test("links that cannot be fetched are named, and everything else can be had without them", async () => {
  const { connection } = await liveConnection();
  const folder = await folderWith({ "near.csv": "changed since" });
  const links = {
    "s3.csv": { link: "s3://bucket/b" },
    "gone.csv": { link: `file://${folder}/gone.csv` },
    "changed.csv": { link: `file://${folder}/near.csv`, hash: sha256("as it was") },
  };
  const found = await linked(connection, links);
  const refused = await found.getLocalCopy().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(DatasetLinksError);
  expect(refused).toMatchObject({
    datasetId: found.id,
    links: Object.entries(links).map(([path, { link }]) => ({ path, link })),
  });
  expect(String(refused)).toContain("s3.csv (s3://bucket/b)");
  expect(await contentOf(await found.getLocalCopy({ links: "skip" }))).toEqual({ "a.csv": "a" });
  expect(await contentOf(await downloadDataset({ id: found.id, links: "skip" }, { connection }))).toEqual({
    "a.csv": "a",
  });
});

test("callers that come together get the same folder", async () => {
  const { connection } = await liveConnection();
  const dataset = await finalized(connection, { "a.csv": "a" });
  const copies = await Promise.all([dataset.getLocalCopy(), dataset.getLocalCopy(), dataset.getLocalCopy()]);
  expect(new Set(copies).size).toBe(1);
  expect(await contentOf(copies[0] ?? "")).toEqual({ "a.csv": "a" });
});

test("an empty folder of another program does not pass for a copy", async () => {
  const { connection } = await liveConnection();
  const dataset = await finalized(connection, { "a.csv": "a" });
  await mkdir(join(connection.storage.cacheFolder("datasets"), `ds_${dataset.id}`), { recursive: true });
  expect(await contentOf(await dataset.getLocalCopy())).toEqual({ "a.csv": "a" });
});

test("files that are stored in a folder of this machine stay there", async () => {
  const { connection } = await liveConnection();
  const store = await folderWith({});
  await using dataset = await Dataset.create({ ...survey, outputUri: `file://${store}` }, { connection });
  await dataset.addFiles(await folderWith({ "a.csv": "a" }));
  await dataset.upload();
  await dataset.finalize();
  expect(zipUrl(dataset)).toMatch(/^file:\/\//);
  for (const force of [false, true]) {
    expect(await contentOf(await dataset.getLocalCopy({ force }))).toEqual({ "a.csv": "a" });
  }
});

/** A connection that counts how often zips are fetched, and whose first download of one breaks off before its end. */
async function brittleConnection(server: Server & LiveServer, breaks: number) {
  const state = { zips: 0 };
  const fetch = async (request: Request) => {
    const response = await server.fetch(request);
    if (request.method !== "GET" || !request.url.endsWith(".zip")) {
      return response;
    }
    state.zips += 1;
    if (state.zips > breaks) {
      return response;
    }
    const zip = new Uint8Array(await response.arrayBuffer());
    async function* beginning() {
      yield zip.subarray(0, zip.length / 4);
      throw new TypeError("terminated");
    }
    return new Response(ReadableStream.from(beginning()));
  };
  const cacheDir = await temporaryFolder();
  const connection = await connect({ ...server.credentials, fetch, env: server.env, cacheDir, onWarning: () => {} });
  onTestFinished(() => connection.close());
  return { connection, state };
}

test("a download that breaks off goes on with the files that are missing", async () => {
  const { server, connection } = await liveConnection();
  const files = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`${index}.txt`, `content ${index}`]));
  const { id } = await finalized(connection, files);
  const brittle = await brittleConnection(server, 1);
  const dataset = await Dataset.get({ id }, brittle);
  const seen: number[] = [];
  const copy = await dataset.getLocalCopy({ onProgress: ({ files }) => seen.push(files) });
  expect(await contentOf(copy)).toEqual(files);
  expect(seen).toEqual(Array.from({ length: 600 }, (_, index) => index + 1));
  expect(brittle.state.zips).toBe(2);
});

test("of several that want the same copy at the same time, one fetches it", async () => {
  const { server, connection } = await liveConnection();
  const { id } = await finalized(connection, { "a.csv": "a" });
  const counting = await brittleConnection(server, 0);
  const datasets = await Promise.all([1, 2, 3].map(() => Dataset.get({ id }, counting)));
  const copies = await Promise.all(datasets.map((dataset) => dataset.getLocalCopy()));
  expect(new Set(copies).size).toBe(1);
  expect(counting.state.zips).toBe(1);
});

test("a download can be called off", async () => {
  const { connection } = await liveConnection();
  const dataset = await finalized(connection, { "a.csv": "a" });
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(dataset.getLocalCopy({ signal })).rejects.toThrow("enough");
});
