import { Dataset } from "@clearml-ts/datasets";
import { expect, test } from "vitest";
import { endlessFlow, failingFlow, queuedFlow } from "../../fixtures/queued-flow.fixture.ts";
import { openWorkplace } from "../../fixtures/workplace.fixture.ts";
import { pipeline } from "../../pipeline.ts";
import { queueRunner } from "../queues/queue-runner.ts";

/** A workplace with a queue of controllers and one of steps, and a worker for each. */
async function openOffice() {
  const place = await openWorkplace();
  await place.connection.services.queues.create({ name: "services" });
  await place.work("services");
  await place.work("default");
  return place;
}

const runner = queueRunner({ queue: "default" });

test("a run whose controller and steps are on workers gives the result that it gives here", async () => {
  const place = await openOffice();
  const seen = new Set<string>();
  const run = await queuedFlow.run(
    { text: "far", factor: 3 },
    { ...place, runner, runRemotely: true, onProgress: ({ step }) => seen.add(step.name) },
  );
  expect(run).toMatchObject({ name: "queued", version: "1.0.0", result: { size: 9, read: "far" } });
  expect(run.result.survey).toBeInstanceOf(Dataset);
  expect(run.steps["count"]).toMatchObject({
    status: "completed",
    parents: ["collect"],
    output: { size: 9, text: "far" },
  });
  expect([...seen].sort()).toEqual(["collect", "count"]);

  const controller = await place.task(run.controllerId);
  expect(controller.record).toMatchObject({ status: "completed", type: "controller", project: controller.project.id });
  expect(controller.project.name).toBe("Comfort/.pipelines/queued");
  expect(controller.getParameters()).toMatchObject({ "Args/text": "far", "pipeline/default_queue": "default" });
  expect((await place.task(run.steps["count"]?.taskId)).record.script).toEqual(controller.record.script);
});

test("a copy of a controller runs again with the parameters that were changed on it", async () => {
  const place = await openOffice();
  const first = await queuedFlow.run({ text: "far", factor: 3 }, { ...place, runner, runRemotely: true });

  const { pipeline: id } = await place.connection.services.pipelines.startPipeline({
    task: first.controllerId,
    queue: (await place.connection.services.queues.getAll({ name: "^services$" })).queues[0]?.id ?? "",
    args: [{ name: "factor", value: "5" }],
  });
  const second = await place.task(id);
  expect(second.name).toBe("queued #2");
  expect(await place.ended(second)).toBe("completed");
  expect(second.getParameters()).toMatchObject({ "Args/factor": 5, "return/size": 15, "return/read": "far" });
  const nodes = JSON.parse(second.getConfigurationObject("Pipeline")?.value ?? "{}");
  expect(nodes).toMatchObject({ collect: { status: "cached", job_id: first.steps["collect"]?.taskId } });
});

test("a parameter that was changed into something else is told on the controller", async () => {
  const place = await openOffice();
  const { controllerId } = await queuedFlow.enqueue({ text: "far", factor: 3 }, { ...place, runner });
  const copy = await (await place.task(controllerId)).clone();
  await place.connection.services.tasks.editHyperParams({
    task: copy.id,
    hyperparams: [{ section: "Args", name: "factor", value: "many", type: "int" }],
  });
  await copy.enqueue("services");
  expect(await place.ended(copy)).toBe("failed");
  // The worker may write its own words over those of the status.
  const reason = 'Parameter "Args/factor" is "many", which is not a value of type int';
  expect(copy.record.runtime?.["pipeline_failure"]).toContain(reason);
  await place.ended(await place.task(controllerId));
});

test("without a runner the steps run with the controller, in its process", async () => {
  const place = await openOffice();
  const run = await queuedFlow.run({ text: "one", factor: 1 }, { ...place, runRemotely: { queue: "services" } });
  expect(run.result).toMatchObject({ size: 3, read: "one" });
  const step = await place.task(run.steps["count"]?.taskId);
  expect(step.getParameter("pipeline/component")).toBeUndefined();
  expect(await place.consoleOf(step.id)).toMatch(/counting in process \d+/);
});

test("a failure on a worker is the same error here", async () => {
  const place = await openOffice();
  const error = await failingFlow
    .run({ column: "co2" }, { ...place, runner, runRemotely: true })
    .catch((reason) => reason);
  expect(error).toMatchObject({
    name: "PipelineError",
    step: "always fails",
    cause: { name: "StepTaskError", reason: "RangeError: no column co2" },
  });
  expect((await place.task(error.controllerId)).status).toBe("failed");
});

test("aborting a run stops its controller and its steps, wherever they are", async () => {
  const place = await openOffice();
  const stop = new AbortController();
  const ended = endlessFlow
    .run({ steps: 2 }, { ...place, runner, runRemotely: true, signal: stop.signal })
    .catch((e) => e);
  const steps = await place.steps({ in_progress: 1, queued: 1 });
  stop.abort(new Error("enough"));
  expect(await ended).toMatchObject({ message: "enough" });
  const statuses = await Promise.all(steps.map(async ({ id }) => (await place.task(id)).status));
  expect(statuses).toEqual(["stopped", "stopped"]);
  const controller = await place.task(steps[0]?.parent);
  expect(await place.ended(controller)).toBe("stopped");
});

test("parameters that a task cannot hold are refused before anything is made", async () => {
  const place = await openOffice();
  const odd = pipeline({ name: "odd names", project: "Comfort" }, (_params: { limits: Record<string, number> }) => {});
  await expect(odd.enqueue({ limits: { "m/s": 1 } }, place)).rejects.toMatchObject({
    name: "PipelineValueError",
    where: 'Parameter "limits" in "m/s" of pipeline "odd names"',
  });
  expect((await place.connection.services.tasks.getAll({ search_hidden: true })).tasks).toEqual([]);
});
