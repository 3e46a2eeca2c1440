import { join } from "node:path";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";
import { writeFolder } from "../../fixtures/folder.ts";

let both: BothLanguages;

beforeAll(async () => {
  both = await bothLanguages();
});

afterAll(() => both[Symbol.asyncDispose]());

const project = "interop/from typescript";

describe("task", () => {
  describe(pythonToTypeScript, () => {
    let task: Task;

    beforeAll(async () => {
      task = await Task.get({ id: await both.python.run<string>("tasks/write_task.py") }, both);
    });

    test("init", () => {
      expect(task.record).toMatchObject({ name: "parameters", type: "data_processing", status: "completed" });
      expect(task.project.name).toBe("interop/from python");
      const { script } = task.record;
      expect(script).toMatchObject({ entry_point: "write_task.py", binary: expect.stringContaining("python") });
      expect(script?.diff).toContain("Task.init(");
      expect(script?.requirements?.["pip"]).toMatch(/^clearml == /m);
    });

    test("parameters of every type", () => {
      expect(task.getParameters()).toMatchObject({
        "General/whole": 7,
        "General/fraction": 1e-5,
        "General/huge": 1e22,
        "General/yes": true,
        "General/no": false,
        "General/nothing": null,
        "General/empty": "",
        "General/text": "ação: 温度 = 21 °C",
        "General/list": [1, 2, 3],
        "General/mixed": [1, "two", 3],
        "General/tuple": [1, 2],
        "General/dict/inner": 1.5,
        "General/dict/deep/leaf": "x",
      });
    });

    test("parameters in sections, with notes", () => {
      expect(task.getParameter("Training/rate")).toBe(0.1);
      expect(task.getParameter("Training/epochs")).toBe(3);
      expect(task.record.hyperparams?.["Training"]?.["epochs"]).toMatchObject({ description: "rounds", type: "int" });
    });

    test("command line arguments", () => {
      expect(task.getParameter("Args/depth")).toBe(6);
      expect(task.getParameter("Args/name")).toBe("tree");
    });

    test("configuration objects", () => {
      expect(task.getConfigurationObject("Model")).toMatchObject({ type: "dictionary" });
      expect(task.getConfigurationObject("Model")?.value).toContain('kind = "forest"');
      expect(task.getConfigurationObject("Recipe")).toMatchObject({
        type: "yaml",
        value: "steps:\n  - clean\n  - train\n",
      });
      expect(task.getConfigurationObject("Prompt")).toMatchObject({
        value: "free text\nin two lines",
        description: "said to nobody",
      });
    });

    test("user properties", () => {
      expect(task.getParameter("properties/owner")).toBe("ana");
      expect(task.getParameter("properties/score")).toBe("0.5");
    });

    test("tags and comment", () => {
      expect([...task.tags].sort()).toEqual(["interop", "python", "second thought"]);
      expect(task.record.comment).toBe("a comment\nin two lines");
    });
  });

  describe(typeScriptToPython, () => {
    let read: Record<string, unknown>;

    beforeAll(async () => {
      const { connection, python } = both;
      const about = { project, name: "parameters", type: "data_processing", tags: ["interop", "typescript"] } as const;
      await using task = await Task.init(about, { connection });
      await task.connect({
        whole: 7,
        fraction: 1e-5,
        huge: 1e22,
        yes: true,
        no: false,
        nothing: null,
        empty: "",
        text: "ação: 温度 = 21 °C",
        list: [1, 2, 3],
        mixed: [1, "two", 3.5],
        dict: { inner: 1.5, deep: { leaf: "x" } },
      });
      await task.connect({ rate: 0.1 }, { name: "Training" });
      await task.setParameters({ "Training/epochs": 3 }, { descriptions: { "Training/epochs": "rounds" } });
      const recipe = join(
        await writeFolder(join(both.python.home, "typescript", "configuration"), {
          "recipe.yaml": "steps:\n  - clean\n",
        }),
        "recipe.yaml",
      );
      await task.connectConfiguration({ model: { kind: "forest", trees: 300 }, bins: [0.5, 1.5] }, { name: "Model" });
      await task.connectConfiguration({ path: recipe }, { name: "Recipe" });
      await task.setConfigurationObject("Prompt", { value: "free text\nin two lines" });
      await task.setUserProperties({ owner: "ana", score: 0.5 });
      await task.addTags("second thought");
      await task.setComment("a comment\nin two lines");
      await task.complete();
      read = await python.run("tasks/read_task.py", task.id);
    });

    test("init", () => {
      expect(read).toMatchObject({
        name: "parameters",
        type: "data_processing",
        status: "completed",
        project,
        foundByName: true,
      });
    });

    test("parameters of every type", () => {
      expect(read["parameters"]).toMatchObject({
        "General/whole": 7,
        "General/fraction": 1e-5,
        "General/huge": 1e22,
        "General/yes": true,
        "General/no": false,
        "General/nothing": null,
        "General/empty": "",
        "General/text": "ação: 温度 = 21 °C",
        "General/list": [1, 2, 3],
        "General/mixed": [1, "two", 3.5],
        "General/dict/inner": 1.5,
        "General/dict/deep/leaf": "x",
      });
      expect(read["nested"]).toMatchObject({ General: { dict: { inner: 1.5, deep: { leaf: "x" } } } });
    });

    test("parameters in sections, with notes", () => {
      expect(read["parameters"]).toMatchObject({ "Training/rate": 0.1, "Training/epochs": 3 });
      expect(read["description"]).toBe("rounds");
    });

    test("configuration objects", () => {
      expect(read["configuration"]).toEqual({
        Model: { model: { kind: "forest", trees: 300 }, bins: [0.5, 1.5] },
        Recipe: "steps:\n  - clean\n",
        Prompt: "free text\nin two lines",
      });
    });

    test("user properties", () => {
      expect(read["properties"]).toEqual({ owner: "ana", score: "0.5" });
    });

    test("tags and comment", () => {
      expect(read).toMatchObject({
        tags: ["interop", "second thought", "typescript"],
        comment: "a comment\nin two lines",
      });
    });
  });
});
