import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Connection, connect } from "@clearml-ts/client";
import { InputModel, Model } from "@clearml-ts/models";
import type { DebugImageEvent, PlotEvent } from "@clearml-ts/protocol";
import { type Server, startServer } from "@clearml-ts/server";
import { type Artifact, Task, TaskNotFoundError } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addressOf } from "./clearml-server.ts";
import { PythonUser } from "./python.ts";

let server: Server;
let connection: Connection;
let python: PythonUser;

beforeAll(async () => {
  server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  python = new PythonUser(addressOf(server));
  connection = await connect({ ...server.credentials, env: {}, cacheDir: join(python.home, "typescript-cache") });
});

afterAll(async () => {
  await connection.close();
  await server.close();
  python[Symbol.dispose]();
});

const getTask = (id: string) => Task.get({ id }, { connection });
const getModel = (id: string) => Model.get({ id }, { connection });

describe("Python writes, TypeScript reads", () => {
  describe("task", () => {
    let task: Task;

    beforeAll(async () => {
      task = await getTask(await python.run<string>("write_task.py"));
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
      using stock = new PythonUser(addressOf(server), { stock: true });
      task = await getTask(await stock.run<string>("write_reports.py"));
      plots = await task.getReportedPlots();
      const { metrics } = await connection.services.events.debugImages({ metrics: [{ task: task.id }] });
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
      const bytes = await connection.storage.read(sample(samples, variant).url);
      expect([...bytes.subarray(0, signature.length)]).toEqual(signature);
    });

    test("media: stream and link", async () => {
      const bytes = await connection.storage.read(sample(samples, "stream").url);
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
      task = await getTask(await python.run<string>("write_artifacts.py"));
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
      ids = await python.run("write_models.py");
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
      const imported = await InputModel.get({ id: ids.imported }, { connection });
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
      ids = await python.run("write_life.py");
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
      const { queue } = await connection.services.queues.getById({ queue: ids["queue"] ?? "" });
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
      expect(await connection.storage.exists(ids["deletedArtifact"] ?? "")).toBe(false);
    });

    test("reuse and continue", async () => {
      const runs = await python.run<{ first: string; second: string; continued: string; offset: number }>(
        "write_reuse.py",
      );
      expect(runs.second).toBe(runs.first);
      expect(runs.continued).toBe(runs.first);
      const scalars = await (await getTask(runs.continued)).getReportedScalars();
      expect(scalars["loss"]?.["train"]).toEqual({ x: [4, runs.offset], y: [1, 0.5] });
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
