import { PipelineController } from "@clearml-ts/pipeline";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AgentAtWork, agentAtWork } from "../agents/agent-at-work.ts";
import { AgentProcess, showAgentWhenTestsFail } from "../agents/agent-process.ts";
import { consoleText, taskEnd } from "../fixtures/task-end.ts";
import { outcomes, type PythonPipeline, readPythonPipeline } from "./pipeline-of-python.ts";

let work: AgentAtWork;
/** Takes what runs as a service: the controllers. */
let services: AgentProcess;
let tasks: PythonPipeline;
let functions: PythonPipeline;
let decorated: PythonPipeline;

beforeAll(async () => {
  work = await agentAtWork();
  const { address, connection, python } = work.both;
  services = await AgentProcess.start(address, { queues: ["services"], name: "services" });
  const inQueues = async () => {
    await python.execute("python", python.script("pipelines/pipeline_from_functions.py"));
    return endOf(
      await Task.get({ project: "interop/automation/.pipelines/three functions", name: "three functions" }, work.both),
    );
  };
  const fromQueue = async (script: string, ...args: string[]) =>
    readPythonPipeline(connection, await python.run<string>(script, ...args));
  [functions, tasks, decorated] = await Promise.all([
    inQueues(),
    python
      .run<string>("automation/train.py")
      .then((base) => fromQueue("pipelines/pipeline_from_tasks.py", base, "queue")),
    fromQueue("pipelines/pipeline_from_decorators.py", "queue"),
  ]);
});

afterAll(async () => {
  await services[Symbol.asyncDispose]();
  await work[Symbol.asyncDispose]();
});

describe("pipelines of the Python SDK by clearml-agent", () => {
  showAgentWhenTestsFail(() => work.agent);
  showAgentWhenTestsFail(() => services);

  describe("steps from a queue", () => {
    test("of tasks", async () => {
      expect(outcomes(tasks)).toEqual({ coarse: "completed", fine: "completed" });
      const fine = tasks.step("fine");
      expect(fine.record).toMatchObject({ last_worker: work.agent.worker, status_reason: "worker execution done" });
      expect(fine.getParameter("Args/source")).toBe(tasks.step("coarse").artifacts.get("summary")?.url);
      expect(await fine.artifacts.get("summary")?.get()).toEqual({ rate: 0.25, depth: 8 });
      expect(await tasks.controller.getReportedScalars()).toEqual({ coarse: { loss: { x: [3], y: [0.5 / 3] } } });
    });

    test("of decorated functions", async () => {
      expect(outcomes(decorated)).toEqual({ load: "completed", fit: "completed", fit_1: "completed" });
      expect(decorated.step("fit").record.last_worker).toBe(work.agent.worker);
      expect(decorated.step("fit_1").getParameter("return/mean")).toBe(3.5);
    });
  });

  describe("controller from the queue of services", () => {
    test("controller and steps", async () => {
      const { controller, step } = functions;
      expect(controller.record).toMatchObject({ status: "completed", last_worker: services.worker });
      expect(await consoleText(controller)).toContain("Launching step [judge]");
      expect(outcomes(functions)).toEqual({ split: "completed", fit: "completed", judge: "completed" });
      expect(step("judge").record.last_worker).toBe(work.agent.worker);
      expect(step("judge").getParameter("return/distance")).toBe(5);
      expect(await controller.getReportedScalars()).toMatchObject({ loss: { train: { x: [1], y: [2.5] } } });
    });

    test("new run with other arguments, as the web page starts it", async () => {
      const { services: endpoints } = work.both.connection;
      const { queues } = await endpoints.queues.getAll({ name: "^services$" });
      const reply = await endpoints.pipelines.startPipeline({
        task: functions.controller.id,
        queue: queues[0]?.id ?? "",
        args: [{ name: "share", value: "0.2" }],
        verify_watched_queue: true,
      });
      expect(reply).toMatchObject({ enqueued: true, queue_watched: true });
      const run = await endOf(await Task.get({ id: reply.pipeline }, work.both));
      expect(run.controller.record).toMatchObject({ name: "three functions #2", status: "completed" });
      expect(outcomes(run)).toEqual({ split: "completed", fit: "completed", judge: "completed" });
      expect(run.step("split").getParameter("kwargs/share")).toBe(0.2);
      expect(run.step("split").id).not.toBe(functions.step("split").id);
    });

    test("copied, changed and queued by TypeScript", async () => {
      const original = await PipelineController.get({ pipelineId: functions.controller.id }, work.both);
      const copy = await PipelineController.clone(original);
      await copy.task.setParameters({ "Args/share": 0.2 });
      await PipelineController.enqueue(copy);
      const run = await endOf(copy.task);
      expect(run.controller.record).toMatchObject({ status: "completed", last_worker: services.worker });
      expect(outcomes(run)).toEqual({ split: "completed", fit: "completed", judge: "completed" });
      expect(run.step("split").getParameter("kwargs/share")).toBe(0.2);
    });
  });
});

/** Waits for a controller, and reads what it did. */
async function endOf(controller: Task): Promise<PythonPipeline> {
  await taskEnd(controller);
  return readPythonPipeline(work.both.connection, controller.id);
}
