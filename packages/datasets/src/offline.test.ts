import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Task } from "@clearml-ts/tasks";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { afterEach, expect, test, vi } from "vitest";
import { Dataset } from "./dataset.ts";
import { DatasetFileError, DatasetStateError, InvalidDatasetError } from "./errors.ts";
import { contentOf } from "./folder-content.fixture.ts";
import { liveConnection } from "./live-connection.fixture.ts";

const field = { project: "Field", name: "survey" };

afterEach(() => {
  Task.setOffline(false);
  vi.unstubAllEnvs();
});

/** Makes a version as a program without a network would, and returns the folder of its session. */
async function madeOffline(files: string): Promise<string> {
  vi.stubEnv("CLEARML_CACHE_DIR", await temporaryFolder());
  Dataset.setOffline(true);
  await using dataset = await Dataset.create({ ...field, tags: ["outdoors"], description: "no reception" });
  await dataset.addFiles(files, { datasetPath: "raw" });
  await dataset.upload();
  await dataset.finalize();
  await expect(dataset.getLocalCopy()).rejects.toThrow(DatasetStateError);
  Dataset.setOffline(false);
  return dataset.getOfflineModeFolder() ?? "";
}

test("a version that was begun offline is uploaded and finalized when its session is imported", async () => {
  const session = await madeOffline(await folderWith({ "a.csv": "x\n1\n", "b.txt": "b" }));
  expect(existsSync(`${session}.zip`)).toBe(true);
  expect(Dataset.isOffline()).toBe(false);

  const { server, connection } = await liveConnection();
  const dataset = await Dataset.importOfflineSession(`${session}.zip`, { finalize: true }, { connection });
  expect(dataset).toMatchObject({ ...field, version: "1.0.0", status: "completed", tags: ["outdoors"] });
  expect(dataset.getOfflineModeFolder()).toBeUndefined();
  const elsewhere = await Dataset.get(field, await liveConnection({ server }));
  expect(elsewhere.id).toBe(dataset.id);
  expect(elsewhere.task.record.comment).toBe("no reception");
  expect(elsewhere.getDependencyGraph()).toEqual({ [dataset.id]: [] });
  expect(await contentOf(await elsewhere.getLocalCopy())).toEqual({ "raw/a.csv": "x\n1\n", "raw/b.txt": "b" });
  expect(await elsewhere.task.getReportedPlots()).toEqual(
    expect.arrayContaining([expect.objectContaining({ metric: "Tables" })]),
  );
});

test("a version is imported with its files waiting, and can be finalized later", async () => {
  const session = await madeOffline(await folderWith({ "a.csv": "a" }));
  const { connection } = await liveConnection();
  const dataset = await Dataset.importOfflineSession(session, { upload: false }, { connection });
  expect(dataset).toMatchObject({ status: "in_progress", isDirty: true });
  await dataset.finalize({ autoUpload: true });
  expect(await contentOf(await dataset.getLocalCopy())).toEqual({ "raw/a.csv": "a" });
});

test("a session whose files are gone, or which is not that of a dataset, is refused by name", async () => {
  const files = await folderWith({ "a.csv": "a", "b.csv": "b" });
  const session = await madeOffline(files);
  const { connection } = await liveConnection();
  await rm(join(files, "b.csv"));
  const gone = Dataset.importOfflineSession(session, {}, { connection });
  await expect(gone).rejects.toThrow(DatasetFileError);
  await expect(gone).rejects.toMatchObject({ path: join(files, "b.csv") });

  vi.stubEnv("CLEARML_CACHE_DIR", await temporaryFolder());
  Task.setOffline(true);
  const task = await Task.init({ project: "Field", name: "task", resourceMonitor: false });
  await task.close();
  Task.setOffline(false);
  const wrong = Dataset.importOfflineSession(task.getOfflineModeFolder() ?? "", {}, { connection });
  await expect(wrong).rejects.toThrow(InvalidDatasetError);
});
