import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";

interface Written {
  ids: Record<"connected" | "forced" | "given" | "script" | "imported" | "copy", string>;
  seen: {
    deleted: boolean[];
    given: unknown[];
    nested: object;
    configuration: object;
    labels: object;
    archived: boolean;
    docker: string;
    requirements: object;
    project: [name: string, isTheSame: boolean];
  };
}

const project = "interop/from python/connected";

/** Objects that are connected to a task, and everything else by which one is described. */
describe("task", () => {
  let both: BothLanguages;
  let ids: Written["ids"];
  let seen: Written["seen"];
  let connected: Task;
  let given: Task;

  const getTask = (name: keyof Written["ids"]) => Task.get({ id: ids[name] }, both);

  beforeAll(async () => {
    both = await bothLanguages();
    ({ ids, seen } = await both.python.run<Written>("tasks/write_connected.py"));
    connected = await getTask("connected");
    given = await getTask("given");
  });

  afterAll(() => both[Symbol.asyncDispose]());

  describe(pythonToTypeScript, () => {
    test("connect: class", () => {
      expect(parameters("Class")).toMatchObject({ rate: 0.5, layers: [64, 32] });
      expect(connected.getParameter("Class/_hidden")).toBeUndefined();
    });

    test("connect: object", () => {
      expect(parameters("Object")).toEqual({ cores: 2, name: "ação", "limits/memory": 8, "limits/disk/size": 1.5 });
    });

    test("connect: TaskParameters", () => {
      expect(parameters("Training")).toEqual({ epochs: 3, optimizer: "adam" });
    });

    test("connect: nested dictionary, odd names, a key that comes later", () => {
      expect(parameters("Nested")).toEqual({
        "a/b/c": [1, { d: 2 }],
        "a/b": "slash",
        "with.dot": 1,
        $dollar: 2,
        late: true,
      });
    });

    test("command line: lists, choices, flags, commands", () => {
      expect(parameters("Args")).toMatchObject({
        mode: "slow",
        verbose: true,
        depth: 5,
        source: "survey.csv",
      });
      expect(connected.record.hyperparams?.["Args"]?.["sizes"]?.value).toBe("[3, 4]");
    });

    test("configuration: JSON file and list", () => {
      expect(seen.configuration).toEqual({ seed: 7, names: ["é"] });
      expect(connected.getConfigurationObject("JSON file")?.value).toBe('{"seed": 7, "names": ["é"]}');
      expect(connected.getConfigurationObject("List")).toMatchObject({ description: "of steps" });
      expect(connected.getConfigurationObject("List")?.value).toMatch(/step = 1[\s\S]*step = 2/);
    });

    test("labels and design of the model", () => {
      expect(seen.labels).toEqual({ background: 0, person: 1 });
      expect(connected.record.execution?.model_labels).toEqual({ background: 0, person: 1 });
      expect(connected.getConfigurationObject("General")?.value).toBe("layers: 3");
    });

    test("user properties with types, and one that is deleted", () => {
      const properties = connected.record.hyperparams?.["properties"];
      expect(properties).toMatchObject({
        owner: { value: "ana" },
        score: { value: "0.5", type: "float", description: "of the jury" },
        stable: { value: "True" },
      });
      expect(properties).not.toHaveProperty("dropped");
    });

    test("parameters that are set, updated and deleted", () => {
      expect(seen.deleted).toEqual([false, true]);
      expect(seen.given).toEqual([[1, "two", null], null, { deep: 1 }, null]);
      expect(parameters("Given")).toMatchObject({ many: [1, "two", null], none: null, colour: "RED" });
    });

    test("requirements: added, ignored, set", () => {
      const found = connected.record.script?.requirements?.["pip"];
      expect(found).toMatch(/^numpy >=1\.20$/m);
      expect(found).not.toMatch(/pandas/);
      expect(seen.requirements).toEqual({ pip: "numpy==2.1" });
      expect(given.record.script?.requirements).toEqual({ pip: "numpy==2.1" });
    });

    test("requirements of a file, script on its own", async () => {
      const { script } = (await getTask("forced")).record;
      expect(script?.requirements?.["pip"]).toMatch(/\n\nnumpy==2\.0\nscipy\n$/);
      expect(script?.diff).toContain("Task.force_store_standalone_script()");
    });

    test("nested parameters, set and read at once", async () => {
      expect(seen.nested).toMatchObject({ Section: { deep: { er: 1 } } });
      expect((await getTask("forced")).getParameter("Section/deep/er")).toBe(1);
    });

    test("repository, script and difference", () => {
      expect(given.record.script).toMatchObject({
        repository: "https://example.com/repo.git",
        branch: "main",
        version_num: "abcdef",
        entry_point: "train.py",
        working_dir: "src",
        binary: "python3.12",
        diff: "diff --git a b",
      });
    });

    test("container", async () => {
      expect(seen.docker).toBe("python:3.11 --network host -e A=1");
      expect(given.record.container).toEqual({
        image: "python:3.11",
        arguments: "--network host -e A=1",
        setup_shell_script: "apt-get update\napt-get install -y gcc",
      });
      expect((await getTask("copy")).record.container).toMatchObject({
        image: "ubuntu:22.04",
        arguments: "--gpus all",
      });
    });

    test("rename, type, parent, comment, tags", () => {
      expect(given.record).toMatchObject({
        name: "given a new name",
        type: "testing",
        parent: ids.connected,
        comment: "first line\nsecond: ção",
        tags: ["b c"],
      });
    });

    test("move to another project", () => {
      expect(seen.project).toEqual([`${project}/moved`, true]);
      expect(given.project.name).toBe(`${project}/moved`);
    });

    test("archive and back", () => {
      expect(seen.archived).toBe(true);
      expect(given.systemTags).not.toContain("archived");
    });

    test("create from a script", async () => {
      const { script } = (await getTask("script")).record;
      expect(script).toMatchObject({ entry_point: "script.py", working_dir: "." });
      expect(script?.diff).toContain("print('hello')");
    });

    test("export, import and update", async () => {
      const imported = await getTask("imported");
      expect(imported.record).toMatchObject({ name: "imported", type: "testing", comment: "updated", tags: ["b c"] });
      expect(imported.record.script).toEqual(given.record.script);
      expect(imported.getParameter("Args/depth")).toBe("7");
      expect(given.getParameter("Args/depth")).toBe("6");
    });

    test("clone into another project", async () => {
      const copy = await getTask("copy");
      expect(copy.record).toMatchObject({ name: "copy", comment: "cloned", parent: ids.connected, status: "created" });
      expect(copy.project.name).toBe(project);
      expect(copy.getParameter("Args/depth")).toBe("6");
    });
  });

  describe(typeScriptToPython, () => {
    let read: Record<"Class" | "Object" | "Training" | "Nested", object>;

    beforeAll(async () => {
      class Settings {
        rate = 0.5;
        layers = [64, 32];
      }
      const about = { project: "interop/from typescript/connected", name: "connected" };
      await using task = await Task.init(about, both);
      await task.connect(new Settings(), { name: "Class" });
      await task.connect({ cores: 2, name: "ação", limits: { memory: 8, disk: { size: 1.5 } } }, { name: "Object" });
      await task.connect({ epochs: 3, optimizer: "adam" }, { name: "Training" });
      await task.connect({ a: { b: { c: [1, { d: 2 }] } }, "with.dot": 1, $dollar: 2 }, { name: "Nested" });
      const draft = await task.clone();
      await draft.setParameters({
        "Class/layers": [128],
        "Object/limits/disk/size": 2.5,
        "Training/epochs": 7,
        "Nested/with.dot": 3,
      });
      read = await both.python.run("tasks/run_connected.py", draft.id);
    });

    test("connect: class", () => {
      expect(read.Class).toEqual({ rate: 0.5, layers: [128] });
    });

    test("connect: object", () => {
      expect(read.Object).toEqual({ cores: 2, name: "ação", limits: { memory: 8, disk: { size: 2.5 } } });
    });

    test("connect: TaskParameters", () => {
      expect(read.Training).toEqual({ epochs: 7, optimizer: "adam" });
    });

    test("connect: nested dictionary, odd names", () => {
      expect(read.Nested).toEqual({ a: { b: { c: [1, { d: 2 }] } }, "with.dot": 3, $dollar: 2 });
    });
  });

  /** Parameters of one section, by their names in it. */
  const parameters = (section: string) => {
    const all = Object.entries(connected.getParameters());
    const own = all.filter(([name]) => name.startsWith(`${section}/`));
    return Object.fromEntries(own.map(([name, value]) => [name.slice(section.length + 1), value]));
  };
});
