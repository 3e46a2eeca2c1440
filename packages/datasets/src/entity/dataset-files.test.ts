import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folderWith } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { Dataset } from "../dataset.ts";
import { DatasetFileError, InvalidDatasetError } from "../errors.ts";
import { finalized } from "../finalized.fixture.ts";
import { contentOf } from "../folder-content.fixture.ts";
import { liveConnection } from "../live-connection.fixture.ts";

const survey = { project: "Comfort", name: "survey" };

test("a folder is synced: new files are added, others replaced, and those that are gone removed", async () => {
  const { server, connection } = await liveConnection();
  const folder = await folderWith({ "kept.txt": "kept", "changed.txt": "before", "deep/gone.txt": "gone" });
  await using first = await Dataset.create(survey, { connection });
  expect(await first.syncFolder(folder)).toEqual({ removed: 0, added: 3, modified: 0 });
  await first.finalize({ autoUpload: true });

  await writeFile(join(folder, "changed.txt"), "after");
  await writeFile(join(folder, "added.txt"), "added");
  await rm(join(folder, "deep"), { recursive: true });
  await using second = await Dataset.create({ ...survey, parents: [first] }, { connection });
  expect(await second.syncFolder(folder)).toEqual({ removed: 1, added: 1, modified: 1 });
  expect(await second.syncFolder(folder)).toEqual({ removed: 0, added: 0, modified: 0 });
  await second.finalize({ autoUpload: true });
  expect(await second.listAddedFiles()).toEqual(["added.txt"]);
  expect(await second.listModifiedFiles()).toEqual(["changed.txt"]);
  expect(await second.listRemovedFiles()).toEqual(["deep/gone.txt"]);
  expect(await first.listRemovedFiles(second.id)).toEqual(["added.txt"]);

  const found = await Dataset.get({ id: second.id }, await liveConnection({ server }));
  expect(await contentOf(await found.getLocalCopy())).toEqual({
    "added.txt": "added",
    "changed.txt": "after",
    "kept.txt": "kept",
  });
});

test("a folder of the dataset is synced, and nothing around it", async () => {
  const { connection } = await liveConnection();
  const first = await finalized(connection, { "top.txt": "t", "in/a.txt": "a", "in/b.txt": "b", "inside.txt": "i" });
  await using second = await Dataset.create({ ...survey, parents: [first] }, { connection });
  const counts = await second.syncFolder(await folderWith({ "b.txt": "b", "c.txt": "c" }), { datasetPath: "/in/" });
  expect(counts).toEqual({ removed: 1, added: 1, modified: 0 });
  expect(second.listFiles()).toEqual(["in/b.txt", "in/c.txt", "inside.txt", "top.txt"]);
  expect(await second.syncFolder(await folderWith({}))).toEqual({ removed: 4, added: 0, modified: 0 });
});

test("a file that was renamed sends nothing when its content is referred to", async () => {
  const { server, connection } = await liveConnection();
  const folder = await folderWith({ "old.txt": "the same", "other.txt": "other" });
  await using first = await Dataset.create(survey, { connection });
  await first.addFiles(folder);
  await first.upload();
  await first.finalize();
  await rename(join(folder, "old.txt"), join(folder, "new name.txt"));
  await using second = await Dataset.create({ ...survey, parents: [first] }, { connection });
  expect(await second.syncFolder(folder, { deduplicate: true })).toEqual({ removed: 1, added: 1, modified: 0 });
  expect(second.isDirty).toBe(false);
  await second.finalize();
  expect([...second.task.artifacts.keys()]).toEqual(["state"]);
  const found = await Dataset.get({ id: second.id }, await liveConnection({ server }));
  expect(await contentOf(await found.getLocalCopy())).toEqual({ "new name.txt": "the same", "other.txt": "other" });
});

test("files of other stores are linked, one by one and by folders, and removed by their addresses", async () => {
  const { connection } = await liveConnection();
  const near = await folderWith({ "one.csv": "1", "sub/two.csv": "22", "three.txt": "333" });
  const far = await connection.storage.upload("far away", `${connection.config.filesServer}/outside/far.csv`);
  await using dataset = await Dataset.create(survey, { connection });
  expect(await dataset.addExternalFiles(`file://${near}`, { wildcard: "*.csv", datasetPath: "near" })).toEqual({
    added: 2,
    modified: 0,
  });
  const more = [far, join(near, "three.txt")];
  expect(await dataset.addExternalFiles(more, { datasetPath: ["far", ""] })).toEqual({ added: 2, modified: 0 });
  expect(await dataset.addExternalFiles(more, { datasetPath: ["far", ""] })).toEqual({ added: 0, modified: 0 });
  expect(dataset.tags).toEqual(["external files"]);
  expect(dataset.listFiles()).toEqual(["far/far.csv", "near/one.csv", "near/sub/two.csv", "three.txt"]);
  expect(dataset.links.get("near/sub/two.csv")).toMatchObject({ link: `file://${near}/sub/two.csv`, size: 2 });
  expect(dataset.totalSize).toBe(1 + 2 + 3 + 8);

  expect(await dataset.removeFiles(far)).toBe(1);
  await dataset.finalize();
  expect(await contentOf(await dataset.getLocalCopy())).toEqual({
    "near/one.csv": "1",
    "near/sub/two.csv": "22",
    "three.txt": "333",
  });
});

test("an address without anything behind it is refused, and so are places that do not fit", async () => {
  const { connection } = await liveConnection();
  await using dataset = await Dataset.create(survey, { connection });
  const nothing = `${connection.config.filesServer}/outside/nothing.csv`;
  await expect(dataset.addExternalFiles(nothing)).rejects.toThrow(DatasetFileError);
  await expect(dataset.addExternalFiles("/no/such/folder")).rejects.toThrow("/no/such/folder");
  const places = dataset.addExternalFiles([nothing, nothing], { datasetPath: ["one"] });
  await expect(places).rejects.toThrow(InvalidDatasetError);
});

test("places are relative to a folder that is named", async () => {
  const { connection } = await liveConnection();
  const folder = await folderWith({ "deep/er/a.txt": "a" });
  await using dataset = await Dataset.create(survey, { connection });
  await dataset.addFiles(join(folder, "deep/er/a.txt"), { localBaseFolder: folder });
  await dataset.addFiles(join(folder, "deep/er"), { localBaseFolder: join(folder, "deep"), datasetPath: "x" });
  expect(dataset.listFiles()).toEqual(["deep/er/a.txt", "x/er/a.txt"]);
  const outside = dataset.addFiles(join(folder, "deep"), { localBaseFolder: await folderWith({}) });
  await expect(outside).rejects.toThrow(DatasetFileError);
});

test("what was added is written down when the version is closed, for another process to go on", async () => {
  const { server, connection } = await liveConnection();
  const folder = await folderWith({ "a.txt": "a", "b.txt": "b" });
  const dataset = await Dataset.create(survey, { connection });
  await Promise.all(["a.txt", "b.txt"].map((name) => dataset.addFiles(join(folder, name))));
  await dataset.close();
  const elsewhere = await liveConnection({ server });
  const found = await Dataset.get({ id: dataset.id }, elsewhere);
  expect(found.isDirty).toBe(true);
  await found.upload();
  await found.finalize();
  expect(await contentOf(await found.getLocalCopy())).toEqual({ "a.txt": "a", "b.txt": "b" });
});
