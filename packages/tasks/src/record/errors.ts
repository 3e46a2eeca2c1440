import { ClearMLError, type TaskStatus } from "@clearml-ts/protocol";

/** The change of a task that was refused. */
export interface RefusedMove extends ErrorOptions {
  /** Where the task stands. */
  from: TaskStatus;
  /** The action that was asked for, such as `publish` or `edit hyperparams`. */
  action: string;
}

/** Thrown when a task's status does not allow the action. */
export class TaskStateError extends ClearMLError {
  override name = "TaskStateError";
  /** The status that stood in the way. */
  readonly from: TaskStatus;
  /** The action that was asked for. */
  readonly action: string;

  constructor(
    readonly taskId: string,
    { from, action, ...options }: RefusedMove,
  ) {
    super(`Cannot ${action} task ${taskId} while it is "${from}". Reset the task first, or make a new one.`, options);
    this.from = from;
    this.action = action;
  }
}

/** Thrown when no task has the id, or the project and name, that was asked for. */
export class TaskNotFoundError extends ClearMLError {
  override name = "TaskNotFoundError";

  constructor(
    /** How the task was looked for, as in `id "…"` or `name "…" in project "…"`. */
    readonly lookup: string,
    options?: ErrorOptions,
  ) {
    super(`No task with ${lookup}. Check the spelling, and that it is on this server.`, options);
  }
}
