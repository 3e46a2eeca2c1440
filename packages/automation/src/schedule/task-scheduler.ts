import type { Task } from "@clearml-ts/tasks";
import { type FunctionLaunchOptions, launchTarget, type TaskLaunchOptions } from "../launch/launch-options.ts";
import { Scheduler } from "../service/scheduler.ts";
import { SchedulerContext, type SchedulerOptions } from "../service/scheduler-context.ts";
import { Schedule } from "./schedule.ts";
import { AT_ONCE, type ScheduleJob } from "./schedule-job.ts";
import type { Timing } from "./timing.ts";

/** An entry of a schedule: what is started, and when. Times are in UTC. */
export type ScheduleTaskOptions = ScheduledTaskOptions | ScheduledFunctionOptions;

/** A task that is put in a queue by a schedule. */
export interface ScheduledTaskOptions extends TaskLaunchOptions, ScheduledTimes {
  /** Name or id of the queue that it is put in. */
  queue: string;
  /** Hours that it may run before it is stopped. @default no limit */
  limitExecutionTime?: number;
}

/** A function that is called by a schedule. */
export interface ScheduledFunctionOptions extends FunctionLaunchOptions<[]>, ScheduledTimes {
  queue?: never;
  limitExecutionTime?: never;
}

/** The times at which an entry of a schedule is due. */
export interface ScheduledTimes extends Timing {
  /** Start again each time, rather than once. @default true */
  recurring?: boolean;
  /** Start at once as well. @default false */
  executeImmediately?: boolean;
}

/**
 * Puts tasks into queues and calls functions by a schedule, as the scheduler of the Python SDK does and on the same data: its entries and
 * its state stand on its task, so that either goes on where the other was.
 */
export class TaskScheduler extends Scheduler {
  readonly #context: SchedulerContext;
  readonly #schedule: Schedule;

  constructor(options: SchedulerOptions = {}) {
    const context = new SchedulerContext(options);
    const schedule = new Schedule(context);
    super(context, schedule, options);
    this.#context = context;
    this.#schedule = schedule;
  }

  /**
   * Enters something to start. An entry of the same name is replaced.
   *
   * @throws {@link ScheduleError} when it is never due, or has nothing to start.
   */
  addTask(options: ScheduleTaskOptions): void {
    const { minute, hour, day, weekdays, month, year, recurring = true, executeImmediately = false } = options;
    this.#schedule.add({
      ...launchTarget(options),
      ...{ minute, hour, day, weekdays, month, year, recurring },
      executionLimitHours: options.limitExecutionTime,
      startingTime: executeImmediately ? AT_ONCE : this.#context.now(),
      lastExecuted: undefined,
      scheduleCounter: 0,
    });
  }

  /** The entries, with what they have done so far. */
  getScheduledTasks(): readonly ScheduleJob[] {
    return this.#schedule.jobs;
  }

  /** Takes out the entries that start a task, given by its id, or a function; false means that there is none. */
  removeTask(what: string | Task | (() => unknown)): boolean {
    return this.#schedule.remove(typeof what === "object" ? what.id : what);
  }
}
