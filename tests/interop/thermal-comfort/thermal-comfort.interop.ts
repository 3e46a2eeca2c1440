import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { sha256File } from "@clearml-ts/archive";
import { type Connection, connect } from "@clearml-ts/client";
import { Dataset } from "@clearml-ts/datasets";
import { Model } from "@clearml-ts/models";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PythonUser } from "../fixtures/python.ts";
import { type ServerProcess, startServerProcess } from "../fixtures/server-process.ts";
import { type Forest, trainForest } from "./forest.ts";
import { modelOf, type RunResult, resultOf, thermalComfort } from "./thermal-comfort-command.ts";

const ashrae = process.env["ASHRAE_CSV"];
const survey = ashrae ? "the ASHRAE database" : "a simulated survey";

describe(`Thermal comfort on ${survey}`, () => {
  const home = mkdtempSync(join(tmpdir(), "clearml-thermal-comfort-"));
  let run: RunResult;
  let server: ServerProcess;
  let connection: Connection;
  let python: PythonUser;

  beforeAll(async () => {
    run = resultOf(await thermalComfort(ashrae ? ["--ashrae", ashrae] : [], { home }));
    // The command's own server has ended with it: this one starts on the folder that it left, on other ports.
    server = await startServerProcess(join(home, ".clearml-ts"));
    python = new PythonUser(server.address);
    const { api, web, files, accessKey, secretKey } = server.address;
    const cacheDir = join(home, "cache");
    const address = { apiServer: api, webServer: web, filesServer: files };
    connection = await connect({ ...address, accessKey, secretKey, env: {}, cacheDir });
  });

  afterAll(async () => {
    await connection?.close();
    await server?.end("SIGTERM");
    python?.[Symbol.dispose]();
    rmSync(home, { recursive: true, force: true });
  });

  describe("the run", () => {
    interface TaskSummary {
      type: string;
      status: string;
      parent: string;
      parameters: Record<string, unknown>;
      singleValues: Record<string, number>;
      scalars: Record<string, string[]>;
      plots: string[];
      artifacts: Record<string, unknown>;
      models: string[];
      console: string;
    }
    let tasks: Record<string, TaskSummary>;

    beforeAll(async () => {
      tasks = await python.run("pipelines/read_run.py", JSON.stringify(run.tasks));
    });

    test("one controller and five components, all completed", () => {
      const { controller, ...components } = tasks;
      expect(controller).toMatchObject({ type: "controller", status: "completed" });
      expect(Object.entries(components).map(([name, { type, status }]) => [name, type, status])).toEqual([
        ["uploadRawData", "data_processing", "completed"],
        ["processData", "data_processing", "completed"],
        ["buildFeatures", "data_processing", "completed"],
        ["trainModels", "training", "completed"],
        ["registerBestModel", "service", "completed"],
      ]);
      for (const { parent } of Object.values(components)) {
        expect(parent).toBe(run.tasks["controller"]);
      }
    });

    test("parameters", () => {
      expect(tasks["controller"]?.parameters).toMatchObject({
        "Args/mainMetric": "R2",
        "Args/tune": true,
        "Args/seed": 1,
        "return/datasets": {
          raw: { id: run.datasets.raw },
          processed: { id: run.datasets.processed },
          features: { id: run.datasets.features },
        },
      });
      expect(tasks["trainModels"]?.parameters).toMatchObject({ "kwargs/data": run.datasets.features });
      expect(tasks["registerBestModel"]?.parameters).toMatchObject({ "return/model": modelOf(run).id });
    });

    test("metrics", () => {
      expect(tasks["processData"]?.singleValues).toMatchObject({ "rows in": expect.any(Number) });
      expect(tasks["processData"]?.singleValues["retention rate"]).toBeGreaterThan(0.5);
      expect(tasks["trainModels"]?.singleValues).toMatchObject({ R2: modelOf(run).value });
      expect(tasks["trainModels"]?.scalars["R2 by fold"]).toContain("Ridge");
      expect(Object.keys(run.metrics).length).toBeGreaterThanOrEqual(5);
    });

    test("plots", () => {
      expect(tasks["controller"]?.plots).toContain("Pipeline");
      for (const name of ["uploadRawData", "processData"]) {
        expect(tasks[name]?.plots).toContain("Preview");
      }
      expect(tasks["trainModels"]?.plots.length).toBeGreaterThanOrEqual(4);
    });

    test("artifacts as Python values", () => {
      expect(tasks["controller"]?.artifacts).toMatchObject({ metrics: run.metrics });
      expect(tasks["trainModels"]?.artifacts).toMatchObject({
        comparison: { columns: expect.arrayContaining(["model", "R2"]), rows: Object.keys(run.metrics).length },
        predictions: { columns: ["row", "group", "measured", "predicted"], rows: expect.any(Number) },
        model: "custom",
      });
      expect(tasks["buildFeatures"]?.artifacts).toMatchObject({ preprocessing: expect.any(Object) });
    });

    test("console", () => {
      for (const [name, { console }] of Object.entries(tasks)) {
        expect(console.trim(), name).not.toBe("");
      }
    });
  });

  describe("the data", () => {
    type Version = Record<"version" | "final" | "graph" | "unhealthy", unknown> & { files: Record<string, string> };
    const names = ["raw", "processed", "features"] as const;
    const versions = new Map<string, Version>();

    beforeAll(async () => {
      for (const name of names) {
        versions.set(name, await python.run<Version>("datasets/read_dataset.py", run.datasets[name]));
      }
    });

    test("three finalized versions", () => {
      for (const name of names) {
        expect(versions.get(name)).toMatchObject({ final: true, version: "1.0.0" });
      }
    });

    test("lineage", () => {
      const { raw, processed, features } = run.datasets;
      expect(versions.get("raw")?.graph).toMatchObject({ [raw]: [] });
      expect(versions.get("processed")?.graph).toMatchObject({ [processed]: [raw] });
      expect(versions.get("features")?.graph).toMatchObject({ [features]: [processed] });
    });

    test.each(names)("%s: the same bytes", async (name) => {
      const dataset = await Dataset.get({ id: run.datasets[name] }, { connection });
      const hashes = Object.fromEntries(Array.from(dataset.entries, ([path, { hash }]) => [path, hash]));
      expect(versions.get(name)?.files).toEqual(hashes);
      expect(versions.get(name)?.unhealthy).toEqual([]);
      const folder = await dataset.getLocalCopy();
      for (const path of dataset.listFiles()) {
        expect(await sha256File(join(folder, path))).toBe(hashes[path]);
      }
    });

    test("raw: the survey's file itself", async () => {
      const controller = await Task.get({ id: run.tasks["controller"] ?? "" }, { connection });
      const path = String(controller.getParameter("Args/survey"));
      expect(versions.get("raw")?.files).toEqual({ [basename(path)]: await sha256File(path) });
    });
  });

  describe("the model", () => {
    let model: Model;
    let forest: Forest;

    beforeAll(async () => {
      model = await Model.get({ id: modelOf(run).id }, { connection });
      forest =
        model.framework === "ydf"
          ? { model: model.id, task: run.tasks["trainModels"] ?? "" }
          : await trainForest(connection, run.datasets.features);
    });

    test("one in use", async () => {
      const champions: string[] = [];
      for await (const { id } of Model.list({ project: run.project, tags: ["champion"] }, { connection })) {
        champions.push(id);
      }
      expect(champions).toEqual([modelOf(run).id]);
      expect(run.champion).toMatchObject({ promoted: true, previous: null });
    });

    test("its file and its description", async () => {
      const read = await python.run<Record<string, unknown>>("models/read_weights.py", model.id);
      const training = await Task.get({ id: run.tasks["trainModels"] ?? "" }, { connection });
      expect(read).toMatchObject({
        name: modelOf(run).name,
        framework: model.framework,
        metadata: { main_metric: "R2", main_metric_value: modelOf(run).value, dataset: run.datasets.features },
        design: { dataset: run.datasets.features, metrics: { R2: modelOf(run).value } },
        sha256: training.artifacts.get("model")?.hash,
        samePath: true,
      });
    });

    test("Python's ydf predicts the same numbers", async () => {
      const comparison = await python.run<{
        sameRows: boolean;
        rows: number;
        spread: number;
        largestDifference: number;
      }>("models/predict_with_ydf.py", forest.model, run.datasets.features, forest.task);
      expect(comparison.sameRows).toBe(true);
      expect(comparison.rows).toBeGreaterThan(100);
      expect(comparison.spread).toBeGreaterThan(0.1);
      expect(comparison.largestDifference).toBeLessThan(1e-5);
    });
  });
});
