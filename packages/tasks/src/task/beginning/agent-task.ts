import type { Connection } from "@clearml-ts/client";
import { editParameters } from "../../parameters/edit-parameters.ts";
import { flattenParameters, storedItem } from "../../parameters/hyperparams.ts";
import { whoseValue } from "../../record/task-origin.ts";
import type { TaskState } from "../../record/task-state.ts";
import type { TaskOptions } from "../task-options.ts";

/** Ids of tasks that this process has taken up. */
const taken = new Set<string>();

/**
 * The id of the task that an agent started this process for; undefined where there is none, and from the second time on:
 * tasks that a program starts after its main one are its own.
 */
export function claimAgentTask({ config: { taskId } }: Connection): string | undefined {
  if (taskId === undefined || taken.has(taskId)) {
    return undefined;
  }
  taken.add(taskId);
  return taskId;
}

/** Lets the next caller try to take a task up. */
export function releaseAgentTask(taskId: string): void {
  taken.delete(taskId);
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
