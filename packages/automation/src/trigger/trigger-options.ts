import type { TaskStatus } from "@clearml-ts/protocol";
import { ScheduleError } from "../errors.ts";
import { type FunctionLaunchOptions, launchTarget, type TaskLaunchOptions } from "../launch/launch-options.ts";
import { checkTrigger, type MetricThreshold, type Trigger, type TriggerKind } from "./trigger.ts";
import { emptyTrigger } from "./trigger-record.ts";

/**
 * The task or the function that a trigger starts. A function is given the id of the model, dataset or task; so are parameters that ask
 * for it, such as `${task.id}`.
 */
export type TriggeredOptions = TriggeredTaskOptions | TriggeredFunctionOptions;

/** A task that is put in a queue by a trigger. */
export interface TriggeredTaskOptions extends TaskLaunchOptions {
  /** Name or id of the queue that it is put in. */
  scheduleQueue: string;
  /** Tag of the tasks that are started: a given one, or the name of the trigger. @default true */
  addTag?: boolean | string;
}

/** A function that is called by a trigger. */
export interface TriggeredFunctionOptions extends FunctionLaunchOptions<[id: string]> {
  scheduleQueue?: never;
  addTag?: never;
}

/** The objects that a trigger watches. */
export interface WatchedOptions {
  /** Name of the project to watch, without those below it. @default all projects */
  triggerProject?: string;
  /** Regular expression that matches anywhere in the name. @default any name */
  triggerName?: string;
  /** All of these tags. */
  triggerOnTags?: readonly string[];
  /** All of these tags besides. */
  triggerRequiredTags?: readonly string[];
}

/** Something to start when a model or a dataset changes. */
export type ObjectTriggerOptions = TriggeredOptions & WatchedObjectOptions;

/** The models or datasets that a trigger watches. */
export interface WatchedObjectOptions extends WatchedOptions {
  /** Only when it is published. @default false */
  triggerOnPublish?: boolean;
  /** Only when it is archived. @default false */
  triggerOnArchive?: boolean;
}

/** Something to start when a task changes. */
export type TaskTriggerOptions = TriggeredOptions &
  WatchedTaskOptions &
  (WatchedMetricOptions | UnwatchedMetricOptions);

/** The tasks that a trigger watches. */
export interface WatchedTaskOptions extends WatchedOptions {
  /** Only in one of these statuses. @default in any */
  triggerOnStatus?: readonly TaskStatus[];
  /** Leave out tasks that do not run on workers. @default false */
  triggerExcludeDevTasks?: boolean;
}

/** A scalar of tasks that a trigger watches. */
export interface WatchedMetricOptions {
  /** Title of the scalar. */
  triggerOnMetric: string;
  /** Series of the scalar. */
  triggerOnVariant: string;
  /** The number that the scalar has to pass. */
  triggerOnThreshold: number;
  /** Whether the scalar has to be above the number, or below it. @default "min" */
  triggerOnSign?: "min" | "minimum" | "max" | "maximum";
}

/** No scalar. */
export type UnwatchedMetricOptions = Partial<Record<keyof WatchedMetricOptions, never>>;

/** The options of all kinds of triggers. */
type AnyTriggerOptions = TriggeredOptions & WatchedObjectOptions & WatchedTaskOptions & Partial<WatchedMetricOptions>;

/**
 * Makes the trigger that options describe, in a project given by its id.
 *
 * @throws {@link ScheduleError} when it has nothing to start, or names only a part of a scalar.
 */
export function triggerOf(kind: TriggerKind, options: AnyTriggerOptions, project: string | undefined): Trigger {
  const target = launchTarget({ ...options, queue: options.scheduleQueue });
  const { addTag = true } = options;
  const trigger: Trigger = {
    ...emptyTrigger(kind),
    ...target,
    project,
    matchName: options.triggerName,
    tags: options.triggerOnTags ?? [],
    requiredTags: options.triggerRequiredTags ?? [],
    addTag: addTag === true ? target.name : addTag || undefined,
    onPublish: options.triggerOnPublish ?? false,
    onArchive: options.triggerOnArchive ?? false,
    onStatus: options.triggerOnStatus ?? [],
    excludeDev: options.triggerExcludeDevTasks ?? false,
    metric: metricOf(target.name, options),
  };
  checkTrigger(trigger);
  return trigger;
}

function metricOf(name: string, options: Partial<WatchedMetricOptions>): MetricThreshold | undefined {
  const { triggerOnMetric: title, triggerOnVariant: series, triggerOnThreshold: threshold } = options;
  if (title === undefined && series === undefined && threshold === undefined) {
    return undefined;
  }
  if (title === undefined || series === undefined || threshold === undefined) {
    throw new ScheduleError(name, "names a part of a scalar: give its metric, its variant and the threshold.");
  }
  return { title, series, threshold, sign: options.triggerOnSign?.startsWith("max") ? "max" : "min" };
}
