import { type Connection, defaultConnection } from "@clearml-ts/client";
import { type ConnectionOptions, Task } from "@clearml-ts/tasks";
import { FunctionCalls } from "../launch/function-calls.ts";
import type { LaunchParts } from "../launch/launch-entry.ts";
import { type Clock, systemClock } from "../time/clock.ts";

/** A scheduler: its task, and how often it looks whether people have changed its configuration. */
export interface SchedulerOptions extends ConnectionOptions {
  /** Minutes between two looks at the configuration on the task, where people may change it. @default 15 */
  syncFrequencyMinutes?: number;
  /** The task of the scheduler. @default the current one, or else one that it makes or goes on with */
  task?: Task;
  /** Name of the task that is made, whatever the current one is; it is also the one that is gone on with. @default "Scheduler" */
  forceCreateTaskName?: string;
  /** Project of the task that is made. @default "DevOps" */
  forceCreateTaskProject?: string;
  /** The time to go by. @default that of this machine */
  clock?: Clock;
}

/** The surroundings of a scheduler: its task, its time, and the functions that it has called. */
export class SchedulerContext {
  readonly clock: Clock;
  readonly calls: FunctionCalls;
  readonly #options: SchedulerOptions;
  #task: Task | undefined;
  #ownsTask = false;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.clock = options.clock ?? systemClock;
    const onFailure = (error: unknown) => this.log(`A function has failed: ${String(error)}`, "error");
    this.calls = new FunctionCalls({ first: this.clock.now(), onFailure });
  }

  /** The task of the scheduler; undefined before it has begun. */
  get task(): Task | undefined {
    return this.#task;
  }

  /** Whether the task was made here, so that it ends with the scheduler. */
  get ownsTask(): boolean {
    return this.#ownsTask;
  }

  now(): Date {
    return new Date(this.clock.now());
  }

  /** Writes a line into the console of the task. */
  log(line: string, level: "info" | "warning" | "error" = "info"): void {
    this.#task?.logger.reportText(line, { level });
  }

  async connection(): Promise<Connection> {
    return this.#task?.connection ?? this.#options.connection ?? (await defaultConnection());
  }

  /** The parts that entries are started with. */
  async launchParts(): Promise<LaunchParts> {
    const { calls } = this;
    return { connection: await this.connection(), calls, now: this.now(), log: (line, level) => this.log(line, level) };
  }

  /** Finds or makes the task of the scheduler. */
  async openTask(): Promise<Task> {
    const { task, forceCreateTaskName } = this.#options;
    const given = task ?? (forceCreateTaskName === undefined ? Task.current() : undefined);
    this.#task ??= given ?? (await this.#makeTask());
    return this.#task;
  }

  /** Goes on with the task of an earlier run of the same name, so that a program that is started again remembers. */
  async #makeTask(): Promise<Task> {
    const { forceCreateTaskName: name = "Scheduler", forceCreateTaskProject: project = "DevOps" } = this.#options;
    const connection = await this.connection();
    this.#ownsTask = true;
    let last: string | undefined;
    for await (const { id } of Task.list({ project, name, type: "service", pageSize: 1 }, { connection })) {
      last = id;
      break;
    }
    return Task.init(
      { project, name, type: "service", resourceMonitor: false, ...(last !== undefined && { continueLastTask: last }) },
      { connection },
    );
  }
}
