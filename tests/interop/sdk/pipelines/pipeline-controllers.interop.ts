import { PipelineController } from "@clearml-ts/pipeline";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";
import { controllerFlow } from "../../programs/controller-flow.ts";

let both: BothLanguages;
/** Id of a task of Python that steps are copies of. */
let base: string;

beforeAll(async () => {
  both = await bothLanguages();
  base = await both.python.run<string>("automation/train.py");
});

afterAll(() => both[Symbol.asyncDispose]());

describe("pipelines step by step", () => {
  describe(pythonToTypeScript, () => {
    const lookup = { pipelineProject: "interop/automation", pipelineName: "two tasks" };
    let id: string;

    beforeAll(async () => {
      id = await both.python.run<string>("pipelines/pipeline_from_tasks.py", base, "here");
    });

    test("pipeline found by project, name and version", async () => {
      const found = await PipelineController.get({ ...lookup, pipelineVersion: "2.0.0" }, both);
      expect([found.id, found.version, found.task.status]).toEqual([id, "2.0.0", "completed"]);
      expect(found.getParameters()).toEqual({ rate: 0.25 });
      expect(await found.isSuccessful()).toBe(true);
    });

    test("steps with their references, monitors and times", async () => {
      const { coarse, fine } = (await PipelineController.get({ pipelineId: id }, both)).getPipelineDag();
      expect(coarse).toMatchObject({
        baseTaskId: base,
        status: "completed",
        parameters: { "Args/rate": "${pipeline.rate}", "Args/depth": 4 },
        monitored: {
          metrics: [
            [
              ["loss", "final"],
              ["coarse", "loss"],
            ],
          ],
          artifacts: [["summary", "summary"]],
          models: [["weights", "weights"]],
        },
      });
      expect(fine).toMatchObject({
        parents: ["coarse"],
        executed: fine?.taskId,
        taskOverrides: { comment: "refined" },
      });
      expect(fine?.endedAt?.getTime()).toBeGreaterThan(fine?.startedAt?.getTime() ?? Number.POSITIVE_INFINITY);
    });

    test("copy of a pipeline", async () => {
      const copy = await PipelineController.clone(id, { name: "two tasks again", version: "7.0", ...both });
      expect(copy.task.project.name).toBe("interop/automation/.pipelines/two tasks again");
      expect([copy.task.status, copy.version, Object.keys(copy.getPipelineDag())]).toEqual([
        "created",
        "7.0",
        ["coarse", "fine"],
      ]);
      await PipelineController.enqueue(copy, { queue: "default", ...both });
      expect(await copy.isRunning()).toBe(true);
      await copy.task.dequeue();
    });

    test("cached step", async () => {
      const ran = await both.python.run<{ task: string }>("pipelines/cached_step.py", base, "0.75");
      const pipeline = new PipelineController({ name: "takes from Python", project: "interop/controllers" })
        .setDefaultExecutionQueue("default")
        .addStep({
          name: "train",
          baseTaskId: base,
          parameterOverride: { "Args/rate": 0.75, "Args/depth": 4 },
          cacheExecutedStep: true,
        });
      await pipeline.startLocally(both);
      expect(pipeline.getPipelineDag()["train"]).toMatchObject({ status: "cached", taskId: ran.task });
    });
  });

  describe(typeScriptToPython, () => {
    let read: { copy: string; nodes: Record<string, Record<string, unknown>>; [fact: string]: unknown };

    beforeAll(async () => {
      await controllerFlow.createDraft(both);
      const names = ["interop/controllers", "around Python", "1.0.0"];
      read = await both.python.run("pipelines/read_controller.py", controllerFlow.id, ...names, "0.5");
    });

    test("pipeline found by project, name and version", () => {
      expect(read).toMatchObject({ version: "1.0.0", foundByName: true, status: "created" });
      expect(read["parameters"]).toMatchObject({ "Args/rate": 0.25, "pipeline/default_queue": "default" });
    });

    test("steps with their references, monitors and times", () => {
      expect(read.nodes).toMatchObject({
        before: { parents: [], base: null, cloned: false, parameters: { "kwargs/rate": "${pipeline.rate}" } },
        train: {
          parents: ["before"],
          base,
          cloned: true,
          cached: true,
          parameters: { "Args/rate": "${before.parameters.return/doubled}", "Args/depth": 4 },
          metrics: [
            [
              ["loss", "final"],
              ["train", "loss"],
            ],
          ],
          artifacts: [["summary", "summary"]],
          stage: "training",
          type: "training",
        },
        after: { parents: ["train"], type: "qc" },
      });
    });

    test("copy of a pipeline", async () => {
      expect(read["nodesOfCopy"]).toEqual(["after", "before", "train"]);
      const copy = await Task.get({ id: read.copy }, both);
      expect(copy.getParameter("Args/rate")).toBe(0.5);
      expect(copy.record.script).toEqual(controllerFlow.task.record.script);
    });
  });
});
