import { readFile } from "node:fs/promises";
import { Model, ModelNotFoundError } from "@clearml-ts/models";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript } from "../../fixtures/directions.ts";
import { readFolder } from "../../fixtures/folder.ts";

type Name =
  | "forest"
  | "network"
  | "steps"
  | "ahead"
  | "registered"
  | "files"
  | "shelved"
  | "back"
  | "imported"
  | "removed"
  | "used";

interface Written {
  task: string;
  ids: Record<Name, string>;
  seen: {
    metadata: unknown[];
    deletedAfterUpload: boolean;
    found: Record<string, string[]>;
    sameAgain: boolean;
    loaded: (boolean | null)[];
    byName: boolean;
    removedUrls: Record<"removed" | "kept", string>;
    removes: boolean[];
    ofTask: Record<"input" | "output", string[]>;
  };
}

const kept = [
  "back from the archive",
  "forest",
  "in the background",
  "network (deeper)",
  "registered",
  "several files",
];

/** How models are described, found, taken in and removed. */
describe("models", () => {
  let both: BothLanguages;
  let ids: Written["ids"];
  let seen: Written["seen"];
  let taskId: string;

  const getModel = (name: Name) => Model.get({ id: ids[name] }, both);
  const weightsOf = async (name: Name) => readFile(await (await getModel(name)).getLocalCopy(), "utf8");

  beforeAll(async () => {
    both = await bothLanguages();
    ({ ids, seen, task: taskId } = await both.python.run<Written>("models/write_model_registry.py"));
  });

  afterAll(() => both[Symbol.asyncDispose]());

  describe(pythonToTypeScript, () => {
    test("describe at once", async () => {
      expect((await getModel("forest")).record).toMatchObject({
        name: "forest",
        framework: "XGBoost",
        labels: { no: 0 },
        tags: ["best", "tabular"],
        comment: expect.stringContaining("of trees"),
        ready: false,
      });
    });

    test("describe later, and publish", async () => {
      const network = await getModel("network");
      expect(network.record).toMatchObject({
        name: "network (deeper)",
        labels: { cat: 1 },
        tags: ["vision"],
        comment: "a comment that came later",
        ready: true,
      });
      expect(network.design).toContain("layers");
      expect(network.published).toBe(true);
    });

    test("metadata that is replaced", async () => {
      const metadata = { rows: 12, site: "Porto", ratio: 0.5 };
      expect(seen.metadata).toEqual(["12", 12, metadata]);
      expect((await getModel("forest")).metadata).toEqual(metadata);
    });

    test("weights of step after step", async () => {
      expect(await weightsOf("steps")).toBe("step 2");
    });

    test("upload in the background", async () => {
      expect(await weightsOf("ahead")).toBe("background");
      expect(seen.deletedAfterUpload).toBe(true);
    });

    test("registered by its address", async () => {
      expect((await getModel("registered")).record.uri).toBe("https://example.com/models/big.onnx");
    });

    test("package of chosen files", async () => {
      const folder = await (await getModel("files")).getLocalCopy();
      expect(await readFolder(folder)).toEqual({ "step-0.bin": "step 0", "step-1.bin": "step 1" });
    });

    test("archive and back", async () => {
      expect((await getModel("shelved")).archived).toBe(true);
      expect((await getModel("back")).archived).toBe(false);
    });

    test.each([
      ["all", [...kept, "steps"]],
      ["archived too", ["shelved"]],
      ["by name", ["network (deeper)"]],
      ["by tag", ["forest"]],
      ["by all of the tags", ["forest"]],
      ["without a tag", ["network (deeper)"]],
      ["published", ["network (deeper)"]],
      ["by metadata", ["forest"]],
      ["by metadata that was replaced", []],
      ["the newest", ["back from the archive"]],
    ])("find: %s", (question, expected) => {
      expect(seen.found[question]).toEqual(expected);
    });

    test("import, once for each address", async () => {
      expect(seen.sameAgain).toBe(true);
      expect((await getModel("imported")).record).toMatchObject({
        name: "imported",
        uri: "https://example.com/models/net.onnx",
        labels: { a: 1 },
        tags: ["found"],
        framework: "ONNX",
        ready: true,
      });
    });

    test("load by address, also one of the file server", () => {
      const [elsewhere, here, missing, archived, archivedToo] = seen.loaded;
      expect({ elsewhere, here, missing, archived, archivedToo }).toEqual({
        elsewhere: true,
        here: true,
        missing: null,
        archived: null,
        archivedToo: true,
      });
    });

    test("input model by name and by tag", async () => {
      expect(seen.byName).toBe(true);
      const { input } = await Model.forTask(await Task.get({ id: taskId }, both));
      expect(input.map(({ id }) => id)).toEqual([ids.imported]);
    });

    test("models of a task", () => {
      expect(seen.ofTask.input).toEqual(["imported"]);
      expect([...seen.ofTask.output].sort()).toEqual([...kept, "shelved", "steps"]);
    });

    test("remove, with and without the file", async () => {
      await expect(getModel("removed")).rejects.toThrow(ModelNotFoundError);
      const { storage } = both.connection;
      expect(await storage.exists(seen.removedUrls.removed)).toBe(false);
      expect(await storage.exists(seen.removedUrls.kept)).toBe(true);
    });

    test("remove what a task uses, by force only", async () => {
      const [withFile, withoutFile, used, usedByForce, gone] = seen.removes;
      expect({ withFile, withoutFile, used, usedByForce, gone }).toEqual({
        withFile: true,
        withoutFile: true,
        used: false,
        usedByForce: true,
        gone: false,
      });
      await expect(getModel("used")).rejects.toThrow(ModelNotFoundError);
    });
  });
});
