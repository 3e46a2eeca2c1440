import { AsyncLocalStorage } from "node:async_hooks";
import { NoCurrentTaskError } from "./errors.ts";
import type { Task } from "./task/task.ts";

const current = new AsyncLocalStorage<Task>();

/** Runs a function in which, and in whatever it calls and awaits, `task` is the current task. */
export function runInTask<T>(task: Task, run: () => T): T {
  return current.run(task, run);
}

/** The task that the running code belongs to, if there is one. */
export function currentTask(): Task | undefined {
  return current.getStore();
}

/**
 * The task that the running code belongs to.
 *
 * @throws {NoCurrentTaskError} when there is none.
 */
export function requireCurrentTask(action: string): Task {
  const task = current.getStore();
  if (!task) {
    throw new NoCurrentTaskError(action);
  }
  return task;
}
