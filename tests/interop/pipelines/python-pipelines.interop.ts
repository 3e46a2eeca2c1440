import { readFile } from "node:fs/promises";
import { Model } from "@clearml-ts/models";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../fixtures/both-languages.ts";
import { consoleText } from "../fixtures/task-end.ts";
import { outcomes, type PythonPipeline, readPythonPipeline } from "./pipeline-of-python.ts";

let both: BothLanguages;
let run: Record<"tasks" | "functions" | "decorated" | "again" | "debugged" | "failing", PythonPipeline>;

beforeAll(async () => {
  both = await bothLanguages();
  const { connection, python } = both;
  const pipeline = async (script: string, ...args: string[]) =>
    readPythonPipeline(connection, await python.run<string>(script, ...args));
  // Side by side: most of the time, the SDK waits between two looks at a step.
  const [tasks, functions, decorated, failing] = await Promise.all([
    python
      .run<string>("automation/train.py")
      .then((base) => pipeline("pipelines/pipeline_from_tasks.py", base, "here")),
    pipeline("pipelines/pipeline_from_functions.py", "here"),
    pipeline("pipelines/pipeline_from_decorators.py", "here"),
    pipeline("pipelines/pipeline_that_fails.py"),
  ]);
  const again = await pipeline("pipelines/pipeline_from_decorators.py", "here");
  const debugged = await pipeline("pipelines/pipeline_from_decorators.py", "calls");
  run = { tasks, functions, decorated, again, debugged, failing };
});

afterAll(() => both[Symbol.asyncDispose]());

