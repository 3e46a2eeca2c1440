import type { Connection } from "@clearml-ts/client";
import { OF_AGENT } from "../record/task-origin.ts";
import { TaskState } from "../record/task-state.ts";

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
