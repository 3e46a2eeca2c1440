import { ClearMLError, type TaskStatus } from "@clearml-ts/protocol";

/** Thrown when a task that was waited for has a status that ends the wait. */
export class UnexpectedStatusError extends ClearMLError {
  override name = "UnexpectedStatusError";

  constructor(
    readonly taskId: string,
    readonly status: TaskStatus,
    /** Why it has this status, as its record says. */
    readonly reason: string | undefined,
  ) {
    const why = reason ? `: ${reason}` : "";
    super(`Task ${taskId} is "${status}"${why}. It is waited for no longer; see its console for more.`);
  }
}

/** The reason of `task.signal` when somebody stopped the task from outside. */
export class TaskStoppedError extends ClearMLError {
  override name = "TaskStoppedError";

  constructor(
    readonly taskId: string,
    readonly status: TaskStatus,
  ) {
    super(`Task ${taskId} was stopped from outside; its status is "${status}".`);
  }
}
