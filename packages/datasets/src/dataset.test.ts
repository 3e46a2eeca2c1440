import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { Dataset } from "./dataset.ts";
import { DatasetFileError, DatasetNotFoundError, DatasetStateError, InvalidDatasetError } from "./errors.ts";
import { liveConnection } from "./live-connection.fixture.ts";
import { folderWith } from "./temporary-folder.fixture.ts";

const survey = { project: "Comfort", name: "survey" };

/** Content of all files below a folder, by their paths. */
async function contentOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (path) => [path.slice(folder.length + 1), await readFile(path, "utf8")]),
  );
  return Object.fromEntries(texts);
}

test("a dataset gives back the files that were put in, from another machine", async () => {
  const { server, connection } = await liveConnection();
  const files = { "votes.csv": "vote\n1\n", "rooms/north.csv": "room\nn\n", "empty.txt": "", "ação °C.txt": "olá" };
  const folder = await folderWith(files);

  await using dataset = await Dataset.create({ ...survey, tags: ["raw"], description: "Votes" }, { connection });
  expect(await dataset.addFiles(folder)).toEqual({ added: 4, modified: 0 });
  await dataset.upload();
  await dataset.finalize();
  await rm(folder, { recursive: true });

  const elsewhere = await liveConnection({ server });
  const found = await Dataset.get(survey, elsewhere);
  expect(found.id).toBe(dataset.id);
  expect(found).toMatchObject({ project: "Comfort", name: "survey", version: "1.0.0", parents: [], tags: ["raw"] });
  expect(found.listFiles()).toEqual(Object.keys(files).sort());
  expect(await contentOf(await found.getLocalCopy())).toEqual(files);
  expect(found.task.record.comment).toBe("Votes");
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
