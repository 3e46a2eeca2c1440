import { draftPipeline, enqueuePipeline } from "../remote/runs/enqueue-pipeline.ts";
import { followRun } from "../remote/runs/follow-run.ts";
import type { Controller } from "../run/controller/controller.ts";
import type { PipelineDefinition } from "../run/pipeline-definition.ts";
import type { PipelineRun } from "../run/pipeline-run.ts";
import type { ObjectLoader } from "../values/object-loader.ts";
import { openRun } from "./open-run.ts";
import type { EnqueueOptions, QueuedRun, RunOptions } from "./run-options.ts";

/** Puts the controller of a run in a queue, and waits for its end. */
export async function runRemotely<Result>(
  definition: PipelineDefinition,
  params: unknown,
  { runRemotely: remote, onProgress, signal, console: _, ...where }: RunOptions,
): Promise<PipelineRun<Result>> {
  const options = { ...where, ...(typeof remote === "object" && remote) };
  const { controller, objects } = await putInQueue(definition, params, options);
  return followRun<Result>(definition, controller, { objects, onProgress, signal });
}

/** Puts the controller of a run in a queue. */
export async function enqueueRun(
  definition: PipelineDefinition,
  params: unknown,
  options: EnqueueOptions,
): Promise<QueuedRun> {
  const { task, version, webUrl } = (await putInQueue(definition, params, options)).controller;
  return { controllerId: task.id, name: task.name, version, webUrl };
}

/** Makes the controller of a run, for somebody to put it in a queue later. */
export async function draftRun(
  definition: PipelineDefinition,
  params: unknown,
  options: Omit<EnqueueOptions, "queue">,
): Promise<void> {
  await begin(definition, params, options, draftPipeline);
}

function putInQueue(
  definition: PipelineDefinition,
  params: unknown,
  options: EnqueueOptions,
): Promise<{ controller: Controller; objects: ObjectLoader }> {
  return begin(definition, params, options, enqueuePipeline);
}

async function begin(
  definition: PipelineDefinition,
  params: unknown,
  { connection: given, project = definition.project, runner, force = [], ...remote }: EnqueueOptions,
  make: typeof enqueuePipeline,
): Promise<{ controller: Controller; objects: ObjectLoader }> {
  const { connection, objects, parameters } = await openRun(definition, params, { connection: given });
  const queues = runner?.queues;
  const run = { connection, project, parameters, remote, queues, force };
  return { controller: await make(definition, run), objects };
}
