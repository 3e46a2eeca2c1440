import type { ParameterValue, ScalarSummary, Task } from "@clearml-ts/tasks";
import type { Objective } from "../objective/objective.ts";

/** One of the best jobs of a search, with its parameters and scalars. */
export interface ExperimentDetails {
  taskId: string;
  /** By full name, such as `Args/rate`. */
  hyperParameters: Record<string, ParameterValue>;
  /** By title and series, such as `loss/train`. */
  metrics: Record<string, ScalarSummary>;
}

/** How much is told of the best jobs. */
export interface ExperimentDetailsOptions {
  /** Tell all scalars, not only the objective. @default false */
  allMetrics?: boolean;
  /** Tell all parameters, not only those of the search. @default false */
  allHyperParameters?: boolean;
  /** Only jobs that have completed. @default false */
  onlyCompleted?: boolean;
}

/** Tells of a job what it was given and what it has reported. */
export function experimentDetails(
  task: Task,
  { names, objective }: { names: readonly string[]; objective: Objective },
  { allMetrics = false, allHyperParameters = false }: ExperimentDetailsOptions,
): ExperimentDetails {
  const parameters = Object.entries(task.getParameters());
  const events = Object.values(task.record.last_metrics ?? {}).flatMap(Object.values);
  const shown = events.filter(
    ({ metric, variant }) => allMetrics || (metric === objective.title && variant === objective.series),
  );
  return {
    taskId: task.id,
    hyperParameters: Object.fromEntries(parameters.filter(([name]) => allHyperParameters || names.includes(name))),
    metrics: Object.fromEntries(
      shown.map(({ metric, variant, value, min_value: min = value, max_value: max = value }) => [
        `${metric}/${variant}`,
        { last: value, min, max },
      ]),
    ),
  };
}
