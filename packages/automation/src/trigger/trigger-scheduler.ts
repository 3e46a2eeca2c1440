import { findProject, Task } from "@clearml-ts/tasks";
import { ScheduleError } from "../errors.ts";
import { Scheduler } from "../service/scheduler.ts";
import { SchedulerContext, type SchedulerOptions } from "../service/scheduler-context.ts";
import type { Trigger } from "./trigger.ts";
import {
  type ObjectTriggerOptions,
  type TaskTriggerOptions,
  triggerOf,
  type WatchedOptions,
} from "./trigger-options.ts";
import { Triggers } from "./triggers.ts";

/** A scheduler of triggers, and how often it looks for events. */
export interface TriggerSchedulerOptions extends SchedulerOptions {
  /** Minutes between two looks. @default 3 */
  poolingFrequencyMinutes?: number;
}

/**
 * Puts tasks into queues and calls functions when models, datasets or tasks change, as the trigger scheduler of the Python SDK does and on
 * the same data. Each object starts a trigger once. Needs a server that compares two dates in one condition, 1.16.3 or newer.
 */
export class TriggerScheduler extends Scheduler {
  readonly #context: SchedulerContext;
  readonly #triggers: Triggers;

  constructor({ poolingFrequencyMinutes = 3, ...options }: TriggerSchedulerOptions = {}) {
    const context = new SchedulerContext(options);
    const triggers = new Triggers(context, { lookEvery: poolingFrequencyMinutes * 60_000 });
    super(context, triggers, options);
    this.#context = context;
    this.#triggers = triggers;
  }

  /**
   * Starts something when a model changes.
   *
   * @throws {@link ScheduleError} when there is nothing to start, or the project is not there.
   */
  async addModelTrigger(options: ObjectTriggerOptions): Promise<void> {
    this.#triggers.add(triggerOf("model", options, await this.#projectId(options)));
  }

  /**
   * Starts something when a task changes.
   *
   * @throws {@link ScheduleError} when there is nothing to start, a scalar is named in part, or the project is not there.
   */
  async addTaskTrigger(options: TaskTriggerOptions): Promise<void> {
    this.#triggers.add(triggerOf("task", options, await this.#projectId(options)));
  }

  /**
   * Starts something when a dataset is finalized, published or archived. The datasets of a project are those that are there now.
   *
   * @throws {@link ScheduleError} when there is nothing to start, or the project has no datasets.
   */
  async addDatasetTrigger(options: ObjectTriggerOptions): Promise<void> {
    const { triggerProject: project } = options;
    if (project === undefined) {
      this.#triggers.add(triggerOf("dataset", options, undefined));
      return;
    }
    const place = `${project}/.datasets/`;
    const found: { id: string; dataset: string }[] = [];
    for await (const { id, name } of Task.getProjects(
      { includeHidden: true },
      { connection: await this.#context.connection() },
    )) {
      if (name.startsWith(place)) {
        found.push({ id, dataset: name.slice(place.length) });
      }
    }
    const { name } = triggerOf("dataset", options, undefined);
    if (found.length === 0) {
      throw new ScheduleError(name, `watches project "${project}", which has no datasets.`);
    }
    for (const { id, dataset } of found) {
      const trigger = triggerOf("dataset", options, id);
      // Entries are told apart by their names.
      this.#triggers.add(found.length === 1 ? trigger : { ...trigger, name: `${name}: ${dataset}` });
    }
  }

  /** All triggers: those on models, then on datasets, then on tasks. */
  getTriggers(): readonly Trigger[] {
    return (["model", "dataset", "task"] as const).flatMap((kind) => this.#triggers.of(kind));
  }

  async #projectId({ triggerProject, name = "" }: WatchedOptions & { name?: string }): Promise<string | undefined> {
    if (triggerProject === undefined) {
      return undefined;
    }
    const project = await findProject(await this.#context.connection(), triggerProject);
    if (project === undefined) {
      throw new ScheduleError(name, `watches project "${triggerProject}", which is not there.`);
    }
    return project.id;
  }
}
