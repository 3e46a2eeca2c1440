import type { UploadArtifactOptions } from "./artifacts/add-artifact.ts";
import type { Artifact } from "./artifacts/artifact.ts";
import type { ArtifactValue } from "./artifacts/artifact-value.ts";
import { requireCurrentTask } from "./current-task.ts";
import { InvalidReportError } from "./report/errors.ts";
import { Task } from "./task/task.ts";
import type { ConnectionOptions, InitTaskOptions } from "./task/task-options.ts";

const ITERATION_IS_AN_OPTION = "the iteration is an option; write { iteration: … }.";

/** Options of a metric. */
export interface MetricOptions {
  /** The point of the curve. @default none: the metric is a single value */
  iteration?: number;
}

/**
 * Reports a metric of the current task: a point of a curve when an iteration is given, a single value otherwise.
 * `title/series` names both parts; without a slash the series is called like the title.
 *
 * @throws {@link NoCurrentTaskError} outside `withTask()` and `runInTask()`.
 * @throws {@link InvalidReportError} when the value is not a number or the iteration not a whole one.
 */
export function logMetric(name: string, value: number, options?: MetricOptions): void {
  reportMetric(requireCurrentTask(`log metric "${name}"`), name, value, options);
}

/**
 * Stores an artifact of the current task.
 *
 * @throws {@link NoCurrentTaskError} outside `withTask()` and `runInTask()`.
 */
export function logArtifact(name: string, value: ArtifactValue, options?: UploadArtifactOptions): Promise<Artifact> {
  return uploadArtifact(requireCurrentTask(`log artifact "${name}"`), name, value, options);
}

/** Makes a task and starts it, as {@link Task.init} does. */
export function createTask(options: InitTaskOptions, where?: ConnectionOptions): Promise<Task> {
  return Task.init(options, where);
}

/**
 * Finds the task with this name in a project; of several, the one updated last.
 *
 * @throws {@link TaskNotFoundError} when there is none.
 */
export function findTaskByName(lookup: { project: string; name: string }, where?: ConnectionOptions): Promise<Task> {
  return Task.get(lookup, where);
}

/**
 * Reports a metric of a task: a point of a curve when an iteration is given, a single value otherwise.
 *
 * @throws {@link InvalidReportError} when the value is not a number or the iteration not a whole one.
 */
export function reportMetric(task: Task, name: string, value: number, options: MetricOptions = {}): void {
  if (typeof options !== "object") {
    // From JavaScript a bare number would be taken for no iteration, and the point for a single value.
    throw new InvalidReportError({ title: name, series: name, iteration: options, value }, ITERATION_IS_AN_OPTION);
  }
  const { iteration } = options;
  if (iteration === undefined) {
    task.logger.reportSingleValue(name, value);
    return;
  }
  const slash = name.indexOf("/");
  const [title, series] = slash === -1 ? [name, name] : [name.slice(0, slash), name.slice(slash + 1)];
  task.logger.reportScalar(title, series, value, { iteration });
}

/** Stores an artifact of a task. */
export function uploadArtifact(
  task: Task,
  name: string,
  value: ArtifactValue,
  options?: UploadArtifactOptions,
): Promise<Artifact> {
  return task.uploadArtifact(name, value, options);
}