describe("pipelines of the Python SDK on one machine", () => {
  describe("from tasks", () => {
    test("controller", () => {
      const { controller } = run.tasks;
      expect(controller.record).toMatchObject({ type: "controller", status: "completed", name: "two tasks" });
      expect(controller.record.runtime).toMatchObject({ version: "2.0.0", progress: "100" });
      expect(controller.project.name).toBe("interop/automation/.pipelines/two tasks");
      expect(controller.systemTags).toContain("pipeline");
      expect(controller.getParameter("Args/rate")).toBe(0.25);
    });

    test("graph", async () => {
      expect(run.tasks.graph).toMatchObject({
        coarse: { status: "completed", parents: [] },
        fine: { status: "completed", parents: ["coarse"] },
      });
      expect(await titlesOfPlots(run.tasks)).toEqual(["Pipeline", "Pipeline Details"]);
    });

    test("steps: clones with other parameters", async () => {
      const { controller, step, graph } = run.tasks;
      const [coarse, fine] = [step("coarse"), step("fine")];
      expect([coarse.parent, fine.parent]).toEqual([controller.id, controller.id]);
      expect(graph["coarse"]?.base_task_id).not.toBe(coarse.id);
      expect(coarse.getParameters()).toEqual({ "Args/rate": 0.25, "Args/depth": 4, "Args/source": "survey.csv" });
      const summary = coarse.artifacts.get("summary");
      expect(await summary?.get()).toEqual({ rate: 0.25, depth: 4 });
      expect(fine.getParameters()).toEqual({ "Args/rate": 0.25, "Args/depth": 8, "Args/source": summary?.url });
      expect(fine.record.comment).toBe("refined");
    });

    test("steps: scalars and console", async () => {
      const fine = run.tasks.step("fine");
      expect((await fine.getReportedScalars())["loss"]).toEqual({
        train: { x: [0, 1, 2], y: [0.375, 0.1875, 0.125] },
        final: { x: [3], y: [0.125] },
      });
      expect(await consoleText(fine)).toContain("training on http");
    });

    test("watched metric", async () => {
      expect(await run.tasks.controller.getReportedScalars()).toEqual({ coarse: { loss: { x: [3], y: [0.5 / 3] } } });
    });

    test("watched artifact", async () => {
      const { controller, step } = run.tasks;
      const watched = controller.artifacts.get("summary");
      expect(watched?.url).toBe(step("coarse").artifacts.get("summary")?.url);
      expect(await watched?.get()).toEqual({ rate: 0.25, depth: 4 });
    });

    test("watched model", async () => {
      const { output } = await Model.forTask(run.tasks.controller);
      expect(output.map(({ taskId }) => taskId)).toEqual([run.tasks.step("coarse").id]);
      expect(await readFile((await output[0]?.getLocalCopy()) ?? "", "utf8")).toBe("rate 0.25, depth 4");
    });
  });

  describe("from functions", () => {
    test("controller", () => {
      const { controller } = run.functions;
      expect(controller.record).toMatchObject({ status: "completed", runtime: { version: "3.0.0" } });
      expect(controller.getParameter("Args/share")).toBe(0.5);
      expect(JSON.parse(controller.getConfigurationObject("fit")?.value ?? "")).toMatchObject({ type: "training" });
    });

    test("graph", async () => {
      expect(run.functions.graph).toMatchObject({
        split: { status: "completed", parents: [] },
        fit: { status: "completed", parents: ["split"] },
        judge: { status: "completed", parents: ["fit", "split"] },
      });
      expect(await titlesOfPlots(run.functions)).toEqual(["Pipeline", "Pipeline Details"]);
    });

    test("steps: arguments and results", () => {
      const { step } = run.functions;
      const [split, fit, judge] = [step("split"), step("fit"), step("judge")];
      expect([split.type, fit.type, judge.type]).toEqual(["data_processing", "training", "qc"]);
      expect(split.getParameters()).toEqual({ "kwargs/path": "survey.csv", "kwargs/share": 0.5 });
      expect([...split.artifacts.keys()].sort()).toEqual(["test", "training"]);
      expect(fit.getParameter("kwargs_artifacts/rows")).toBe(`${split.id}.training`);
      expect(judge.getParameter("return/distance")).toBe(5);
    });

    test("watched metric, artifact and model", async () => {
      const { controller, step } = run.functions;
      expect(await controller.getReportedScalars()).toEqual({ loss: { train: { x: [1], y: [2.5] } } });
      const watched = controller.artifacts.get("summary of the fit");
      expect(watched?.url).toBe(step("fit").artifacts.get("summary")?.url);
      expect(controller.models.output.map(({ name }) => name)).toEqual(["mean of the fit"]);
      const [model] = (await Model.forTask(controller)).output;
      expect(await readFile((await model?.getLocalCopy()) ?? "", "utf8")).toBe("2.0");
    });
  });

  describe("from decorators", () => {
    test("graph grows with the calls", () => {
      expect(run.decorated.graph).toMatchObject({
        load: { status: "completed", parents: [] },
        fit: { status: "completed", parents: ["load"] },
        fit_1: { status: "completed", parents: ["load"] },
      });
    });

    test("return values", () => {
      const { controller, step } = run.decorated;
      expect(step("load").getParameter("return/source")).toBe("read from survey.csv");
      expect([step("fit"), step("fit_1")].map((fit) => fit.getParameter("return/mean"))).toEqual([1.5, 3.5]);
      expect(controller.artifacts.get("answer")).toMatchObject({
        type: "pickle",
        preview: "{'best': 3.5, 'source': 'read from survey.csv'}",
      });
    });

    test("watched metric", async () => {
      const curve = { x: [1, 2], y: [1.5, 3.5] };
      expect(await run.decorated.controller.getReportedScalars()).toEqual({ mean: { rows: curve } });
    });

    test("second run takes the cached step", () => {
      expect(outcomes(run.again)).toEqual({ load: "cached", fit: "completed", fit_1: "completed" });
      expect(run.again.step("load").id).toBe(run.decorated.step("load").id);
      expect(run.again.step("fit").id).not.toBe(run.decorated.step("fit").id);
    });

    test("runs are numbered", () => {
      const names = [run.decorated, run.again, run.debugged].map(({ controller }) => controller.name);
      expect(names).toEqual(["decorated", "decorated #2", "decorated #3"]);
    });

    test("debugged in one process", async () => {
      const { controller, graph } = run.debugged;
      expect([controller.status, graph]).toEqual(["completed", {}]);
      expect(await controller.getReportedScalars()).toEqual({ mean: { rows: { x: [1, 2], y: [1.5, 3.5] } } });
    });
  });

  describe("with failures", () => {
    test("failing step fails the pipeline", async () => {
      const { controller, step } = run.failing;
      expect(outcomes(run.failing)).toEqual({ flaky: "completed", broken: "failed" });
      expect(run.failing.graph["broken"]).toMatchObject({ executed: false, parents: ["flaky"] });
      expect(controller.record).toMatchObject({ status: "failed", status_reason: "Pipeline aborted and failed" });
      expect(step("broken").status).toBe("failed");
      expect(await consoleText(step("broken"))).toContain("ValueError: no data");
    });

    test("failed step is run again", async () => {
      const flaky = run.failing.step("flaky");
      expect(flaky.getParameter("return/attempt")).toBe(2);
      expect((await flaky.getReportedScalars())["attempt"]?.["number"]?.y).toEqual([1, 2]);
      expect(await consoleText(flaky)).toContain("RuntimeError: not this time");
    });
  });
});

async function titlesOfPlots({ controller }: PythonPipeline): Promise<string[]> {
  return (await controller.getReportedPlots()).map(({ metric = "" }) => metric).sort();
}
