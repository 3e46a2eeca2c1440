import { join } from "node:path";
import { sha256 } from "@clearml-ts/archive";
import { createIncrementalDataset, Dataset } from "@clearml-ts/datasets";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";
import { readFolder, writeFolder } from "../../fixtures/folder.ts";

let both: BothLanguages;

beforeAll(async () => {
  both = await bothLanguages();
});

afterAll(() => both[Symbol.asyncDispose]());

const project = "interop/from typescript";

const getDataset = (id: string) => Dataset.get({ id }, both);

describe("datasets", () => {
  describe(pythonToTypeScript, () => {
    let ids: Record<"first" | "second" | "squashed", string>;
    let second: Dataset;

    beforeAll(async () => {
      ids = await both.python.run("datasets/write_dataset.py");
      second = await getDataset(ids.second);
    });

    test("create, add, upload, finalize", async () => {
      const { name, project, version, isFinal } = second;
      expect({ name, project, version, isFinal }).toEqual({
        name: "survey",
        project: "interop/from python",
        version: "2.0.0",
        isFinal: true,
      });
      expect(second.listFiles()).toEqual(["changed.txt", "deep/added.txt", "kept.txt"]);
      const { record } = (await getDataset(ids.first)).task;
      expect(record).toMatchObject({ tags: ["interop"], status: "completed", comment: "the first version" });
    });

    test("local copy", async () => {
      expect(await readFolder(await second.getLocalCopy())).toEqual({
        "changed.txt": "after",
        "deep/added.txt": "added",
        "kept.txt": "kept",
      });
    });

    test("child: added, changed and removed files", async () => {
      expect(await second.changes()).toMatchObject({ added: 1, modified: 1, removed: 1 });
    });

    test("lineage", () => {
      expect(second.parents).toEqual([ids.first]);
    });

    test("publish", () => {
      expect(second.status).toBe("published");
    });

    test("metadata", async () => {
      expect(await (await getDataset(ids.first)).getMetadata()).toEqual({ rows: 3 });
    });

    test("list", async () => {
      const versions: (string | undefined)[] = [];
      const survey = { project: "interop/from python", name: "survey" };
      for await (const { version } of Dataset.list(survey, both)) {
        versions.push(version);
      }
      expect(versions.sort()).toEqual(["1.0.0", "2.0.0"]);
    });

    test("squash", async () => {
      const squashed = await getDataset(ids.squashed);
      expect(squashed.listFiles()).toEqual(second.listFiles());
      expect(await readFolder(await squashed.getLocalCopy())).toMatchObject({ "changed.txt": "after" });
    });
  });

  describe(typeScriptToPython, () => {
    let first: Dataset;
    let second: Dataset;
    let read: Record<string, unknown>;
    const about = { project, name: "survey" };

    beforeAll(async () => {
      const { connection, python } = both;
      const before = await writeFolder(join(both.python.home, "typescript", "before"), {
        "first.txt": "first",
        "sub/changed.txt": "before",
        "sub/gone ção.txt": "gone",
      });
      const after = await writeFolder(join(both.python.home, "typescript", "after"), {
        "sub/changed.txt": "after",
        "deep/added.txt": "added",
      });
      first = await Dataset.create({ ...about, tags: ["interop"], description: "the first version" }, { connection });
      await first.addFiles(before);
      await first.upload();
      await first.finalize();
      second = await Dataset.create({ ...about, version: "2.0.0", parents: [first] }, { connection });
      await second.addFiles(after);
      await second.removeFiles("sub/gone*");
      await second.setMetadata({ rows: 3 });
      await second.upload();
      await second.finalize();
      await second.publish();
      read = await python.run("datasets/read_dataset.py", second.id);
    });

    test("create, add, upload, finalize", () => {
      expect(read).toMatchObject({ name: "survey", project, version: "2.0.0", final: true, byName: second.id });
      expect(read["listed"]).toEqual(["deep/added.txt", "first.txt", "sub/changed.txt"]);
    });

    test("local copy", () => {
      expect(read["files"]).toEqual({
        "deep/added.txt": sha256("added"),
        "first.txt": sha256("first"),
        "sub/changed.txt": sha256("after"),
      });
      expect(read["unhealthy"]).toEqual([]);
    });

    test("child: added, changed and removed files", () => {
      expect(read).toMatchObject({
        added: ["deep/added.txt"],
        modified: ["sub/changed.txt"],
        removed: ["sub/gone ção.txt"],
      });
    });

    test("lineage", () => {
      expect(read["graph"]).toEqual({ [first.id]: [], [second.id]: [first.id] });
    });

    test("publish", () => {
      expect(read["status"]).toBe("published");
    });

    test("metadata", () => {
      expect(read["metadata"]).toEqual({ rows: 3 });
    });

    test("list", () => {
      expect(read["versions"]).toEqual(["1.0.0", "2.0.0"]);
    });

    test("a child made by the other side", async () => {
      const { connection, python } = both;
      const child = await Dataset.get({ id: await python.run("datasets/write_child.py", second.id) }, { connection });
      expect(child.version).toBe("2.0.1");
      expect(child.parents).toEqual([second.id]);
      expect(child.listFiles()).toEqual(["deep/added.txt", "from-python.txt", "sub/changed.txt"]);
      expect(await readFolder(await child.getLocalCopy())).toEqual({
        "deep/added.txt": "added",
        "from-python.txt": "added by python",
        "sub/changed.txt": "after",
      });
      const files = await writeFolder(join(both.python.home, "typescript", "grandchild"), {
        "first.txt": "of the grandchild",
      });
      const grandchild = await createIncrementalDataset({ parent: child, files }, { connection });
      const again = await python.run<{ files: object }>("datasets/read_dataset.py", grandchild.id);
      expect(again.files).toMatchObject({
        "first.txt": sha256("of the grandchild"),
        "from-python.txt": sha256("added by python"),
      });
    });
  });
});
