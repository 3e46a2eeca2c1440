import { Task, type TaskWatch } from "@clearml-ts/tasks";
import { findCompletedTask, JOB_HASH } from "../../cache/completed-task.ts";
import { queuePlace } from "../../remote/queues/queue-runner.ts";
import { runRemoteStep } from "../../remote/steps/remote-step.ts";
import type { StepLaunch, StepWatch } from "../../run/runner/step-runner.ts";
import type { StepOutcome } from "../../steps/step-outcome.ts";
import { outputsOf } from "../../steps/stored-outputs.ts";
import type { JsonValue } from "../../values/json.ts";
import { jobHash, storedParameters } from "./job-hash.ts";
import { keptTypes } from "./parameter-types.ts";
import { editOf, type StepChanges } from "./step-changes.ts";

/** The task that a step is a copy of, and in what the copy differs. */
export interface TaskStep extends StepChanges {
  base: Task;
  /** Parameters to change, by full name. */
  parameters: Readonly<Record<string, JsonValue>>;
  /** Run a copy of the task; `false` runs the task itself, which must be a draft. */
  clone: boolean;
  /** Take a task that has done the same work, by the Python SDK or by this one. */
  cache: boolean;
  queue: string;
  /** Where the step's artifacts and models go; undefined for where those of the task went. */
  outputUri: string | undefined;
}

/** Runs a task as a step of a pipeline: copied, changed, and brought to its end through a queue. */
export async function runTaskStep(
  step: TaskStep,
  launch: StepLaunch,
  watch: StepWatch,
  tasks: TaskWatch,
): Promise<StepOutcome> {
  const { connection, name, definition, objects } = launch;
  const hash = step.cache ? jobHash(jobContent(step)) : undefined;
  const same = hash && (await findCompletedTask(connection, { property: JOB_HASH, value: hash, signal: watch.signal }));
  if (same) {
    watch.log(`Step [${name}] is taken from task ${same.id}, which has done the same.`);
    const task = await Task.get({ id: same.id }, { connection });
    return { status: "cached", taskId: task.id, outputs: await outputsOf(definition, task, objects) };
  }
  return runRemoteStep(launch, watch, {
    ...queuePlace({ queue: step.queue, isDraft: false, tasks, program: {} }),
    draft: () => taskOf(step, launch, hash),
  });
}

/** The content that the step's task will have, as the Python SDK hashes it: given values in place of stored texts. */
function jobContent({ base: { record }, parameters, ...changes }: TaskStep) {
  return { ...record, ...editOf(record, changes), parameters: { ...storedParameters(record), ...parameters } };
}

async function taskOf(
  step: TaskStep,
  { name, connection, controller, runtime }: StepLaunch,
  hash: string | undefined,
): Promise<Task> {
  const { base, parameters, outputUri } = step;
  const task = await copyOf(step, name);
  if (Object.keys(parameters).length > 0) {
    await task.setParameters(parameters, { types: keptTypes(task.record, parameters) });
  }
  const own = hash ?? jobHash({ ...task.record, parameters: storedParameters(task.record) });
  await connection.services.tasks.edit({
    name,
    ...(!controller.copiesStay && { project: controller.project.id }),
    parent: controller.taskId,
    ...(outputUri !== undefined && { output_dest: outputUri }),
    ...editOf(base.record, step),
    tags: [...new Set([...task.tags, ...controller.tags])],
    // Python writes the word where there is no hash.
    runtime: { ...task.record.runtime, ...runtime, [JOB_HASH]: own ?? "None" },
    task: task.id,
    force: true,
  });
  return Task.get({ id: task.id }, { connection });
}

async function copyOf({ base, clone }: TaskStep, name: string): Promise<Task> {
  if (!clone && base.status === "created") {
    return base;
  }
  if (!clone) {
    base.connection.warn(
      `Step "${name}" is to run task ${base.id} itself, which is not a draft but ${base.status}; a copy of it is run.`,
    );
  }
  return base.clone({ name });
}
