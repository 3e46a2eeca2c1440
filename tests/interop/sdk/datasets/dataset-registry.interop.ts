import { Dataset } from "@clearml-ts/datasets";
import { Task, TaskNotFoundError } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript } from "../../fixtures/directions.ts";

interface Written {
  ids: Record<Version, string>;
  seen: Seen;
}

interface Seen {
  listed: Record<string, string[]>;
  archived: string[][];
  got: Record<"latest" | "published" | "by tag" | "by version", string>;
  notThere: string;
  openDraft: string;
  renamed: string;
  moved: string;
  gone: string[];
  goneFiles: string[];
  versionsLeft: string[];
}

type Version = "first" | "second" | "leap" | "unfinished" | "created" | "user" | "copy" | "renamed" | "moved";

const project = "interop/from python/registry";

/** How versions of datasets are named, found, changed and deleted. */
describe("datasets", () => {
  let both: BothLanguages;
  let ids: Record<Version, string>;
  let seen: Seen;

  const getDataset = (version: Version) => Dataset.get({ id: ids[version] }, both);

  beforeAll(async () => {
    both = await bothLanguages();
    ({ ids, seen } = await both.python.run<Written>("datasets/write_dataset_registry.py"));
  });

  afterAll(() => both[Symbol.asyncDispose]());

  describe(pythonToTypeScript, () => {
    test("next version by itself", async () => {
      const versions = (["first", "second", "leap", "copy"] as const).map(async (name) => {
        return (await getDataset(name)).version;
      });
      expect(await Promise.all(versions)).toEqual(["1.0.0", "1.0.1", "3.1.4", "3.1.5"]);
    });

    test("description", async () => {
      expect((await getDataset("first")).task.record.comment).toBe("of two years");
    });

    test.each([
      ["all", ["weather 1.0.0", "weather 1.0.1", "weather 3.1.4"]],
      ["open too", ["weather (draft) 1.0.0", "weather 1.0.0", "weather 1.0.1", "weather 3.1.4"]],
      ["of one project only", ["weather 1.0.0", "weather 1.0.1", "weather 3.1.4"]],
      ["by part of the name", ["weather (draft) 1.0.0", "weather 1.0.0", "weather 1.0.1", "weather 3.1.4"]],
      ["by pattern", ["weather (draft) 1.0.0"]],
      ["by tag", ["weather 1.0.1", "weather 3.1.4"]],
      ["by two tags", ["weather 1.0.1"]],
      ["without a tag", ["weather 3.1.4"]],
      ["by id", ["weather 1.0.1"]],
    ])("list: %s", (filter, expected) => {
      expect(seen.listed[filter]).toEqual(expected);
    });

    test("list: archived", () => {
      expect(seen.archived).toEqual([["old name 1.0.0"], []]);
    });

    test("get: latest, published, by tag, by version", () => {
      expect(seen.got).toEqual({ latest: "3.1.4", published: "1.0.0", "by tag": "1.0.1", "by version": "1.0.1" });
    });

    test("get: what is not there", async () => {
      expect(seen.notThere).toContain("Could not find Dataset");
      expect(seen.openDraft).toContain("Could not find Dataset");
      expect((await getDataset("unfinished")).status).toBe("in_progress");
    });

    test("get: created where it is missing", async () => {
      expect(await getDataset("created")).toMatchObject({ name: "climate", project, version: "1.0.0", isFinal: false });
    });

    test("get: writable copy", async () => {
      const copy = await getDataset("copy");
      expect(copy).toMatchObject({ name: "weather", parents: [ids.second], isFinal: true });
      expect(copy.listFiles()).toEqual([]);
      expect(await copy.getMetadata()).toEqual({ station: [1, 2] });
    });

    test("get: alias on the task that uses it", async () => {
      const user = await Task.get({ id: ids.user }, both);
      expect(user.getParameter("Datasets/the weather")).toBe(ids.second);
      expect(user.record.runtime).toMatchObject({ datasets: [ids.second] });
    });

    test("reports of a dataset", async () => {
      const { task } = await getDataset("copy");
      expect((await task.getReportedScalars())["rows"]).toEqual({ kept: { x: [0], y: [12] } });
      expect(await task.getReportedSingleValues()).toEqual({ years: 2 });
      const tables = (await task.getReportedPlots()).filter(({ metric }) => metric === "sample");
      expect(tables.map(({ variant }) => variant)).toEqual(["head"]);
    });

    test("rename", async () => {
      expect(seen.renamed).toBe("new name");
      expect((await getDataset("renamed")).name).toBe("new name");
    });

    test("move to another project", async () => {
      expect(seen.moved).toBe(ids.moved);
      expect(await getDataset("moved")).toMatchObject({ name: "traveller", project: `${project}/elsewhere` });
    });

    test("delete one version, and a whole dataset", async () => {
      expect(seen.versionsLeft).toEqual(["gone 2.0.0"]);
      expect(seen.gone).toHaveLength(2);
      for (const id of seen.gone) {
        await expect(Task.get({ id }, both)).rejects.toThrow(TaskNotFoundError);
      }
    });

    test("delete frees the files", async () => {
      expect(seen.goneFiles).toHaveLength(4);
      const there = seen.goneFiles.map((url) => both.connection.storage.exists(url));
      expect(await Promise.all(there)).toEqual(seen.goneFiles.map(() => false));
    });
  });
});
