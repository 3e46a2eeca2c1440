import { defaultConnection } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";
import { bundledProgram } from "../remote/program/bundled-program.ts";
import { queueRunner } from "../remote/queues/queue-runner.ts";
import { followRun } from "../remote/runs/follow-run.ts";
import { requeueController } from "../remote/runs/requeue-controller.ts";
import { describeStored, reopenController } from "../run/controller/controller.ts";
import { checkResumable } from "../run/controller/resumable.ts";
import { storedQueues } from "../run/controller/run-settings.ts";
import { storedParameters } from "../run/controller/stored-parameters.ts";
import { withEarlierTasks } from "../run/earlier-attempts.ts";
import type { PipelineDefinition } from "../run/pipeline-definition.ts";
import type { PipelineRun } from "../run/pipeline-run.ts";
import { runDefinition } from "../run/run-definition.ts";
import { inProcessRunner } from "../run/runner/in-process-runner.ts";
import { ObjectLoader } from "../values/object-loader.ts";
import type { ResumeOptions } from "./run-options.ts";

/**
 * Goes on with a run that was cut short, from the steps that have completed, with the parameters of its controller's task.
 *
 * @throws {@link ResumeError} when the task is not a run of the pipeline that can go on.
 */
export async function resumeRun<Result>(
  definition: PipelineDefinition,
  controllerId: string,
  options: ResumeOptions,
): Promise<PipelineRun<Result>> {
  const connection = options.connection ?? (await defaultConnection());
  const task = await Task.get({ id: controllerId }, { connection });
  checkResumable(definition, task, { takeOver: options.takeOver ?? false, now: new Date() });
  return options.runRemotely
    ? resumeRemotely<Result>(definition, task, options)
    : resumeHere<Result>(definition, task, options);
}

/** Goes on with the controller in this process. */
async function resumeHere<Result>(
  definition: PipelineDefinition,
  stored: Task,
  { runner: given, console = true, force = [], onProgress, signal }: ResumeOptions,
): Promise<PipelineRun<Result>> {
  const { connection } = stored;
  const queues = storedQueues(stored);
  const runner = given ?? (queues ? queueRunner(queues) : inProcessRunner());
  const objects = new ObjectLoader(connection);
  const parameters = await storedParameters(definition, stored, objects);
  const budget = connection.session.budget("pipeline.resume()");
  const controller = await budget.run(async () => {
    await runner.prepare?.(connection);
    return reopenController(stored);
  });
  const program = bundledProgram(definition);
  const parts = { controller, budget, parameters, runner, program, objects, console, force, onProgress, signal };
  return withEarlierTasks(controller, runner, (earlier) => runDefinition<Result>(definition, { ...parts, earlier }));
}

/** Puts the controller in a queue again, and waits for its end. */
async function resumeRemotely<Result>(
  definition: PipelineDefinition,
  task: Task,
  { runRemotely: remote, force = [], onProgress, signal }: ResumeOptions,
): Promise<PipelineRun<Result>> {
  const { connection } = task;
  const { queue = "services" } = typeof remote === "object" ? remote : {};
  await requeueController(task, { queue, force });
  const objects = new ObjectLoader(connection);
  return followRun<Result>(definition, describeStored(task), { objects, onProgress, signal });
}
