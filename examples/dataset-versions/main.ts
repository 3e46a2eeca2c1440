import assert from "node:assert/strict";
import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAndPublishDataset, createIncrementalDataset, Dataset } from "clearml-ts";

// Two versions of one dataset: the second holds only the files that were added, and reads as if it held all of them.
const folder = await mkdtemp(join(tmpdir(), "votes-"));
await writeFile(join(folder, "january.csv"), "room,vote\nnorth,-1\n");
const about = { project: "Examples", name: "votes" };
const first = await createAndPublishDataset({ ...about, files: folder });

await writeFile(join(folder, "february.csv"), "room,vote\nsouth,2\n");
const second = await createIncrementalDataset({ parent: first, files: join(folder, "february.csv") });
assert.notEqual(second.id, first.id);

// The newest version, as Python's Dataset.get(dataset_project="Examples", dataset_name="votes") finds it.
const newest = await Dataset.get(about);
assert.equal(newest.id, second.id);
assert.deepEqual((await newest.listFiles()).sort(), ["february.csv", "january.csv"]);
assert.deepEqual((await readdir(await newest.getLocalCopy())).sort(), ["february.csv", "january.csv"]);

const { version } = newest;
console.log(`${about.name} ${version} has ${(await newest.listFiles()).length} files.`);
