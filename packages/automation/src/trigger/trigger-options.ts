import type { TaskStatus } from "@clearml-ts/protocol";
import { ScheduleError } from "../errors.ts";
import { type LaunchOptions, launchTarget } from "../launch/launch-options.ts";
import { checkTrigger, type MetricThreshold, type Trigger, type TriggerKind } from "./trigger.ts";
import { emptyTrigger } from "./trigger-record.ts";

/** Something to start when something happens. A function is given the id of the model, dataset or task; so are parameters that ask for it, such as `${task.id}`. */
export interface TriggerOptions extends LaunchOptions<[id: string]> {
  /** Name or id of the queue that tasks are put in. */
  scheduleQueue?: string;
  /** Name of the project to watch, without those below it. @default all projects */
  triggerProject?: string;
  /** Regular expression that matches anywhere in the name. @default any name */
  triggerName?: string;
  /** All of these tags. */
  triggerOnTags?: readonly string[];
  /** All of these tags besides. */
  triggerRequiredTags?: readonly string[];
  /** Tag of the tasks that are started: a given one, or the name of the trigger. @default true */
  addTag?: boolean | string;
}

/** Something to start when a model or a dataset changes. */
export interface ObjectTriggerOptions extends TriggerOptions {
  /** Only when it is published. @default false */
  triggerOnPublish?: boolean;
  /** Only when it is archived. @default false */
  triggerOnArchive?: boolean;
}

/** Something to start when a task changes. */
export interface TaskTriggerOptions extends TriggerOptions {
  /** Only in one of these statuses. @default in any */
  triggerOnStatus?: readonly TaskStatus[];
  /** Leave out tasks that do not run on workers. @default false */
  triggerExcludeDevTasks?: boolean;
  /** Title of a scalar to watch, with `triggerOnVariant` and `triggerOnThreshold`. */
  triggerOnMetric?: string;
  /** Series of the scalar. */
  triggerOnVariant?: string;
  /** The number that the scalar has to pass. */
  triggerOnThreshold?: number;
  /** Whether the scalar has to be above the number, or below it. @default "min" */
  triggerOnSign?: "min" | "minimum" | "max" | "maximum";
}

/**
 * Makes the trigger that options describe, in a project given by its id.
 *
 * @throws {@link ScheduleError} when it has nothing to start, or names only a part of a scalar.
 */
export function triggerOf(
  kind: TriggerKind,
  options: ObjectTriggerOptions & TaskTriggerOptions,
  project: string | undefined,
): Trigger {
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

function metricOf(name: string, options: TaskTriggerOptions): MetricThreshold | undefined {
  const { triggerOnMetric: title, triggerOnVariant: series, triggerOnThreshold: threshold } = options;
  if (title === undefined && series === undefined && threshold === undefined) {
    return undefined;
  }
  if (title === undefined || series === undefined || threshold === undefined) {
    throw new ScheduleError(name, "names a part of a scalar: give its metric, its variant and the threshold.");
  }
  return { title, series, threshold, sign: options.triggerOnSign?.startsWith("max") ? "max" : "min" };
}
