import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputModel, Model, OutputModel, registerModel } from "@clearml-ts/models";
import { Task } from "@clearml-ts/tasks";
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

const getModel = (id: string) => Model.get({ id }, both);

describe("models", () => {
  describe(pythonToTypeScript, () => {
    let ids: Record<"task" | "model" | "package" | "imported" | "shelved", string>;

    beforeAll(async () => {
      ids = await both.python.run("models/write_models.py");
    });

    test("output model", async () => {
      const model = await getModel(ids.model);
      expect(model.record).toMatchObject({
        name: "comfort",
        framework: "ScikitLearn",
        labels: { cold: 0, warm: 1 },
        task: ids.task,
        tags: ["interop"],
      });
      expect(model.design).toContain("trees = 3");
      expect(await readFile(await model.getLocalCopy())).toEqual(
        Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
      );
    });

    test("metadata", async () => {
      expect((await getModel(ids.model)).metadata).toEqual({ dataset: "abc", R2: 0.5 });
    });

    test("metrics", async () => {
      const { last_metrics = {} } = (await getModel(ids.model)).record;
      const values = Object.values(last_metrics).flatMap((variants) => Object.values(variants));
      expect(values).toContainEqual(expect.objectContaining({ metric: "fit", variant: "r2", value: 0.5 }));
    });

    test("package", async () => {
      const model = await getModel(ids.package);
      expect(model.published).toBe(true);
      expect(await readFolder(await model.getLocalCopy())).toEqual({ "graph.txt": "graph", "data.txt": "data" });
    });

    test("input model", async () => {
      const { input, output } = await Model.forTask(await Task.get({ id: ids.task }, both));
      expect(input.map(({ id }) => id)).toEqual([ids.imported]);
      expect(output.map(({ name }) => name).sort()).toEqual(["comfort", "package", "shelved"]);
      const imported = await InputModel.get({ id: ids.imported }, both);
      expect(imported.record).toMatchObject({
        name: "imported",
        framework: "ONNX",
        uri: "https://example.com/models/net.onnx",
      });
    });

    test("archive", async () => {
      expect((await getModel(ids.shelved)).archived).toBe(true);
    });
  });

  describe(typeScriptToPython, () => {
    type Models = Record<string, Record<string, unknown>>;
    let read: { output: Models; input: Models; asInput: Record<string, unknown>; found: string[] };
    let taskId: string;

    beforeAll(async () => {
      const { connection, python } = both;
      const weights = join(
        await writeFolder(join(both.python.home, "typescript", "models"), {
          "weights.bin": "weights",
          "old.bin": "old",
        }),
        "weights.bin",
      );
      const saved = await writeFolder(join(both.python.home, "typescript", "saved model"), {
        "graph.txt": "graph",
        "data.txt": "data",
      });
      await using task = await Task.init({ project, name: "models" }, { connection });
      taskId = task.id;
      await registerModel({
        task,
        name: "comfort",
        weights,
        framework: "ScikitLearn",
        labels: { cold: 0, warm: 1 },
        design: { trees: 3, features: ["ta", "rh"] },
        tags: ["interop"],
        metadata: { dataset: "abc", R2: 0.5 },
      });
      await registerModel({ task, name: "package", weights: saved, publish: true });
      const shelved = OutputModel.create({ task, name: "shelved" });
      await shelved.updateWeights(join(weights, "..", "old.bin"));
      await shelved.archive();
      for (const name of ["ridge", "network"]) {
        const metadata = { none: null, empty: "", negative: -0.5 };
        await registerModel({ task, name, weights: Buffer.from(name), targetName: "model.bin", metadata });
      }
      const elsewhere = "https://example.com/models/net.onnx";
      const imported = await registerModel({ task, name: "imported", weights: { url: elsewhere }, framework: "ONNX" });
      await task.addModel({ name: "starting point", model: imported.id, type: "input" });
      await task.complete();
      read = await python.run("models/read_models.py", task.id);
    });

    test("output model", () => {
      expect(read.output["weights"]).toMatchObject({
        name: "comfort",
        framework: "ScikitLearn",
        labels: { cold: 0, warm: 1 },
        config: { trees: 3, features: ["ta", "rh"] },
        tags: ["interop"],
        task: taskId,
        weights: hex("weights"),
      });
      expect(read.asInput).toEqual(read.output["weights"]);
      expect(read.found).toEqual(["comfort"]);
    });

    test("metadata", () => {
      expect(read.output["weights"]?.["metadata"]).toEqual({ dataset: "abc", R2: 0.5 });
    });

    test("package", () => {
      const [model] = Object.values(read.output).filter(({ name }) => name === "package");
      expect(model).toMatchObject({ published: true, weights: { "graph.txt": hex("graph"), "data.txt": hex("data") } });
    });

    test("models whose files have one name", () => {
      expect(read.output["model"]).toMatchObject({ name: "ridge", weights: hex("ridge") });
      expect(read.output["model-2"]).toMatchObject({ name: "network", weights: hex("network") });
      expect(Object.values(read.output).map(({ name }) => name)).toEqual([
        "comfort",
        "package",
        "shelved",
        "ridge",
        "network",
        "imported",
      ]);
    });

    test("metadata of null and of no text", () => {
      expect(read.output["model"]?.["metadata"]).toEqual({ none: null, empty: "", negative: -0.5 });
    });

    test("input model", () => {
      const weights = "https://example.com/models/net.onnx";
      expect(read.input["starting point"]).toMatchObject({ name: "imported", framework: "ONNX", weights });
    });

    test("archive", () => {
      expect(read.output["old"]).toMatchObject({ name: "shelved", archived: true });
    });
  });
});

const hex = (text: string) => Buffer.from(text).toString("hex");
