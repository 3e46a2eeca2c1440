import type { ConnectionOptions, Task } from "@clearml-ts/tasks";
import type { JobName } from "../jobs/create-job.ts";
import type { ObjectiveSign } from "../objective/objective.ts";
import type { Parameter } from "../space/parameter.ts";
import type { SearchStrategyClass, StrategyOptions } from "../strategies/search-strategy.ts";

/** A search: the task whose copies are its jobs, the values to try, the scalar to optimize, and the limits. Times are minutes. */
export interface HyperParameterOptimizerOptions<Space extends readonly Parameter[] = readonly Parameter[]>
  extends StrategyOptions,
    ConnectionOptions {
  /** Id of the task that is copied. */
  baseTaskId: string;
  /** Parameters with the values to try. */
  hyperParameters: Space;
  /** Title of the scalar to optimize. */
  objectiveMetricTitle: string;
  /** Series of the scalar to optimize. */
  objectiveMetricSeries: string;
  /** Which way the scalar is to go. @default "min" */
  objectiveMetricSign?: ObjectiveSign;
  /** How values are chosen, and which jobs are stopped early. @default {@link RandomSearch} */
  optimizerClass?: SearchStrategyClass;
  /** Jobs that run or wait at the same time. @default 10 */
  maxNumberOfConcurrentTasks?: number;
  /** Name or id of the queue that jobs are put in. @default "default" */
  executionQueue?: string;
  /** Minutes that the search may take. @default no limit */
  optimizationTimeLimit?: number | undefined;
  /** Minutes that all jobs may run together. @default no limit */
  computeTimeLimit?: number | undefined;
  /** Minutes that one job may run. @default no limit */
  timeLimitPerJob?: number | undefined;
  /** Jobs in all. @default as many as there are values to try */
  totalMaxJobs?: number | undefined;
  /** Minutes between two looks at what running jobs have reported; their ends need none. @default 0.1 */
  poolPeriodMin?: number;
  /** The task of the optimizer: a given one, the current one, or none. @default true, the current one */
  autoConnectTask?: boolean | Task;
  /** Make a task of the optimizer where there is none. @default false */
  alwaysCreateTask?: boolean;
  /** Name of the project of the jobs. @default that of the optimizer's task, or else of the base task */
  spawnProject?: string;
  /** Archive all jobs but so many of the best. @default 0, which archives none */
  saveTopKTasksOnly?: number;
  /** Names the jobs. @default the name of the base task and the values */
  jobName?: JobName;
}

/** The settings of a search that stand on the task of its optimizer, where people may change them. */
export interface SearchSettings {
  baseTaskId: string;
  hyperParameters: readonly Parameter[];
  objective: { title: string; series: string; sign: string };
  strategy: SearchStrategyClass;
  concurrency: number;
  queue: string;
  optimizationTimeLimit: number | undefined;
  computeTimeLimit: number | undefined;
  timeLimitPerJob: number | undefined;
  totalMaxJobs: number | undefined;
  poolPeriod: number;
  strategyOptions: StrategyOptions;
}

/** Applies the defaults. */
export function settingsOf(options: HyperParameterOptimizerOptions, strategy: SearchStrategyClass): SearchSettings {
  const { objectiveMetricTitle: title, objectiveMetricSeries: series, objectiveMetricSign: sign = "min" } = options;
  const { maxIterationPerJob, minIterationPerJob, reductionFactor, seed } = options;
  return {
    baseTaskId: options.baseTaskId,
    hyperParameters: options.hyperParameters,
    objective: { title, series, sign },
    strategy: options.optimizerClass ?? strategy,
    concurrency: options.maxNumberOfConcurrentTasks ?? 10,
    queue: options.executionQueue ?? "default",
    optimizationTimeLimit: options.optimizationTimeLimit,
    computeTimeLimit: options.computeTimeLimit,
    timeLimitPerJob: options.timeLimitPerJob,
    totalMaxJobs: options.totalMaxJobs,
    poolPeriod: options.poolPeriodMin ?? 0.1,
    strategyOptions: { maxIterationPerJob, minIterationPerJob, reductionFactor, seed },
  };
}
