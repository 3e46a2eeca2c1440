import { PipelineController, type StoredPipeline } from "@clearml-ts/pipeline";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AgentAtWork, agentAtWork } from "../agents/agent-at-work.ts";
import { AgentProcess, showAgentWhenTestsFail } from "../agents/agent-process.ts";
import { consoleText } from "../fixtures/task-end.ts";
import { controllerFlow } from "../programs/controller-flow.ts";

let work: AgentAtWork;
/** Takes what runs as a service: the controllers. */
let services: AgentProcess;
/** A Python step between two of TypeScript, with the controller on the queue of services. */
let run: StoredPipeline;

beforeAll(async () => {
  work = await agentAtWork();
  services = await AgentProcess.start(work.both.address, { queues: ["services"], name: "services" });
  await work.both.python.run<string>("automation/train.py");
  await controllerFlow.start(work.both);
  await controllerFlow.wait();
  run = await PipelineController.get({ pipelineId: controllerFlow.id }, work.both);
});

afterAll(async () => {
  await services[Symbol.asyncDispose]();
  await work[Symbol.asyncDispose]();
});

const taskOf = (pipeline: StoredPipeline, step: string) =>
  Task.get({ id: pipeline.getPipelineDag()[step]?.taskId ?? "" }, work.both);

describe("pipelines step by step, by clearml-agent", () => {
  showAgentWhenTestsFail(() => work.agent);
  showAgentWhenTestsFail(() => services);

  test("Python step between two steps of TypeScript", async () => {
    expect(await run.isSuccessful()).toBe(true);
    expect(run.task.record).toMatchObject({ status: "completed", last_worker: services.worker });
    const train = await taskOf(run, "train");
    expect(train.record).toMatchObject({ last_worker: work.agent.worker, parent: run.id });
    // The reference gives a text, which the step's program reads by the type of its argument.
    expect(train.getParameters()).toMatchObject({ "Args/rate": 0.5, "Args/depth": 4 });
    expect(await train.artifacts.get("summary")?.get()).toEqual({ rate: 0.5, depth: 4 });
    const after = await taskOf(run, "after");
    expect(after.getParameters()).toMatchObject({
      "return/verdict": "0.5 weights",
      "return/summary": train.artifacts.get("summary")?.url,
    });
  });

  test("watched metric, artifact and model", async () => {
    expect(await run.task.getReportedScalars()).toMatchObject({ train: { loss: { x: [3], y: [0.25] } } });
    expect(await run.task.artifacts.get("summary")?.get()).toEqual({ rate: 0.5, depth: 4 });
    expect(run.task.models.output.map(({ name }) => name)).toEqual(["weights"]);
  });

  test("copied, changed and queued by Python", async () => {
    const { python } = work.both;
    const names = ["interop/controllers", "around Python", "1.0.0"];
    const { copy } = await python.run<{ copy: string }>("pipelines/read_controller.py", run.id, ...names, "0.125");
    await python.run("pipelines/enqueue_controller.py", copy);
    const again = await PipelineController.get({ pipelineId: copy }, work.both);
    await again.wait();
    expect(await again.isSuccessful()).toBe(true);
    expect((await taskOf(again, "train")).getParameter("Args/rate")).toBe(0.25);
    expect(await consoleText(again.task)).toContain("Launching step [train]");
  });
});
