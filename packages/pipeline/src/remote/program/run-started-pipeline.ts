import type { Task } from "@clearml-ts/tasks";
import { hasBegun, takeUpController } from "../../run/controller/controller.ts";
import { forcedSteps } from "../../run/controller/forced-steps.ts";
import { storedQueues } from "../../run/controller/run-settings.ts";
import { storedParameters } from "../../run/controller/stored-parameters.ts";
import { withEarlierTasks } from "../../run/earlier-attempts.ts";
import type { PipelineDefinition } from "../../run/pipeline-definition.ts";
import { runDefinition } from "../../run/run-definition.ts";
import { inProcessRunner } from "../../run/runner/in-process-runner.ts";
import { ObjectLoader } from "../../values/object-loader.ts";
import { queueRunner } from "../queues/queue-runner.ts";
import { programOfController } from "./bundled-program.ts";

/** An agent that is told to stop a controller kills it after this time, in seconds: its steps are to be stopped until then. */
const STOP_WITHIN_S = 180;

/**
 * Runs a pipeline for the task of a controller, with the parameters that are on it; its settings say where the steps run. A task
 * that has begun before goes on from the steps that have completed, as in Python.
 *
 * @throws {@link PipelineValueError} when the parameters do not fit.
 * @throws {@link PipelineError} when a step, or the function of the pipeline, failed.
 */
export async function runStartedPipeline(
  definition: PipelineDefinition,
  task: Task,
  signal: AbortSignal,
): Promise<void> {
  const { connection } = task;
  const objects = new ObjectLoader(connection);
  const parameters = await storedParameters(definition, task, objects);
  const queues = storedQueues(task);
  const runner = queues ? queueRunner(queues) : inProcessRunner();
  await runner.prepare?.(connection);
  await task.setRuntimeProperties({ _abort_callback_timeout: STOP_WITHIN_S, _abort_callback_completed: "" });
  const isResumed = hasBegun(task);
  const force = forcedSteps(task);
  try {
    const parts = {
      controller: await takeUpController(task),
      budget: connection.session.budget("pipeline.run()"),
      parameters,
      runner,
      program: programOfController(task),
      objects,
      console: true,
      force,
      signal,
    };
    await (isResumed
      ? withEarlierTasks(parts.controller, runner, (earlier) => runDefinition(definition, { ...parts, earlier }))
      : runDefinition(definition, parts));
  } finally {
    await task.setRuntimeProperties({ _abort_callback_completed: 1 });
  }
}
