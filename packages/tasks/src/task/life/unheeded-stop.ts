import { terminateProgram } from "../../exit/process-hooks.ts";
import type { TaskStoppedError } from "../errors.ts";
import type { TaskRun } from "../task-run.ts";

/** The line by which the Python SDK says in the console that it ends a program. */
const NOTICE = "### TASK STOPPED - USER ABORTED - STATUS CHANGED ###";

const running = new Set<TaskRun>();
const functions = new WeakMap<TaskRun, (reason: TaskStoppedError) => void>();

/** Counts a task among those that run in this program, until the returned function is called. */
export function countAsRunning(task: TaskRun): () => void {
  running.add(task);
  return () => void running.delete(task);
}

/** Has a function told of a stop that it does not heed, so that the program is not ended in its place. */
export function tellFunction(task: TaskRun, tell: (reason: TaskStoppedError) => void): void {
  functions.set(task, tell);
}

/**
 * Ends the work on a task that somebody has stopped and whose program does not look at `task.signal`: the function that is
 * the task, or the program, as the Python SDK does. A program with other tasks goes on for their sake.
 */
export function endUnheeded(task: TaskRun, reason: TaskStoppedError): void {
  const tell = functions.get(task);
  if (tell) {
    tell(reason);
  } else if ([...running].every((other) => other === task)) {
    task.logger.reportText(NOTICE, { level: "warning" });
    task.connection.warn(`Task ${task.id} was stopped from outside, so this program ends.`);
    terminateProgram();
  } else {
    task.connection.warn(
      `Task ${task.id} was stopped from outside. This program has other tasks and goes on; task.signal tells when to end the work of this one.`,
    );
  }
}
