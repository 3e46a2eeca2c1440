import { NoCurrentTaskError } from "./errors.ts";
import { Task, taskContext } from "./task/task.ts";

/** Runs a function as part of a task: `task` is the current one in it, and in everything it calls and awaits. */
export function runInTask<T>(task: Task, run: () => T): T {
  return taskContext.run(task, run);
}

/**
 * The task that the running code belongs to.
 *
 * @throws {@link NoCurrentTaskError} when there is none.
 */
export function requireCurrentTask(action: string): Task {
  const task = Task.current();
  if (!task) {
    throw new NoCurrentTaskError(action);
  }
  return task;
}
