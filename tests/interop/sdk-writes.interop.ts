import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { Dataset } from "@clearml-ts/datasets";
import { InputModel, Model } from "@clearml-ts/models";
import type { DebugImageEvent, PlotEvent } from "@clearml-ts/protocol";
import { type Artifact, Task, TaskNotFoundError } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "./both-languages.ts";

let both: BothLanguages;

beforeAll(async () => {
  both = await bothLanguages();
});

afterAll(() => both[Symbol.asyncDispose]());

const getTask = (id: string) => Task.get({ id }, { connection: both.connection });
const getModel = (id: string) => Model.get({ id }, { connection: both.connection });
const getDataset = (id: string) => Dataset.get({ id }, { connection: both.connection });

describe("Python writes, TypeScript reads", () => {
  describe("task", () => {
    let task: Task;

    beforeAll(async () => {
      task = await getTask(await both.python.run<string>("write_task.py"));
    });

    test("init", () => {
      expect(task).toMatchObject({ name: "parameters", type: "data_processing", status: "completed" });
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

  describe("reports", () => {
    let task: Task;
    let plots: PlotEvent[];
    let samples: DebugImageEvent[];

    beforeAll(async () => {
      using stock = both.anotherPython({ stock: true });
      task = await getTask(await stock.run<string>("write_reports.py"));
      plots = await task.getReportedPlots();
      const { metrics } = await both.connection.services.events.debugImages({ metrics: [{ task: task.id }] });
      samples = metrics.flatMap(({ iterations }) => iterations.flatMap(({ events }) => events));
    });

    test("scalars", async () => {
      const scalars = await task.getReportedScalars();
      expect(scalars["loss"]).toEqual({ train: { x: [0, 1, 2], y: [0.5, 0.25, 0.125] }, test: { x: [10], y: [0.75] } });
      expect(scalars["a.title $with"]).toEqual({ "odd.series": { x: [0], y: [1] } });
    });

    test("single values", async () => {
      expect(await task.getReportedSingleValues()).toEqual({ R2: 0.42 });
    });

    test.each(["frame", "rows"])("table: %s", (variant) => {
      const [trace] = figure(plots, "tables", variant).data;
      expect(trace).toMatchObject({ type: "table", header: { values: expect.anything() } });
    });

    test.each(["histogram", "vector", "scatter", "scatter 3d", "confusion", "surface", "plotly"])(
      "plot: %s",
      (variant) => {
        expect(figure(plots, "plots", variant).data).not.toHaveLength(0);
      },
    );

    test("plot: lines", () => {
      expect(figure(plots, "lines", "").data).toMatchObject([{ name: "line", x: [0, 1], y: [1, 2] }]);
    });

    test.each([
      { variant: "array", signature: [0xff, 0xd8, 0xff] },
      { variant: "file", signature: [0x89, 0x50, 0x4e, 0x47] },
    ])("debug image: $variant", async ({ variant, signature }) => {
      const bytes = await both.connection.storage.read(sample(samples, variant).url);
      expect([...bytes.subarray(0, signature.length)]).toEqual(signature);
    });

    test("media: stream and link", async () => {
      const bytes = await both.connection.storage.read(sample(samples, "stream").url);
      expect(Buffer.from(bytes).toString()).toBe("a,b\n1,2\n");
      expect(sample(samples, "link").url).toBe("https://example.com/clip.mp4");
    });

    test("console", async () => {
      const lines: string[] = [];
      for await (const { msg } of task.getReportedConsole()) lines.push(msg);
      const text = lines.join("\n");
      for (const said of ["said by the logger", "said by print: ção", "said on stderr"]) expect(text).toContain(said);
    });
  });

  describe("artifacts", () => {
    let task: Task;
    const artifact = (name: string): Artifact => {
      const found = task.artifacts.get(name);
      if (!found) throw new Error(`There is no artifact "${name}", only ${[...task.artifacts.keys()].join(", ")}.`);
      return found;
    };

    beforeAll(async () => {
      task = await getTask(await both.python.run<string>("write_artifacts.py"));
    });

    test("object", async () => {
      expect(await artifact("dict").get()).toEqual({ a: 1, b: [true, null, "ç"], c: { d: 0.5 } });
      expect(artifact("dict").metadata).toEqual({ unit: "°C" });
    });

    test("text", async () => {
      expect(await artifact("text").get()).toBe("first line\nsecond line");
    });

    test("table", async () => {
      expect(await artifact("frame").get()).toMatchObject([
        { city: "Porto", t: 21.5 },
        { city: "Ouro Preto", t: 18.25 },
      ]);
    });

    test("file", async () => {
      expect(await readFile(await artifact("file").getLocalCopy(), "utf8")).toBe("one");
      expect(artifact("file").size).toBe(3);
    });

    test("folder", async () => {
      const folder = await artifact("folder").getLocalCopy();
      expect(await readFile(join(folder, "one.txt"), "utf8")).toBe("one");
      expect(await readFile(join(folder, "deep", "two.txt"), "utf8")).toBe("two");
    });

    test("wildcard", async () => {
      expect(await readFile(join(await artifact("wildcard").getLocalCopy(), "one.txt"), "utf8")).toBe("one");
    });

    test("link", () => {
      expect(artifact("link").url).toBe("https://example.com/data/set.csv");
    });

    test("array, image", async () => {
      expect((await readFile(await artifact("array").getLocalCopy())).subarray(0, 2).toString()).toBe("PK");
      expect((await readFile(await artifact("image").getLocalCopy())).subarray(1, 4).toString()).toBe("PNG");
    });

    test("table that is watched", async () => {
      expect(await artifact("audit").get()).toMatchObject([{ n: 1 }, { n: 2 }, { n: 3 }]);
    });
  });

  describe("models", () => {
    let ids: Record<"task" | "model" | "package" | "imported" | "shelved", string>;

    beforeAll(async () => {
      ids = await both.python.run("write_models.py");
    });

    test("output model", async () => {
      const model = await getModel(ids.model);
      expect(model).toMatchObject({
        name: "comfort",
        framework: "ScikitLearn",
        labels: { cold: 0, warm: 1 },
        taskId: ids.task,
      });
      expect(model.tags).toEqual(["interop"]);
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

    test("package, published", async () => {
      const model = await getModel(ids.package);
      expect(model.published).toBe(true);
      expect(await readFile(join(await model.getLocalCopy(), "graph.txt"), "utf8")).toBe("graph");
    });

    test("input model", async () => {
      const { input, output } = await Model.forTask(await getTask(ids.task));
      expect(input.map(({ id }) => id)).toEqual([ids.imported]);
      expect(output.map(({ name }) => name).sort()).toEqual(["comfort", "package", "shelved"]);
      const imported = await InputModel.get({ id: ids.imported }, both);
      expect(imported).toMatchObject({
        name: "imported",
        framework: "ONNX",
        url: "https://example.com/models/net.onnx",
      });
    });

    test("archive", async () => {
      expect((await getModel(ids.shelved)).archived).toBe(true);
    });
  });

  describe("life of a task", () => {
    let ids: Record<string, string>;
    const task = (name: string) => getTask(ids[name] ?? "");

    beforeAll(async () => {
      ids = await both.python.run("write_life.py");
    });

    test("create", async () => {
      const draft = await task("draft");
      expect(draft.status).toBe("created");
      expect(draft.record.script).toMatchObject({
        repository: "https://example.com/repo.git",
        branch: "main",
        entry_point: "train.py",
      });
    });

    test("clone", async () => {
      const clone = await task("clone");
      expect(clone).toMatchObject({ name: "copy", parent: ids["draft"] });
      expect(clone.getParameter("General/depth")).toBe(5);
    });

    test("enqueue and dequeue", async () => {
      expect((await task("clone")).status).toBe("queued");
      expect((await task("dequeued")).status).toBe("created");
      const { queue } = await both.connection.services.queues.getById({ queue: ids["queue"] ?? "" });
      expect(queue.entries?.map((entry) => entry.task)).toEqual([ids["clone"]]);
    });

    test.each(["completed", "failed", "stopped", "published"])("%s", async (status) => {
      expect((await task(status)).status).toBe(status);
    });

    test("progress", async () => {
      expect((await task("running")).record.runtime).toMatchObject({ progress: "40" });
    });

    test("reason of a failure", async () => {
      expect((await task("failed")).record).toMatchObject({
        status_reason: "no more memory",
        status_message: "killed",
      });
    });

    test("reset", async () => {
      const again = await task("reset");
      expect(again.status).toBe("created");
      expect(again.artifacts.size).toBe(0);
    });

    test("archive", async () => {
      expect((await task("archived")).systemTags).toContain("archived");
    });

    test("delete", async () => {
      await expect(task("deleted")).rejects.toThrow(TaskNotFoundError);
      expect(await both.connection.storage.exists(ids["deletedArtifact"] ?? "")).toBe(false);
    });

    test("reuse and continue", async () => {
      const runs = await both.python.run<{ first: string; second: string; continued: string; offset: number }>(
        "write_reuse.py",
      );
      expect(runs.second).toBe(runs.first);
      expect(runs.continued).toBe(runs.first);
      const scalars = await (await getTask(runs.continued)).getReportedScalars();
      expect(scalars["loss"]?.["train"]).toEqual({ x: [4, runs.offset], y: [1, 0.5] });
    });
  });

  describe("dataset", () => {
    let ids: Record<"first" | "second" | "squashed", string>;
    let second: Dataset;

    beforeAll(async () => {
      ids = await both.python.run("write_dataset.py");
      second = await getDataset(ids.second);
    });

    test("create, add, upload, finalize", async () => {
      expect(second).toMatchObject({ name: "survey", project: "interop/from python", version: "2.0.0", isFinal: true });
      expect(second.listFiles()).toEqual(["changed.txt", "deep/added.txt", "kept.txt"]);
      const first = await getDataset(ids.first);
      expect(first).toMatchObject({ version: "1.0.0", tags: ["interop"], status: "completed" });
      expect(first.task.record.comment).toBe("the first version");
    });

    test("local copy", async () => {
      expect(await filesBelow(await second.getLocalCopy())).toEqual({
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
      for await (const { version } of Dataset.list(survey, both)) versions.push(version);
      expect(versions.sort()).toEqual(["1.0.0", "2.0.0"]);
    });

    test("squash", async () => {
      const squashed = await getDataset(ids.squashed);
      expect(squashed.listFiles()).toEqual(second.listFiles());
      expect(await filesBelow(await squashed.getLocalCopy())).toMatchObject({ "changed.txt": "after" });
    });
  });
});

interface Figure {
  data: Record<string, unknown>[];
}

function figure(plots: readonly PlotEvent[], metric: string, variant: string): Figure {
  const event = plots.find((plot) => plot.metric === metric && plot.variant === variant);
  if (!event) {
    const known = plots.map((plot) => `${plot.metric}/${plot.variant}`);
    throw new Error(`There is no plot ${metric}/${variant}, only ${known.join(", ")}.`);
  }
  return JSON.parse(event.plot_str) as Figure;
}

function sample(samples: readonly DebugImageEvent[], variant: string): DebugImageEvent {
  const event = samples.find((candidate) => candidate.variant === variant);
  if (!event) throw new Error(`There is no sample "${variant}", only ${samples.map((s) => s.variant).join(", ")}.`);
  return event;
}

async function filesBelow(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (path: string) => [relative(folder, path), await readFile(path, "utf8")] as const;
  return Object.fromEntries(await Promise.all(paths.map(read)));
}
