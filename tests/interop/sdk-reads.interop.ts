import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createIncrementalDataset, Dataset } from "@clearml-ts/datasets";
import { OutputModel, registerModel } from "@clearml-ts/models";
import { component, type PipelineRun, pipeline } from "@clearml-ts/pipeline";
import { Task, withTask } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "./both-languages.ts";

let both: BothLanguages;

beforeAll(async () => {
  both = await bothLanguages();
});

afterAll(() => both[Symbol.asyncDispose]());

const project = "interop/from typescript";

/** The smallest PNG there is. */
const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");

/** Writes files below a folder of the Python user's home, which goes when the tests end. */
async function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const root = join(both.python.home, folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(root, name, ".."), { recursive: true });
    await writeFile(join(root, name), content);
  }
  return root;
}

describe("TypeScript writes, Python reads", () => {
  describe("task", () => {
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
      await task.connect({ rate: 0.1 }, { section: "Training" });
      await task.setParameters({ "Training/epochs": 3 }, { descriptions: { "Training/epochs": "rounds" } });
      const recipe = join(await writeFiles("configuration", { "recipe.yaml": "steps:\n  - clean\n" }), "recipe.yaml");
      await task.connectConfiguration({ model: { kind: "forest", trees: 300 }, bins: [0.5, 1.5] }, { name: "Model" });
      await task.connectConfiguration({ path: recipe }, { name: "Recipe" });
      await task.setConfigurationObject("Prompt", { value: "free text\nin two lines" });
      await task.setUserProperties({ owner: "ana", score: 0.5 });
      await task.addTags("second thought");
      await task.setComment("a comment\nin two lines");
      await task.complete();
      read = await python.run("read_task.py", task.id);
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

  describe("reports", () => {
    interface Reports {
      scalars: Record<string, Record<string, { x: number[]; y: number[] }>>;
      last: Record<string, Record<string, Record<"last" | "min" | "max", number>>>;
      singleValues: Record<string, number>;
      plots: Record<string, { data: Record<string, unknown>[] }>;
      console: string[];
      picture: string;
      table: string;
      link: string[];
    }
    let read: Reports;

    beforeAll(async () => {
      const { connection, python } = both;
      const id = await withTask(
        { project, name: "reports" },
        async ({ id, logger }) => {
          [0.5, 0.25, 0.125].forEach((value, iteration) => {
            logger.reportScalar("loss", "train", value, iteration);
          });
          logger.reportScalar("loss", "test", 0.75, 10);
          logger.reportScalar("a.title $with", "odd.series", 1, 0);
          logger.reportSingleValue("R2", 0.42);

          const table = [
            { city: "Porto", t: 21.5 },
            { city: "São Paulo", t: Number.NaN },
          ];
          logger.reportTable("tables", "frame", { table });
          logger.reportHistogram("plots", "histogram", [1, 2, 3], { xLabels: ["x", "y", "z"] });
          logger.reportScatter2d("plots", "scatter", [
            [1, 2],
            [3, 4],
          ]);
          logger.reportLinePlot("lines", [
            {
              name: "line",
              data: [
                [0, 1],
                [1, 2],
              ],
            },
          ]);
          const matrix = [
            [5, 1],
            [2, 7],
          ];
          logger.reportConfusionMatrix("plots", "confusion", matrix, { xLabels: ["a", "b"] });
          logger.reportSurface("plots", "surface", matrix);
          logger.reportPlotly("plots", "plotly", { data: [{ type: "bar", x: ["p"], y: [3] }] });

          await logger.reportImage("samples", "picture", { data: pixel, extension: ".png" });
          await logger.reportMedia("samples", "table", { data: "a,b\n1,2\n", extension: ".csv" });
          await logger.reportMedia("samples", "link", { url: "https://example.com/clip.mp4" });

          logger.reportText("said by the logger", { level: "warning" });
          process.stdout.write("said on stdout: ção\n");
          process.stderr.write("said on stderr\n");
          return id;
        },
        { connection },
      );
      read = await python.run("read_reports.py", id);
    });

    test("scalars", () => {
      expect(read.scalars["loss"]).toMatchObject({
        train: { x: [0, 1, 2], y: [0.5, 0.25, 0.125] },
        test: { x: [10], y: [0.75] },
      });
      expect(read.scalars["a.title $with"]).toMatchObject({ "odd.series": { x: [0], y: [1] } });
      expect(read.last["loss"]?.["train"]).toMatchObject({ last: 0.125, min: 0.125, max: 0.5 });
    });

    test("single values", () => {
      expect(read.singleValues).toEqual({ R2: 0.42 });
    });

    test("table: frame", () => {
      expect(read.plots["tables/frame"]?.data).toMatchObject([
        {
          type: "table",
          cells: {
            values: [
              ["Porto", "São Paulo"],
              [21.5, "nan"],
            ],
          },
        },
      ]);
    });

    test.each(["histogram", "scatter", "confusion", "surface", "plotly"])("plot: %s", (variant) => {
      expect(read.plots[`plots/${variant}`]?.data).not.toHaveLength(0);
    });

    test("plot: lines", () => {
      expect(read.plots["lines/"]?.data).toMatchObject([{ name: "line", x: [0, 1], y: [1, 2] }]);
    });

    test("debug image: file", () => {
      expect(read.picture).toBe(pixel.toString("hex"));
    });

    test("media: stream and link", () => {
      expect(read.table).toBe("a,b\n1,2\n");
      expect(read.link).toEqual(["https://example.com/clip.mp4"]);
    });

    test("console", () => {
      const text = read.console.join("\n");
      for (const said of ["said by the logger", "said on stdout: ção", "said on stderr"]) expect(text).toContain(said);
    });
  });

  describe("artifacts", () => {
    let read: Record<string, Record<string, unknown>>;

    beforeAll(async () => {
      const { connection, python } = both;
      const folder = await writeFiles("report folder", { "one.txt": "one", "deep/two.txt": "two" });
      await using task = await Task.init({ project, name: "artifacts" }, { connection });
      await task.uploadArtifact("dict", { a: 1, b: [true, null, "ç"], c: { d: 0.5 } }, { metadata: { unit: "°C" } });
      await task.uploadArtifact("list", [1, "two", null]);
      await task.uploadArtifact("text", "first line\nsecond line");
      await task.uploadArtifact("frame", {
        table: [
          { city: "Porto", t: 21.5 },
          { city: "Ouro Preto", t: Number.NaN },
        ],
      });
      await task.uploadArtifact("bytes", Uint8Array.of(0, 255, 10));
      await task.uploadArtifact("file", { path: join(folder, "one.txt") });
      await task.uploadArtifact("folder", { path: folder });
      await task.uploadArtifact("link", { url: "https://example.com/data/set.csv" });
      await task.complete();
      read = await python.run("read_artifacts.py", task.id);
    });

    test("object", () => {
      expect(read["dict"]).toMatchObject({
        value: { a: 1, b: [true, null, "ç"], c: { d: 0.5 } },
        metadata: { unit: "°C" },
      });
    });

    test("list", () => {
      expect(read["list"]).toMatchObject({ value: [1, "two", null] });
    });

    test("text", () => {
      expect(read["text"]).toMatchObject({ value: "first line\nsecond line" });
    });

    test("table", () => {
      expect(read["frame"]).toMatchObject({
        frame: {
          columns: ["city", "t"],
          index: [0, 1],
          data: [
            ["Porto", 21.5],
            ["Ouro Preto", null],
          ],
        },
      });
    });

    test("bytes", () => {
      expect(read["bytes"]).toMatchObject({
        content: "00ff0a",
        hash: sha256(Uint8Array.of(0, 255, 10)),
      });
    });

    test("file", () => {
      expect(read["file"]).toMatchObject({ content: hex("one"), size: 3, hash: sha256("one") });
    });

    test("folder", () => {
      expect(read["folder"]).toMatchObject({ files: { "one.txt": hex("one"), "deep/two.txt": hex("two") } });
    });

    test("link", () => {
      expect(read["link"]).toMatchObject({ url: "https://example.com/data/set.csv" });
    });
  });

  describe("models", () => {
    type Models = Record<string, Record<string, unknown>>;
    let read: { output: Models; input: Models; asInput: Record<string, unknown>; found: string[] };
    let taskId: string;

    beforeAll(async () => {
      const { connection, python } = both;
      const weights = join(await writeFiles("models", { "weights.bin": "weights", "old.bin": "old" }), "weights.bin");
      const saved = await writeFiles("saved model", { "graph.txt": "graph", "data.txt": "data" });
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
      await shelved.uploadWeights(join(weights, "..", "old.bin"));
      await shelved.archive();
      const elsewhere = "https://example.com/models/net.onnx";
      const imported = await registerModel({ task, name: "imported", weights: { url: elsewhere }, framework: "ONNX" });
      await task.addModel({ name: "starting point", model: imported.id, type: "input" });
      await task.complete();
      read = await python.run("read_models.py", task.id);
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

    test("package, published", () => {
      const [model] = Object.values(read.output).filter(({ name }) => name === "package");
      expect(model).toMatchObject({ published: true, weights: { "graph.txt": hex("graph"), "data.txt": hex("data") } });
    });

    test("input model", () => {
      const weights = "https://example.com/models/net.onnx";
      expect(read.input["starting point"]).toMatchObject({ name: "imported", framework: "ONNX", weights });
    });

    test("archive", () => {
      expect(read.output["old"]).toMatchObject({ name: "shelved", archived: true });
    });
  });

  describe("life of a task", () => {
    let ids: Record<string, string>;
    let read: Record<string, unknown> & { statuses: Record<string, string | null> };

    beforeAll(async () => {
      const { connection, python } = both;
      const life = `${project}/life`;
      const made = (name: string) => Task.create({ project: life, name }, { connection });
      const started = async (name: string) => (await made(name)).start();

      const draft = await made("original");
      await draft.setParameters({ "General/depth": 3 });
      await connection.services.queues.create({ name: "interop" });
      const clone = await draft.clone({ name: "copy" });
      await clone.setParameters({ "General/depth": 5 });
      await clone.enqueue("interop");
      const dequeued = await made("taken out again");
      await dequeued.enqueue("interop");
      await dequeued.dequeue();

      const running = await started("running");
      await running.setProgress(40);
      const completed = await started("completed");
      await completed.complete();
      const failed = await started("failed");
      await failed.fail("no more memory");
      const stopped = await started("stopped");
      await stopped.stop({ message: "enough" });
      const published = await started("published");
      await published.complete();
      await published.publish();
      const reset = await started("reset");
      await reset.uploadArtifact("result", { a: 1 });
      await reset.complete();
      await reset.reset();
      const archived = await started("archived");
      await archived.complete();
      await connection.services.tasks.archive({ tasks: [archived.id] });
      const deleted = await started("deleted");
      await deleted.complete();
      await connection.services.tasks.delete({ task: deleted.id, force: true });

      const tasks = {
        draft,
        clone,
        dequeued,
        running,
        completed,
        failed,
        stopped,
        published,
        reset,
        archived,
        deleted,
      };
      ids = Object.fromEntries(Object.entries(tasks).map(([name, { id }]) => [name, id]));
      read = await python.run("read_life.py", JSON.stringify(ids));
      await Promise.all(Object.values(tasks).map((task) => task.close()));
    });

    test("create", () => {
      expect(read.statuses["draft"]).toBe("created");
    });

    test("clone", () => {
      expect(read).toMatchObject({ cloneParent: ids["draft"], cloneParameters: { "General/depth": 5 } });
    });

    test("enqueue and dequeue", () => {
      expect(read.statuses).toMatchObject({ clone: "queued", dequeued: "created" });
      expect(read["queue"]).toEqual([ids["clone"]]);
      expect(read["cloneEnded"]).toBe("completed");
    });

    test.each(["completed", "failed", "stopped", "published"])("%s", (status) => {
      expect(read.statuses[status]).toBe(status);
    });

    test("progress", () => {
      expect(read["progress"]).toBe("40");
    });

    test("reason of a failure", () => {
      expect(read["reason"]).toContain("no more memory");
    });

    test("reset", () => {
      expect(read.statuses["reset"]).toBe("created");
      expect(read["resetArtifacts"]).toEqual([]);
    });

    test("archive", () => {
      expect(read["archived"]).toBe(true);
    });

    test("delete", () => {
      expect(read.statuses["deleted"]).toBeNull();
    });

    test("list", () => {
      expect(read["published"]).toEqual([ids["published"]]);
    });
  });

  describe("dataset", () => {
    let first: Dataset;
    let second: Dataset;
    let read: Record<string, unknown>;
    const about = { project, name: "survey" };

    beforeAll(async () => {
      const { connection, python } = both;
      const before = await writeFiles("before", {
        "first.txt": "first",
        "sub/changed.txt": "before",
        "sub/gone ção.txt": "gone",
      });
      const after = await writeFiles("after", { "sub/changed.txt": "after", "deep/added.txt": "added" });
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
      read = await python.run("read_dataset.py", second.id);
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

    test("metadata", () => {
      expect(read["metadata"]).toEqual({ rows: 3 });
    });

    test("list", () => {
      expect(read["versions"]).toEqual(["1.0.0", "2.0.0"]);
    });

    test("a child made by the other side", async () => {
      const { connection, python } = both;
      const child = await Dataset.get({ id: await python.run("write_child.py", second.id) }, { connection });
      expect(child).toMatchObject({ version: "2.0.1", parents: [second.id] });
      const copy = await child.getLocalCopy();
      expect(child.listFiles()).toEqual(["deep/added.txt", "from-python.txt", "sub/changed.txt"]);
      expect(await readFile(join(copy, "sub/changed.txt"), "utf8")).toBe("after");
      const files = await writeFiles("grandchild", { "first.txt": "of the grandchild" });
      const grandchild = await createIncrementalDataset({ parent: child, files }, { connection });
      const again = await python.run<{ files: object }>("read_dataset.py", grandchild.id);
      expect(again.files).toMatchObject({
        "first.txt": sha256("of the grandchild"),
        "from-python.txt": sha256("added by python"),
      });
    });
  });

  describe("pipeline", () => {
    let read: {
      steps: Record<string, Record<string, unknown>>;
      [what: string]: unknown;
    };
    let run: PipelineRun<unknown>;

    beforeAll(async () => {
      const { connection, python } = both;
      const load = component({
        name: "load",
        type: "data_processing",
        run: ({ path }: { path: string }) => ({ rows: [1, 2, 3], source: `read from ${path}` }),
      });
      const fit = component({
        name: "fit",
        type: "training",
        run: ({ rows, rate }: { rows: number[]; rate: number }, { logger }) => {
          process.stdout.write("fitting\n");
          logger.reportScalar("loss", "train", rate, 1);
          return { mean: rows.reduce((sum, row) => sum + row, 0) / rows.length };
        },
      });
      const demo = pipeline(
        { name: "two steps", project: "interop" },
        ({ path, rate }: { path: string; rate: number }) => {
          const loaded = load({ path });
          return { mean: fit({ rows: loaded.outputs.rows, rate }).outputs.mean };
        },
      );
      run = await demo.run({ path: "survey.csv", rate: 0.5 }, { connection });
      read = await python.run("read_pipeline.py", run.controllerId, "two steps");
    });

    test("controller", () => {
      expect(read).toMatchObject({ status: "completed", type: "controller", foundByName: true });
      expect(read["parameters"]).toMatchObject({ "Args/path": "survey.csv", "Args/rate": 0.5, "return/mean": 2 });
    });

    test("graph", () => {
      expect(read.steps).toMatchObject({
        load: { status: "completed", task: "completed", parents: [], parent: run.controllerId },
        fit: { status: "completed", task: "completed", parents: ["load"], parent: run.controllerId },
      });
      expect(read["plots"]).toContain("Pipeline Details");
    });

    test("steps", () => {
      expect(read.steps["load"]).toMatchObject({
        parameters: { "kwargs/path": "survey.csv", "return/source": "read from survey.csv" },
        artifacts: { rows: [1, 2, 3] },
      });
      expect(read.steps["fit"]).toMatchObject({
        parameters: { "kwargs/rate": 0.5, "return/mean": 2 },
        scalars: { loss: { train: { x: [1], y: [0.5] } } },
        console: expect.stringContaining("fitting"),
      });
    });

    test("clone", () => {
      expect(read["clone"]).toEqual(["fit", "load"]);
    });
  });
});

const hex = (text: string) => Buffer.from(text).toString("hex");
