import { readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { folderWith, temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { liveConnection } from "../live-connection.fixture.ts";
import { Task } from "../task/task.ts";

const HOSTILE_NAMES = ["../../victim", "..", ".", "/etc/victim", "..\\..\\victim", "nul", "C:\\victim"];

/** Paths of all files below a folder. */
async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

test.each(HOSTILE_NAMES)("a project, task and artifact called %j stay below a store that is a folder", async (name) => {
  const { connection } = await liveConnection();
  const top = await temporaryFolder();
  const share = join(top, "a", "b", "share");
  const project = "hostile";
  await using task = await Task.init({ project, name: `${name}/../x`, outputUri: `file://${share}` }, { connection });
  // As if the server had called the project so: its own rules may forbid it.
  Object.defineProperty(task.project, "name", { value: `${name}/${name}/${name}`, configurable: true });

  const artifact = await task.uploadArtifact(name, { json: { rows: 3 } });

  const files = await filesBelow(top);
  expect(files.length).toBe(1);
  expect(files.filter((file) => !file.startsWith("a/b/share/"))).toEqual([]);
  expect(await artifact.get()).toEqual({ rows: 3 });
});

test.each(HOSTILE_NAMES)("an archive that a server calls %j is unpacked inside the cache", async (name) => {
  const { connection, cacheDir } = await liveConnection();
  await using task = await Task.init({ project: "hostile", name: "archive" }, { connection });
  const artifact = await task.uploadArtifact(name, { path: await folderWith({ "a.txt": "a" }) });

  const folder = await artifact.getLocalCopy();

  expect(dirname(folder)).toBe(join(cacheDir, "storage_manager", "global"));
  expect(await filesBelow(folder)).toEqual(["a.txt"]);
});
