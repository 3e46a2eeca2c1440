import { findQueueId } from "../../queues.ts";
import type { Task } from "../../task/task.ts";
import { storeProgram } from "../code/store-program.ts";
import { RemoteExecutionError } from "../errors.ts";
import { type RunningProgramOptions, runningProgram, setProgram } from "./running-program.ts";

/** How the running program goes on elsewhere. */
export interface ExecuteRemotelyOptions extends RunningProgramOptions {
  /** Put a copy of the task in the queue, and leave this one as it is. @default false */
  clone?: boolean;
  /** End this process afterwards; a task that is put in the queue itself cannot run on here. @default true */
  exit?: boolean;
}

/** System tag of tasks that run where they are developed. */
const DEVELOPMENT = "development";

/** As {@link Task.executeRemotely}, up to the end of the process; returns the task that will be run. */
export async function sendToQueue(
  task: Task,
  queue: string | undefined,
  { clone = false, ...how }: ExecuteRemotelyOptions,
): Promise<Task> {
  // First: when there is no such queue or the program cannot be sent, the task runs on here as if nobody had asked.
  const queueId = queue === undefined ? undefined : await findQueueId(task.connection, queue);
  const program = await runningProgram(how);
  await task.flush();
  const target = clone ? await task.clone() : task;
  await setProgram(target, await storeProgram(task.connection, task.project, program));
  if (!clone) {
    await task.close({ keepStatus: true });
    await task.stop({ force: true });
  }
  if (queueId !== undefined) {
    await target.enqueue(queueId);
    task.connection.warn(`Switching to remote execution: ${target.webUrl}`);
    return target;
  }
  await target.reload();
  await target.setSystemTags(target.systemTags.filter((tag) => tag !== DEVELOPMENT));
  if (!clone) {
    await target.reset({ force: true });
  }
  return target;
}

/**
 * Refuses what cannot be done: a task that is put in the queue itself and runs on here too.
 *
 * @throws {@link RemoteExecutionError} when it is asked for.
 */
export function checkRemoteExecution(taskId: string, { clone = false, exit = true }: ExecuteRemotelyOptions): void {
  if (!clone && !exit) {
    throw new RemoteExecutionError(
      taskId,
      "it cannot be put in a queue and run on in this process. Send a clone, or let the process end.",
    );
  }
}

/**
 * Returns the name of the queue.
 *
 * @throws {@link RemoteExecutionError} when there is none.
 */
export function requireQueue(taskId: string, queue: string | undefined): string {
  if (queue === undefined) {
    throw new RemoteExecutionError(taskId, "it does not run in this process, and no queue was named to put it in.");
  }
  return queue;
}
