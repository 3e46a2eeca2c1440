import type { ParameterTree, ParameterValue, Task } from "@clearml-ts/tasks";
import { CHANGEABLE_FIELDS, isChangeableField } from "@clearml-ts/tasks";
import { ScheduleError } from "../errors.ts";

/** The task or the function that an entry of a scheduler starts: through a queue, or in this process. */
export type LaunchOptions<Args extends readonly unknown[]> = TaskLaunchOptions | FunctionLaunchOptions<Args>;

/** A task that is put in a queue. */
export interface TaskLaunchOptions {
  /** The task that is copied, or its id. */
  scheduleTaskId: string | Task;
  scheduleFunction?: never;
  /** Name of the entry, unique in its scheduler. @default the id of the task */
  name?: string;
  /** Name of the project of the copies. @default that of the task */
  targetProject?: string;
  /** Start nothing while the last one runs. @default false */
  singleInstance?: boolean;
  /** Put the task itself into the queue, which must be a draft each time, rather than a copy. @default false */
  reuseTask?: boolean;
  /** Parameters of the copies by full name, such as `Args/rate`. */
  taskParameters?: ParameterTree;
  /** Fields of the copies by dotted path, such as `script.branch`. */
  taskOverrides?: Readonly<Record<string, ParameterValue>>;
}

/** A function that is called in this process, in place of a task. */
export interface FunctionLaunchOptions<Args extends readonly unknown[]>
  extends Partial<Record<Exclude<keyof TaskLaunchOptions, "scheduleFunction" | "name" | "singleInstance">, never>> {
  /** The function. */
  scheduleFunction: (...args: Args) => unknown;
  /** Name of the entry, unique in its scheduler. */
  name: string;
  /** Call nothing while the last call has not returned. @default false */
  singleInstance?: boolean;
}

/** An entry of a scheduler, as it starts something. */
export interface LaunchTarget<Args extends readonly unknown[]> {
  name: string;
  baseTaskId: string | undefined;
  run: ((...args: Args) => unknown) | undefined;
  queue: string | undefined;
  targetProject: string | undefined;
  singleInstance: boolean;
  cloneTask: boolean;
  taskParameters: ParameterTree;
  taskOverrides: Readonly<Record<string, ParameterValue>>;
  /** Ids of the tasks that it has started, and numbers of calls of its function, the last one last. */
  executedInstances: readonly string[];
}

/** Makes the entry that options describe. */
export function launchTarget<Args extends readonly unknown[]>(
  options: LaunchOptions<Args> & { queue?: string | undefined },
): LaunchTarget<Args> {
  const { scheduleTaskId: task, scheduleFunction: run, queue, name, targetProject } = options;
  const baseTaskId = typeof task === "object" ? task.id : task;
  return {
    ...emptyTarget<Args>(),
    name: name ?? baseTaskId ?? "",
    baseTaskId,
    run,
    queue,
    targetProject,
    singleInstance: options.singleInstance ?? false,
    cloneTask: !(options.reuseTask ?? false),
    taskParameters: options.taskParameters ?? {},
    taskOverrides: options.taskOverrides ?? {},
  };
}

/** Makes an entry that starts nothing yet, to lay a record over. */
export function emptyTarget<Args extends readonly unknown[]>(): LaunchTarget<Args> {
  return {
    name: "",
    baseTaskId: undefined,
    run: undefined,
    queue: undefined,
    targetProject: undefined,
    singleInstance: false,
    cloneTask: true,
    taskParameters: {},
    taskOverrides: {},
    executedInstances: [],
  };
}

/**
 * Checks that an entry can start something.
 *
 * @throws {@link ScheduleError} when it cannot.
 */
export function checkTarget<Args extends readonly unknown[]>({
  name,
  baseTaskId,
  run,
  queue,
  taskOverrides,
}: LaunchTarget<Args>): void {
  if ((baseTaskId === undefined) === (run === undefined)) {
    throw new ScheduleError(name, "needs either a task or a function to start.");
  }
  if (name === "") {
    throw new ScheduleError(name, "starts a function and needs a `name`.");
  }
  if (baseTaskId !== undefined && queue === undefined) {
    throw new ScheduleError(name, "starts a task and needs a queue to put it in.");
  }
  const field = Object.keys(taskOverrides).find((path) => !isChangeableField(path));
  if (field !== undefined) {
    throw new ScheduleError(name, `overrides "${field}", which is not one of ${CHANGEABLE_FIELDS.join(", ")}.`);
  }
}
