import { join } from "node:path";
import { folderWith } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { Dataset } from "./dataset.ts";
import { DatasetFileError } from "./errors.ts";
import { contentOf } from "./folder-content.fixture.ts";
import { liveConnection } from "./live-connection.fixture.ts";
import {
  createAndPublishDataset,
  createDataset,
  createIncrementalDataset,
  downloadDataset,
  uploadDataset,
} from "./shortcuts.ts";

const survey = { project: "Comfort", name: "survey" };

test("a dataset is made, uploaded, extended and downloaded in one call each", async () => {
  const { connection } = await liveConnection();
  const where = { connection };
  const folder = await folderWith({ "a.csv": "a", "b.csv": "b", "notes.txt": "n" });

  const open = await createDataset({ ...survey, files: { path: folder, wildcard: "*.csv" } }, where);
  expect(open.isFinal).toBe(false);
  const first = await uploadDataset(open);
  expect(first.isFinal).toBe(true);
  expect(await contentOf(await downloadDataset(survey, where))).toEqual({ "a.csv": "a", "b.csv": "b" });

  const files = [join(folder, "notes.txt"), { path: folder, wildcard: "a.csv", datasetPath: "again" }];
  const second = await createIncrementalDataset({ parent: survey, remove: "b.csv", files, tags: ["v2"] }, where);
  expect(second).toMatchObject({ ...survey, version: "1.0.1", parents: [first.id], tags: ["v2"], isFinal: true });
  const content = { "a.csv": "a", "again/a.csv": "a", "notes.txt": "n" };
  expect(await contentOf(await downloadDataset({ id: second.id }, where))).toEqual(content);

  const published = await createAndPublishDataset({ project: "Comfort", name: "other", files: folder }, where);
  expect(published.status).toBe("published");
});

test("a failure leaves a failed task and no dataset", async () => {
  const { connection } = await liveConnection();
  const where = { connection };
  const none = "/no/such/file.csv";
  await expect(createDataset({ ...survey, files: none }, where)).rejects.toThrow(DatasetFileError);
  await expect(createAndPublishDataset({ ...survey, files: none }, where)).rejects.toThrow(DatasetFileError);
  const good = await uploadDataset(await createDataset({ ...survey, files: await folderWith({ a: "a" }) }, where));
  await expect(createIncrementalDataset({ parent: good, files: none }, where)).rejects.toThrow(DatasetFileError);

  const statuses: string[] = [];
  for await (const { status } of Dataset.list({ ...survey, includeOpen: true }, where)) {
    statuses.push(status);
  }
  expect(statuses.sort()).toEqual(["completed", "failed", "failed", "failed"]);
  expect((await Dataset.get(survey, where)).id).toBe(good.id);
});
