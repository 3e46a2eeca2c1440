import { ConnectionError } from "@clearml-ts/client";
import { captureConsole } from "./capture-console.ts";
import { runInTask } from "./current-task.ts";
import { Task } from "./task/task.ts";
import type { ConnectionOptions, TaskOptions } from "./task/task-options.ts";

/** The task to make around a function, and whether it takes over the console. */
export interface WithTaskOptions extends TaskOptions {
  /** Send what the function writes to stdout and stderr to the task as well. @default true */
  console?: boolean;
}

/**
 * Runs a function as a task: inside it, the task is the current one. The task completes when the function returns,
 * fails with the reason when it throws, and is stopped when it throws because somebody stopped the task.
 */
export async function withTask<T>(
  { console = true, ...options }: WithTaskOptions,
  run: (task: Task) => Promise<T> | T,
  where: ConnectionOptions = {},
): Promise<T> {
  const task = await Task.init(options, where);
  const capture = console ? captureConsole() : undefined;
  try {
    const result = await runInTask(task, () => run(task));
    await finish(task);
    return result;
  } catch (error) {
    await recordFailure(task, error);
    throw error;
  } finally {
    capture?.close();
    await task.close();
  }
}

/** The function may have ended the task itself. */
async function finish(task: Task): Promise<void> {
  await task.reload();
  if (task.status === "in_progress") {
    await task.complete();
  } else {
    await task.flush();
  }
}

/** The caller wants to see the error of the function, not that it could not be written down. */
async function recordFailure(task: Task, error: unknown): Promise<void> {
  try {
    // After minutes of retries one more attempt is enough to know that the server is gone.
    const { tasks } = task.connection.services;
    await tasks.ping({ task: task.id }, isUnreachable(error) ? { retries: 0 } : {});
    await task.reload();
    if (task.status === "in_progress") {
      await (task.signal.aborted ? task.stop({ message: "USER ABORTED" }) : task.fail(error));
    }
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem);
    task.connection.warn(`The failure of task ${task.id} could not be recorded: ${why}`);
    await task.close({ signal: AbortSignal.abort() });
  }
}

/** Whether an error comes from a server that could not be reached. */
function isUnreachable(error: unknown): boolean {
  return error instanceof ConnectionError || (error instanceof Error && isUnreachable(error.cause));
}
