import type { PipelineRun } from "@clearml-ts/pipeline";
import { queueRunner } from "@clearml-ts/pipeline";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type AgentAtWork, agentAtWork } from "../agents/agent-at-work.ts";
import { AgentProcess, showAgentWhenTestsFail } from "../agents/agent-process.ts";
import { consoleMatch, consoleText, taskEnd } from "../fixtures/task-end.ts";
import { outcomes, readPythonPipeline } from "../pipelines/pipeline-of-python.ts";
import { endlessPipeline, queuedPipeline } from "../programs/queued-pipeline.ts";

const runner = queueRunner({ queue: "default" });

let work: AgentAtWork;
/** Takes what runs as a service: the controllers. */
let services: AgentProcess;
/** A run with its controller here, and one with its controller in a queue. */
let here: PipelineRun<{ mean: number }>;
let away: PipelineRun<{ mean: number }>;

beforeAll(async () => {
  work = await agentAtWork();
  services = await AgentProcess.start(work.both.address, { queues: ["services"], name: "services" });
  const { connection } = work.both;
  here = await queuedPipeline.run({ count: 5, scale: 1 }, { connection, runner });
  away = await queuedPipeline.run({ count: 5, scale: 3 }, { connection, runner, runRemotely: true });
});

afterAll(async () => {
  await services[Symbol.asyncDispose]();
  await work[Symbol.asyncDispose]();
});

describe("pipelines of TypeScript by clearml-agent", () => {
  showAgentWhenTestsFail(() => work.agent);
  showAgentWhenTestsFail(() => services);

  test("steps from a queue", async () => {
    expect(here.result).toEqual({ mean: 2 });
    const step = await Task.get({ id: here.steps["average"]?.taskId ?? "" }, work.both);
    expect(step.record).toMatchObject({ status: "completed", last_worker: work.agent.worker });
    expect(step.getParameter("kwargs_artifacts/rows")).toBe(`${here.steps["load"]?.taskId}.rows`);
    expect(await consoleText(step)).toContain("averaging 5 rows");
  });

  test("controller from the queue of services", async () => {
    expect(away.result).toEqual({ mean: 6 });
    const controller = await Task.get({ id: away.controllerId }, work.both);
    expect(controller.record).toMatchObject({ status: "completed", last_worker: services.worker });
    expect(await consoleText(controller)).toContain("Launching step [average]");
  });

  test("new run with another parameter, as the web page starts it", async () => {
    const { queues, pipelines } = work.both.connection.services;
    const [queue] = (await queues.getAll({ name: "^services$" })).queues;
    const { pipeline } = await pipelines.startPipeline({
      task: away.controllerId,
      queue: queue?.id ?? "",
      args: [{ name: "scale", value: "10" }],
    });
    const controller = await Task.get({ id: pipeline }, work.both);
    expect(await taskEnd(controller)).toBe("completed");
    expect(controller.getParameters()).toMatchObject({ "Args/scale": 10, "return/mean": 20 });
  });

  test("step between two steps of a Python pipeline", async () => {
    const { python, connection } = work.both;
    const base = here.steps["average"]?.taskId ?? "";
    const run = await readPythonPipeline(
      connection,
      await python.run<string>("pipelines/pipeline_around_task.py", base),
    );
    expect(outcomes(run)).toEqual({ before: "completed", between: "completed", after: "completed" });
    expect(run.step("between").getParameters()).toMatchObject({ "kwargs/scale": 6, "return/mean": 12 });
    expect(run.step("after").getParameter("return/result")).toBe(13);
  });

  test("abort of the controller, as the web page does it", async () => {
    const { controllerId } = await endlessPipeline.enqueue({}, { ...work.both, runner });
    const { tasks } = work.both.connection.services;
    const step = await vi.waitFor(async () => {
      const [found] = (await tasks.getAll({ parent: [controllerId], search_hidden: true })).tasks;
      expect(found?.status).toBe("in_progress");
      return Task.get({ id: found?.id ?? "" }, work.both);
    }, 540_000);
    await consoleMatch(step, /waiting/);
    await tasks.stop({ task: controllerId, include_pipeline_steps: true });
    expect(await taskEnd(step)).toBe("stopped");
    const controller = await Task.get({ id: controllerId }, work.both);
    expect(["stopped", "failed"]).toContain(await taskEnd(controller));
    expect(await consoleText(controller)).toContain("Launching step [wait]");
  });
});
