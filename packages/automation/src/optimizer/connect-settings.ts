import type { ParameterValue, Task } from "@clearml-ts/tasks";
import { SearchDefinitionError } from "../errors.ts";
import type { Parameter } from "../space/parameter.ts";
import { readParameter } from "../space/read-parameter.ts";
import { GridSearch } from "../strategies/grid-search.ts";
import { RandomSearch } from "../strategies/random-search.ts";
import type { SearchStrategyClass } from "../strategies/search-strategy.ts";
import { SuccessiveHalving } from "../strategies/successive-halving.ts";
import type { SearchSettings } from "./optimizer-options.ts";

/** The strategies that people may choose on the task, by the names under which Python knows the first two as well. */
const STRATEGIES: Readonly<Record<string, SearchStrategyClass>> = { GridSearch, RandomSearch, SuccessiveHalving };

/** Name of the list of parameters in the configuration `General`. */
const SPACE = "parameter_optimization_space";

/**
 * Stores the settings of a search on the task of its optimizer, and returns those to work with: where the task was taken up, its own.
 * Names and places are those of `HyperParameterOptimizer._connect_args` in `clearml/automation/optimization.py`.
 *
 * @throws {@link SearchSpaceError} when the task has a parameter that cannot be searched.
 * @throws {@link SearchDefinitionError} when the task has several objectives.
 */
export async function connectSettings(task: Task, settings: SearchSettings): Promise<SearchSettings> {
  const declared: { [SPACE]: unknown } = { [SPACE]: settings.hyperParameters.map((parameter) => parameter.toDict()) };
  const space = await task.connectConfiguration(declared as { [SPACE]: ParameterValue[] });
  const { opt } = await task.connect({ opt: storedOptions(settings) });
  const own = opt.optimizer_kwargs;
  return {
    ...settings,
    baseTaskId: opt.base_task_id,
    hyperParameters: space[SPACE].map((record): Parameter => readParameter(record)),
    objective: {
      title: only(opt.objective_metric_title),
      series: only(opt.objective_metric_series),
      sign: only(opt.objective_metric_sign),
    },
    strategy: strategyOf(task, opt.optimizer_class, settings.strategy),
    concurrency: opt.max_number_of_concurrent_tasks,
    queue: opt.execution_queue,
    optimizationTimeLimit: opt.optimization_time_limit ?? undefined,
    computeTimeLimit: opt.compute_time_limit ?? undefined,
    timeLimitPerJob: own.time_limit_per_job,
    totalMaxJobs: own.total_max_jobs,
    poolPeriod: own.pool_period_min ?? settings.poolPeriod,
    strategyOptions: {
      maxIterationPerJob: own.max_iteration_per_job,
      minIterationPerJob: own.min_iteration_per_job,
      reductionFactor: own.reduction_factor,
      seed: own.seed,
    },
  };
}

/** The settings as Python names them. */
function storedOptions({ strategyOptions, objective, ...settings }: SearchSettings) {
  const own = {
    time_limit_per_job: settings.timeLimitPerJob,
    total_max_jobs: settings.totalMaxJobs,
    pool_period_min: settings.poolPeriod,
    max_iteration_per_job: strategyOptions.maxIterationPerJob,
    min_iteration_per_job: strategyOptions.minIterationPerJob,
    reduction_factor: strategyOptions.reductionFactor,
    seed: strategyOptions.seed,
  };
  return {
    base_task_id: settings.baseTaskId,
    objective_metric_title: [objective.title],
    objective_metric_series: [objective.series],
    objective_metric_sign: [objective.sign],
    max_number_of_concurrent_tasks: settings.concurrency,
    execution_queue: settings.queue,
    optimization_time_limit: settings.optimizationTimeLimit ?? null,
    compute_time_limit: settings.computeTimeLimit ?? null,
    optimizer_kwargs: Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as typeof own,
    optimizer_class: nameOf(settings.strategy),
  };
}

function strategyOf(task: Task, name: string, declared: SearchStrategyClass): SearchStrategyClass {
  const own = nameOf(declared);
  const known = name === own ? declared : Object.hasOwn(STRATEGIES, name) ? STRATEGIES[name] : undefined;
  if (known === undefined) {
    task.connection.warn(`The search strategy "${name}" of task ${task.id} is not known here; ${own} is used.`);
  }
  return known ?? declared;
}

/** A bundler may rename classes, so those of ours are named by the table. */
function nameOf(strategy: SearchStrategyClass): string {
  return Object.entries(STRATEGIES).find(([, known]) => known === strategy)?.[0] ?? strategy.name;
}

function only(values: readonly string[]): string {
  const [value, ...more] = values;
  if (value === undefined || more.length > 0) {
    throw new SearchDefinitionError(
      `A search has one objective, and the task names ${values.length}: ${values.join(", ")}.`,
    );
  }
  return value;
}
