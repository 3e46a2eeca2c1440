import type { Connection } from "@clearml-ts/client";
import type { Logger, Task } from "@clearml-ts/tasks";

/** The task, logger and connection that the code of a component, or of a pipeline, works with. */
export interface StepContext {
  /** The task that the code runs as; it is the current task as well. */
  task: Task;
  /** Reports metrics, plots and texts to that task. */
  logger: Logger;
  /** The ClearML that the pipeline runs on, for datasets, models and other tasks. */
  connection: Connection;
  /** Aborted when the work is no longer wanted; hand it to calls that take long. */
  signal: AbortSignal;
}
