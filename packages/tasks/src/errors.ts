import { ClearMLError } from "@clearml-ts/protocol";

/** Thrown when ClearML takes no task or project of a name. */
export class InvalidNameError extends ClearMLError {
  override name = "InvalidNameError";

  constructor(
    readonly kind: "task" | "project",
    readonly given: string,
  ) {
    const counted = kind === "project" ? " in its first and in its last part" : "";
    super(`"${given}" is too short to name a ${kind}: ClearML wants at least three characters${counted}.`);
  }
}

/** Thrown when something needs the current task and there is none. */
export class NoCurrentTaskError extends ClearMLError {
  override name = "NoCurrentTaskError";

  constructor(readonly action: string) {
    super(`Cannot ${action}: there is no current task here. Call it inside withTask() or runInTask().`);
  }
}

/** Thrown when no queue has the name or id that was asked for. */
export class QueueNotFoundError extends ClearMLError {
  override name = "QueueNotFoundError";

  constructor(readonly queue: string) {
    super(
      `No queue has the name or id "${queue}". Create it in the web page or by \`queues.create\` first; \`clearml-ts agent --create-queue\` makes the queues that it is to listen to.`,
    );
  }
}

/** The place inside a value of the part that cannot be stored. */
export interface ValueErrorOptions extends ErrorOptions {
  /** Such as `$.model.weights[3]`. */
  path?: string;
}

/** Thrown when a value cannot be stored as a parameter, table, configuration or report. */
export class InvalidValueError extends ClearMLError {
  override name = "InvalidValueError";
  /** The place inside the value, such as `$.model.weights[3]`. */
  readonly path: string | undefined;

  constructor(message: string, { path, ...options }: ValueErrorOptions = {}) {
    super(message, options);
    this.path = path;
  }
}
