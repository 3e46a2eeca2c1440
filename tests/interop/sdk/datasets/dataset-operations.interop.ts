import { randomBytes } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "@clearml-ts/archive";
import { Dataset } from "@clearml-ts/datasets";
import { withTask } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { typeScriptToPython } from "../../fixtures/directions.ts";
import { writeFolder } from "../../fixtures/folder.ts";

interface Read {
  files: Record<string, string>;
  unhealthy: string[];
  listed: string[];
  graph: Record<string, string[]>;
  chunks: number;
  added: string[];
  removed: string[];
  modified: string[];
}

const project = "interop/from typescript/operations";

/** Every operation on a dataset, as the Python SDK sees what came of it. */
describe("datasets", () => {
  let both: BothLanguages;

  beforeAll(async () => {
    both = await bothLanguages();
  });

  afterAll(() => both[Symbol.asyncDispose]());

  const read = (dataset: Dataset) => both.python.run<Read>("datasets/read_dataset.py", dataset.id);
  const folder = (name: string, files: Record<string, string>) =>
    writeFolder(join(both.python.home, "typescript", name), files);
  const hashes = (files: Record<string, string>) =>
    Object.fromEntries(Object.entries(files).map(([name, content]) => [name, sha256(content)]));

  async function finalized(name: string, files: Record<string, string>, parents: Dataset[] = []) {
    const dataset = await Dataset.create({ project, name, parents }, both);
    await dataset.addFiles(await folder(`${name} ${dataset.id}`, files));
    await dataset.upload();
    await dataset.finalize();
    return dataset;
  }

  describe(typeScriptToPython, () => {
    test("sync with a folder", async () => {
      const source = await folder("synced", { "kept.txt": "kept", "changed.txt": "before", "deep/gone.txt": "gone" });
      const first = await Dataset.create({ project, name: "synced" }, both);
      await first.syncFolder(source);
      await first.finalize({ autoUpload: true });
      await writeFile(join(source, "changed.txt"), "after");
      await writeFile(join(source, "added.txt"), "added");
      await rm(join(source, "deep"), { recursive: true });
      const second = await Dataset.create({ project, name: "synced", parents: [first] }, both);
      await second.syncFolder(source);
      await second.finalize({ autoUpload: true });
      expect(await read(second)).toMatchObject({
        files: hashes({ "kept.txt": "kept", "changed.txt": "after", "added.txt": "added" }),
        added: ["added.txt"],
        removed: ["deep/gone.txt"],
        modified: ["changed.txt"],
        unhealthy: [],
      });
    });

    test("external files: of this machine", async () => {
      const near = await folder("near", { "one.csv": "1", "sub/two.csv": "22", "three.txt": "333" });
      const dataset = await Dataset.create({ project, name: "linked" }, both);
      await dataset.addExternalFiles(`file://${near}`, { wildcard: "*.csv", datasetPath: "near" });
      await dataset.addFiles(join(near, "three.txt"));
      await dataset.finalize({ autoUpload: true });
      const files = { "near/one.csv": "1", "near/sub/two.csv": "22", "three.txt": "333" };
      expect(await read(dataset)).toMatchObject({ files: hashes(files), listed: Object.keys(files) });
    });

    test("external files: uploaded one by one", async () => {
      const store = await folder("store", {});
      const dataset = await Dataset.create({ project, name: "objects" }, both);
      const files = { "a.txt": "a", "sub/b.txt": "b" };
      await dataset.addFiles(await folder("objects", files));
      await dataset.upload({ outputUrl: `file://${store}`, uploadAsExternalLinks: true });
      await dataset.finalize();
      expect((await read(dataset)).files).toEqual(hashes(files));
    });

    test("squash one version, and several", async () => {
      const base = await finalized("base", { "a.txt": "a", "b.txt": "b" });
      const child = await finalized("child", { "b.txt": "better" }, [base]);
      const other = await finalized("other", { "c.txt": "c" });
      const alone = await Dataset.squash([child], { name: "alone" }, both);
      const files = { "a.txt": "a", "b.txt": "better" };
      expect(await read(alone)).toMatchObject({ files: hashes(files), graph: { [alone.id]: [] }, unhealthy: [] });
      const several = await Dataset.squash([base, child, other], { name: "several" }, both);
      expect((await read(several)).files).toEqual(hashes({ ...files, "c.txt": "c" }));
    });

    test("parts of several archives", async () => {
      const names = ["a.bin", "b.bin", "c.bin"];
      const noise = Object.fromEntries(names.map((name) => [name, randomBytes(900_000).toString("latin1")]));
      const dataset = await Dataset.create({ project, name: "chunked" }, both);
      await dataset.addFiles(await folder("chunked", noise));
      await dataset.upload({ chunkSize: 1 });
      await dataset.finalize();
      expect(await read(dataset)).toMatchObject({ files: hashes(noise), chunks: 3, unhealthy: [] });
      const parts = await both.python.run<string[][]>("datasets/read_dataset_parts.py", dataset.id);
      expect(parts.flat().sort()).toEqual(names);
      const own = await Promise.all(parts.map(async (_, part) => await dataset.getLocalCopy({ part })));
      expect(own).toHaveLength(parts.length);
    });

    test("an upload that the other side goes on with", async () => {
      const dataset = await Dataset.create({ project, name: "handed over" }, both);
      await dataset.addFiles(await folder("handed over", { "a.txt": "a" }));
      await dataset.upload();
      await dataset.addFiles(await folder("handed over too", { "b.txt": "b" }));
      await dataset.close();
      await both.python.run("datasets/finish_dataset.py", dataset.id);
      const files = { "a.txt": "a", "b.txt": "b" };
      expect((await read(await Dataset.get({ id: dataset.id }, both))).files).toEqual(hashes(files));
    });

    test("rename, move, and find by the new name", async () => {
      const dataset = await finalized("old name", { "a.txt": "a" });
      await Dataset.rename({ project, name: "old name" }, "new name", both);
      await Dataset.moveToProject({ project, name: "new name" }, `${project}/moved`, both);
      const found = await both.python.run("datasets/find_dataset.py", `${project}/moved`, "new name");
      expect(found).toEqual({ id: dataset.id, name: "new name", project: `${project}/moved` });
    });

    test("delete one version", async () => {
      const dataset = await finalized("unwanted", { "a.txt": "a" });
      await Dataset.delete({ id: dataset.id }, {}, both);
      expect(await both.python.run("datasets/find_dataset.py", project, "unwanted")).toBeNull();
    });

    test("the task that uses a dataset", async () => {
      const dataset = await finalized("used", { "a.txt": "a" });
      const user = await withTask(
        { project, name: "user", console: false },
        async (task) => {
          await Dataset.get({ id: dataset.id, alias: "the data" }, both);
          return task;
        },
        both,
      );
      const task = await both.python.run<{ parameters: object; runtime: object }>(
        "datasets/read_used_datasets.py",
        user.id,
      );
      expect(task.parameters).toMatchObject({ "Datasets/the data": dataset.id });
      expect(task.runtime).toMatchObject({ datasets: [dataset.id], "orig_datasets.used/1.0.0": dataset.id });
    });
  });
});
