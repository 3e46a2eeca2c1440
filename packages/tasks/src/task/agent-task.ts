import type { Connection } from "@clearml-ts/client";
import { editParameters } from "../parameters/edit-parameters.ts";
import { flattenParameters, storedItem } from "../parameters/hyperparams.ts";
import { OF_AGENT, whoseValue } from "../record/task-origin.ts";
import { TaskState } from "../record/task-state.ts";
import type { TaskOptions } from "./task-options.ts";

/** Ids of tasks that this process has taken up. */
const taken = new Set<string>();

/**
 * Takes up the task that an agent started this process for. Returns undefined where there is none, and from the second
 * time on: what a program starts after its main task are tasks of their own.
 *
 * @throws {@link TaskNotFoundError} when the server of the connection does not have the task.
 */
export async function takeUpAgentTask(connection: Connection): Promise<TaskState | undefined> {
  const { taskId } = connection.config;
  if (taskId === undefined || taken.has(taskId)) {
    return undefined;
  }
  taken.add(taskId);
  try {
    return await TaskState.load(connection, taskId, OF_AGENT);
  } catch (error) {
    taken.delete(taskId);
    throw error;
  }
}

/** Gives a task that was taken up the things that a program begins with, where it does not have them itself. */
export async function addWhatIsMissing(task: TaskState, options: Partial<TaskOptions>): Promise<void> {
  const { record, origin, connection } = task;
  const { parameters = {}, parameterNotes, outputUri = connection.config.defaultOutputUri } = options;
  if (outputUri !== undefined && whoseValue(origin, record.output?.destination || undefined) === "program") {
    await task.edit(() => ({ output_dest: outputUri }));
  }
  const stored = record.hyperparams ?? {};
  const missing = [...flattenParameters(parameters)].filter(([name]) => {
    return whoseValue(origin, storedItem(stored, name)) === "program";
  });
  if (missing.length > 0) {
    await editParameters(task, new Map(missing), parameterNotes);
  }
}
