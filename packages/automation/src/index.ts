export {
  ScheduleError,
  SearchDefinitionError,
  type SearchDefinitionErrorOptions,
  SearchSpaceError,
} from "./errors.ts";
export type { JobName } from "./jobs/create-job.ts";
export type { LocalJob, LocalJobFunction } from "./jobs/local-jobs.ts";
export type { FunctionLaunchOptions, LaunchTarget, TaskLaunchOptions } from "./launch/launch-options.ts";
export type { MetricName } from "./objective/metric-field.ts";
export { Objective, type ObjectiveOptions, type ObjectiveSign, type TopTasksOptions } from "./objective/objective.ts";
export type { CompletedJob, StartSearchOptions } from "./optimizer/completed-job.ts";
export { HyperParameterOptimizer, type OptimizerLookup } from "./optimizer/hyper-parameter-optimizer.ts";
export type { HyperParameterOptimizerOptions } from "./optimizer/optimizer-options.ts";
export type { TimeLimitOptions } from "./optimizer/time-limit.ts";
export type { ExperimentDetails, ExperimentDetailsOptions } from "./optimizer/top-experiments.ts";
export type { TimingState } from "./schedule/next-run.ts";
export type { ScheduleJob } from "./schedule/schedule-job.ts";
export {
  type ScheduledFunctionOptions,
  type ScheduledTaskOptions,
  type ScheduledTimes,
  type ScheduleTaskOptions,
  TaskScheduler,
} from "./schedule/task-scheduler.ts";
export type { Timing, Weekday } from "./schedule/timing.ts";
export { Scheduler } from "./service/scheduler.ts";
export type { SchedulerOptions } from "./service/scheduler-context.ts";
export { DiscreteParameterRange } from "./space/discrete-parameter-range.ts";
export { LogUniformParameterRange, type LogUniformRangeOptions } from "./space/log-uniform-parameter-range.ts";
export { NumberRange, type UniformRangeOptions } from "./space/number-range.ts";
export { Parameter, type ParameterRecord, type ParameterSample } from "./space/parameter.ts";
export { type ParameterCombination, ParameterSet } from "./space/parameter-set.ts";
export { type Random, seededRandom } from "./space/random.ts";
export { readParameter } from "./space/read-parameter.ts";
export type { CombinationSample, Named, SampleOf, Widened } from "./space/sample-types.ts";
export {
  UniformIntegerParameterRange,
  type UniformIntegerRangeOptions,
} from "./space/uniform-integer-parameter-range.ts";
export { UniformParameterRange } from "./space/uniform-parameter-range.ts";
export { GridSearch } from "./strategies/grid-search.ts";
export { RandomSearch } from "./strategies/random-search.ts";
export {
  type JobProgress,
  SearchStrategy,
  type SearchStrategyClass,
  type StrategyOptions,
  type StrategyPlan,
} from "./strategies/search-strategy.ts";
export { SuccessiveHalving } from "./strategies/successive-halving.ts";
export type { Clock } from "./time/clock.ts";
export type { MetricThreshold, Trigger, TriggerKind } from "./trigger/trigger.ts";
export type {
  ObjectTriggerOptions,
  TaskTriggerOptions,
  TriggeredFunctionOptions,
  TriggeredOptions,
  TriggeredTaskOptions,
  UnwatchedMetricOptions,
  WatchedMetricOptions,
  WatchedObjectOptions,
  WatchedOptions,
  WatchedTaskOptions,
} from "./trigger/trigger-options.ts";
export { TriggerScheduler, type TriggerSchedulerOptions } from "./trigger/trigger-scheduler.ts";
