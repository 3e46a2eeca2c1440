import { type ExportedTask, Task, TaskNotFoundError } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";

let both: BothLanguages;

beforeAll(async () => {
  both = await bothLanguages();
});

afterAll(() => both[Symbol.asyncDispose]());

/** Things that people look up, change and delete long after a task has run. */
describe("life of a task", () => {
  describe(pythonToTypeScript, () => {
    interface Written {
      id: string;
      parent: string;
      child: string;
      doomed: string;
      scalars: Record<string, Record<string, { x: number[]; y: number[] }>>;
      last: Record<string, unknown>;
      console: string[];
      nested: object;
      exported: ExportedTask;
    }
    let written: Written;
    let task: Task;

    beforeAll(async () => {
      written = await both.python.run("tasks/write_upkeep.py");
      task = await Task.get({ id: written.id }, both);
    });

    test("every point of every curve", async () => {
      const { loss } = await task.getAllReportedScalars();
      expect(loss).toMatchObject({ test: { x: [7], y: [0.5] } });
      const { x, y } = written.scalars["loss"]?.["train"] ?? { x: [], y: [] };
      expect(loss?.["train"]).toEqual({ x, y });
      expect(x).toHaveLength(1200);
    });

    test("last values, and the last report of the console", async () => {
      expect(await task.getLastScalarMetrics()).toEqual(written.last);
      expect(await task.getReportedConsoleOutput()).toEqual(written.console);
      expect(await task.getReportedSingleValue("R2")).toBe(0.42);
    });

    test("debug samples, newest first", async () => {
      const texts: string[] = [];
      for await (const { url } of task.getDebugSamples("samples", "text")) {
        texts.push(Buffer.from(await both.connection.storage.read(url)).toString());
      }
      expect(texts).toEqual(["of 2", "of 1", "of 0"]);
    });

    test("labels, properties, nested parameters and configurations", () => {
      expect(task.getLabelsEnumeration()).toEqual({ background: 0, cat: 1 });
      // The SDK stores no type with them.
      expect(task.getUserProperties()).toEqual({ owner: "Ana", score: "0.5" });
      expect(task.getParametersAsDict()).toMatchObject({ Args: { rate: 0.5, net: { depth: 3 } } });
      expect(written.nested).toMatchObject({ Args: { rate: 0.5, net: { depth: 3 } } });
      expect(task.getConfigurationObjects()).toMatchObject({ notes: "free text" });
    });

    test("parent, archive and tags", async () => {
      const child = await Task.get({ id: written.child }, both);
      expect(child).toMatchObject({ parent: written.parent, archived: true, tags: ["red", "round"] });
    });

    test("find by pattern, tags and fields", async () => {
      const found: unknown[] = [];
      const query = { namePattern: "\\(a\\)", anyTags: ["red", "green"], includeArchived: true, fields: ["parent"] };
      for await (const record of Task.queryTasks({ project: "interop/from python/upkeep", ...query }, both)) {
        found.push(record);
      }
      expect(found).toEqual([{ id: written.child, parent: written.parent }]);
    });

    test("import what was exported", async () => {
      const copy = await Task.importTask(written.exported, both);
      expect(copy).toMatchObject({ name: "reported", status: "created", project: task.project });
      expect(copy.getParameters()).toMatchObject({ "Args/rate": 0.5 });
      expect(copy.getConfigurationObjects()).toMatchObject({ notes: "free text" });
    });

    test("delete with artifacts", async () => {
      const doomed = await Task.get({ id: written.doomed }, both);
      const url = doomed.artifacts.get("result")?.url ?? "";
      expect(await both.connection.storage.exists(url)).toBe(true);
      await doomed.delete();
      await expect(doomed.reload()).rejects.toThrow(TaskNotFoundError);
      expect(await both.connection.storage.exists(url)).toBe(false);
    });
  });

  describe(typeScriptToPython, () => {
    interface Read {
      scalars: Record<string, Record<string, { x: number[]; y: number[] }>>;
      samples: string[];
      plots: string[];
      labels: object;
      properties: object;
      parameters: object;
      artifacts: string[];
      moved: object;
      published: string;
      copy: object;
    }
    let read: Read;
    let parent: Task;

    beforeAll(async () => {
      const project = "interop/from typescript/upkeep";
      const { connection, python } = both;
      const reported = await Task.init({ project, name: "reported" }, { connection });
      for (let iteration = 0; iteration < 1200; iteration += 1) {
        reported.logger.reportScalar("loss", "train", 1 / (iteration + 1), { iteration });
      }
      for (const iteration of [0, 1, 2]) {
        const data = `of ${iteration}`;
        await reported.logger.reportMedia("samples", "text", { data, extension: ".txt", iteration });
      }
      reported.logger.reportScatter3d("plots", "scatter 3d", [[1, 2, 3]]);
      await reported.setModelLabelEnumeration({ background: 0, cat: 1 });
      await reported.setParameters({ "Args/rate": 0.5, "Args/gone": 1 });
      await reported.deleteParameter("Args/gone");
      await reported.setUserProperties({ owner: "Ana", gone: 1 });
      await reported.deleteUserProperties("gone");
      await reported.setConfigurationObject("notes", { value: "free text" });
      await reported.uploadArtifact("kept", "text");
      await reported.uploadArtifact("gone", "text");
      await reported.deleteArtifacts(["gone"]);
      await reported.complete();

      parent = await Task.create({ project, name: "parent" }, { connection });
      const moved = await Task.create({ project, name: "child", tags: ["old"] }, { connection });
      await moved.setParent(parent.id);
      await moved.setTaskType("testing");
      await moved.setTags(["red"]);
      await moved.setName("moved child");
      await moved.moveToProject(`${project}/deeper`);
      await moved.setArchived(true);

      const published = await Task.init({ project, name: "published" }, { connection });
      await published.publishOnCompletion();
      await published.complete();

      const ids = { reported: reported.id, moved: moved.id, published: published.id };
      const exported = JSON.stringify(await reported.exportTask());
      read = await python.run("tasks/read_upkeep.py", JSON.stringify(ids), exported);
      await Promise.all([reported, published].map((task) => task.close()));
    });

    test("every point of every curve", () => {
      expect(read.scalars["loss"]?.["train"]?.x).toHaveLength(1200);
      expect(read.scalars["loss"]?.["train"]?.y.slice(0, 2)).toEqual([1, 0.5]);
    });

    test("debug samples, newest first", () => {
      expect(read.samples).toEqual(["of 2", "of 1", "of 0"]);
    });

    test("points in space", () => {
      expect(read.plots).toEqual(["scatter 3d"]);
    });

    test("labels, properties, nested parameters and configurations", () => {
      expect(read.labels).toEqual({ background: 0, cat: 1 });
      expect(read.properties).toEqual({ owner: "Ana" });
      expect(read.parameters).toMatchObject({ "Args/rate": 0.5 });
      expect(read.parameters).not.toHaveProperty(["Args/gone"]);
    });

    test("delete an artifact", () => {
      expect(read.artifacts).toEqual(["kept"]);
    });

    test("rename, move, type, parent, tags and archive", () => {
      expect(read.moved).toEqual({
        project: "interop/from typescript/upkeep/deeper",
        name: "moved child",
        type: "testing",
        parent: parent.id,
        tags: ["red"],
        archived: true,
      });
    });

    test("publish on completion", () => {
      expect(read.published).toBe("published");
    });

    test("import what was exported", () => {
      expect(read.copy).toMatchObject({
        name: "reported",
        status: "created",
        parameters: { "Args/rate": 0.5 },
        configuration: "free text",
      });
    });
  });
});
