import { component, type PipelineRun, pipeline } from "@clearml-ts/pipeline";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";

let both: BothLanguages;

beforeAll(async () => {
  both = await bothLanguages();
});

afterAll(() => both[Symbol.asyncDispose]());

describe("pipelines", () => {
  describe(pythonToTypeScript, () => {
    let controller: Task;
    let load: Task;
    let fit: Task;

    beforeAll(async () => {
      const ids = await both.python.run<Record<"controller" | "load" | "fit", string>>("pipelines/write_pipeline.py");
      controller = await Task.get({ id: ids.controller }, both);
      load = await Task.get({ id: ids.load }, both);
      fit = await Task.get({ id: ids.fit }, both);
    });

    test("controller", () => {
      const runtime = { version: "1.2.0" };
      expect(controller.record).toMatchObject({ type: "controller", status: "completed", runtime });
      expect(controller.getParameter("Args/path")).toBe("survey.csv");
    });

    test("graph", async () => {
      expect([load.parent, fit.parent]).toEqual([controller.id, controller.id]);
      const nodes = JSON.parse(controller.getConfigurationObject("Pipeline")?.value ?? "");
      expect(nodes).toMatchObject({ load: { status: "completed" }, fit: { status: "completed", parents: ["load"] } });
      const plots = await controller.getReportedPlots();
      expect(plots.map(({ metric }) => metric)).toContain("Pipeline Details");
    });

    test("steps", async () => {
      expect(load.record).toMatchObject({ type: "data_processing", status: "completed" });
      expect(load.getParameter("kwargs/path")).toBe("survey.csv");
      expect(load.getParameter("return/source")).toBe("read from survey.csv");
      expect([...load.artifacts.keys()]).toEqual(["rows"]);
      expect(fit.record).toMatchObject({ type: "training", status: "completed" });
      expect((await fit.getReportedScalars())["loss"]).toEqual({ train: { x: [1], y: [0.5] } });
    });
  });

  describe(typeScriptToPython, () => {
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
          logger.reportScalar("loss", "train", rate, { iteration: 1 });
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
      read = await python.run("pipelines/read_pipeline.py", run.controllerId, "two steps");
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
