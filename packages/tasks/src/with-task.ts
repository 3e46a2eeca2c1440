import { type CallOptions, ConnectionError } from "@clearml-ts/client";
import { captureConsole } from "./capture-console.ts";
import { runInTask } from "./current-task.ts";
import { ReportTimeoutError } from "./errors.ts";
import { Task } from "./task/task.ts";
import type { ConnectionOptions, TaskOptions } from "./task/task-options.ts";

/** A server that has just been waited for in vain is waited for no longer than this. */
const PING_WITHIN_MS = 30_000;

/** The task to make around a function, and whether it takes over the console. */
export interface WithTaskOptions extends TaskOptions {
  /** Send what the function writes to stdout and stderr to the task as well. @default true */
  console?: boolean;
}

/**
 * Runs a function as a task: inside it, the task is the current one. The task completes when the function returns,
 * fails with the reason when it throws, and is stopped when it throws because somebody stopped the task. After the function
 * it takes at most half an hour of a server that answers each call just in time, and six minutes of one that is gone.
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
    await tasks.ping({ task: task.id }, isUnreachable(error) ? oneAttempt() : {});
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

/** The options of a call that only asks whether the server is back. */
function oneAttempt(): CallOptions {
  return { retries: 0, signal: AbortSignal.timeout(PING_WITHIN_MS) };
}

/** Whether an error comes from a server that could not be reached. */
function isUnreachable(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    error instanceof ReportTimeoutError ||
    (error instanceof Error && isUnreachable(error.cause))
  );
}
