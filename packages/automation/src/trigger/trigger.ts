import type { TaskStatus } from "@clearml-ts/protocol";
import { ScheduleError } from "../errors.ts";
import { checkTarget, type LaunchTarget } from "../launch/launch-options.ts";

/** The objects that triggers watch, and the text in parameters that stands for the id of one. */
export const PLACEHOLDERS = { model: "${model.id}", dataset: "${dataset.id}", task: "${task.id}" } as const;

/** The objects that a trigger watches. */
export type TriggerKind = keyof typeof PLACEHOLDERS;

/** A scalar that goes below or above a number. */
export interface MetricThreshold {
  title: string;
  series: string;
  threshold: number;
  /** Whether it is above the number, or below it. */
  sign: "min" | "max";
}

/** Something to start when something happens, with what has happened so far. */
export interface Trigger extends LaunchTarget<[id: string]> {
  kind: TriggerKind;
  /** Id of the project that is watched; undefined for all. */
  project: string | undefined;
  /** Regular expression that matches anywhere in the name. */
  matchName: string | undefined;
  tags: readonly string[];
  requiredTags: readonly string[];
  /** Tag of the tasks that it starts. */
  addTag: string | undefined;
  /** Time of the newest change that it has seen, as the server writes it; undefined before it has looked. */
  lastUpdate: string | undefined;
  /** When it has started something for each object, by its id. */
  triggeredInstances: Readonly<Record<string, string>>;
  /** Of models and datasets: only when they are published. */
  onPublish: boolean;
  /** Of models and datasets: only when they are archived. */
  onArchive: boolean;
  /** Of tasks: only in one of these statuses. */
  onStatus: readonly TaskStatus[];
  /** Of tasks: only when a scalar is below or above a number. */
  metric: MetricThreshold | undefined;
  /** Of tasks: leave out those that do not run on workers. */
  excludeDev: boolean;
}

/**
 * Checks that a trigger can start something.
 *
 * @throws {@link ScheduleError} when it cannot.
 */
export function checkTrigger(trigger: Trigger): void {
  checkTarget(trigger);
  if (trigger.metric !== undefined && !Number.isFinite(trigger.metric.threshold)) {
    throw new ScheduleError(trigger.name, `waits for a scalar at ${trigger.metric.threshold}, which is not a number.`);
  }
}
