import type { Connection } from "@clearml-ts/client";
import { isPlainObject } from "@clearml-ts/protocol";
import { PipelineValueError } from "../../errors.ts";
import { type Controller, draftController } from "../../run/controller/controller.ts";
import type { PipelineDefinition } from "../../run/pipeline-definition.ts";
import type { ProgramOptions, StepQueues } from "../../run/runner/step-runner.ts";
import type { StoredValue } from "../../values/stored-value.ts";
import { bundledProgram } from "../program/bundled-program.ts";
import { checkQueues } from "../queues/queue-workers.ts";

/** The queue of a controller, and how its program is made. */
export interface RemoteOptions extends ProgramOptions {
  /** Queue of the controller. Its worker must not be the only one of its steps: it waits for them. @default "services" */
  queue?: string;
}

/** A run to put in a queue. */
export interface EnqueuePipelineOptions {
  connection: Connection;
  project: string;
  /** The parameters, checked. */
  parameters: StoredValue;
  remote: RemoteOptions;
  /** Queues of the steps; undefined when they are to run with the controller, in its process. */
  queues: StepQueues | undefined;
  /** Names of steps that run, whatever is known of their work. */
  force: readonly string[];
}

/**
 * Makes the controller of a run with its program and puts it in a queue.
 *
 * @throws {@link QueueNotFoundError} when one of the queues does not exist.
 * @throws {@link PipelineValueError} when a parameter has a name that the task cannot hold.
 */
export async function enqueuePipeline(
  definition: PipelineDefinition,
  options: EnqueuePipelineOptions,
): Promise<Controller> {
  const { connection, remote, queues } = options;
  const { queue = "services" } = remote;
  const stepQueues = queues ? [queues.queue, ...Object.values(queues.queues ?? {})] : [];
  return connection.session.budget("pipeline.enqueue()").run(async () => {
    await checkQueues(connection, [queue, ...stepQueues]);
    const controller = await draftPipeline(definition, options);
    await controller.task.enqueue(queue);
    return controller;
  });
}

/**
 * Makes the controller of a run with its program, for somebody to put it in a queue later.
 *
 * @throws {@link PipelineValueError} when a parameter has a name that the task cannot hold.
 */
export async function draftPipeline(
  definition: PipelineDefinition,
  { connection, project, parameters, remote: { queue: _, ...options }, queues, force }: EnqueuePipelineOptions,
): Promise<Controller> {
  checkNames(definition, parameters.value);
  const program = await bundledProgram(definition)(options);
  const run = { ...definition, project, parameters, queues, program, force };
  const controller = await draftController(connection, run);
  await definition.prepareDraft?.(controller.task);
  return controller;
}

/** The run reads its parameters from the task, where a slash in a name stands for an object inside another. */
function checkNames(
  { name }: Pick<PipelineDefinition, "name">,
  parameters: unknown,
  path: readonly string[] = [],
): void {
  if (!isPlainObject(parameters)) {
    return;
  }
  for (const [key, value] of Object.entries(parameters)) {
    const place = [...path, key];
    if (key.includes("/")) {
      throw new PipelineValueError(
        `Parameter ${place.map((part) => `"${part}"`).join(" in ")} of pipeline "${name}"`,
        "has a slash in its name, so the task of a run could not hold it",
      );
    }
    checkNames({ name }, value, place);
  }
}
