import type { Connection } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";
import { PipelineDefinitionError } from "../../errors.ts";

/** Names the task that a step is made of. */
export interface BaseTask {
  /** Id of the task. */
  baseTaskId?: string;
  /** Name of the project of the task, where no id is given. */
  baseTaskProject?: string;
  /** Name of the task, where no id is given; of several, the one updated last that has not failed. */
  baseTaskName?: string;
}

/**
 * Loads the task that a step is made of.
 *
 * @throws {@link TaskNotFoundError} when there is no task of the id.
 * @throws {@link PipelineDefinitionError} when no task of the name fits.
 */
export async function loadBaseTask(
  step: string,
  { baseTaskId, baseTaskProject: project = "", baseTaskName: name = "" }: BaseTask,
  connection: Connection,
): Promise<Task> {
  if (baseTaskId !== undefined) {
    return Task.get({ id: baseTaskId }, { connection });
  }
  const status = ["created", "queued", "in_progress", "published", "stopped", "completed", "closed"] as const;
  const found = Task.list(
    { project, name, status, includeHidden: true, includeArchived: true, pageSize: 1 },
    { connection },
  );
  for await (const task of found) {
    if (task.archived) {
      connection.warn(`Step "${step}" is made of task ${task.id}, which is archived.`);
    }
    return task;
  }
  throw new PipelineDefinitionError(
    `Step "${step}" is to be made of a task "${name}" of project "${project}", and there is none that has not failed.`,
  );
}
