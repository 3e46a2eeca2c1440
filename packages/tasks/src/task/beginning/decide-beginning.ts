/** Which earlier task a program goes on with, if any. */
export interface BeginningOptions {
  /**
   * Take up this task: its parameters, configurations and the like win over those of the program, as under an agent. For
   * a look at a changed clone before it is queued; project and name do not count then. @default a new task
   */
  taskId?: string;
  /**
   * Reset a task and use it again, without its results: `true` for the last one that a program with this option began
   * on this machine within 24 hours under the same project, name and type; or a task by its id. One that is published,
   * archived, or has artifacts or models is left alone, and a new task made.
   *
   * Python's default is `true`. Here it is not, because it deletes what an earlier run reported, and because tasks of one
   * name may run side by side in a process.
   * @default false
   */
  reuseLastTaskId?: boolean | string;
  /**
   * Go on with a task and keep its results: `true` for the last one, as above; or a task by its id. Iterations go on after
   * the last one that it reported; a number is the first one in its place, of the task that `reuseLastTaskId` names or the
   * last one.
   * @default false
   */
  continueLastTask?: boolean | string | number;
}

/** The surroundings in which a program begins its task. */
export interface BeginningFacts {
  /** Id of the task that an agent runs, where this process has not taken it up yet. */
  agentTask?: string | undefined;
  /** Id of the last task, where it is wanted and there is one. */
  lastTask?: string | undefined;
  /** Whether the environment forbids to use the last task again (`CLEARML_TASK_NO_REUSE`). */
  neverReuse?: boolean;
  /** The first iteration of tasks that are continued (`CLEARML_SET_ITERATION_OFFSET`). */
  iterationOffset?: number | undefined;
  /** Whether the program works offline, where earlier tasks cannot be gone on with. */
  offline?: boolean;
}

/** The first iteration of a task: after the last one that it reported, or a number. */
type FirstIteration = "afterLast" | number;

/** The way in which a program begins its task. */
export type Beginning =
  | { kind: "create" }
  /** Run a task as it is set. */
  | { kind: "takeUp"; id: string; underAgent: boolean; firstIteration: FirstIteration }
  /** Go on with a task, with its results. */
  | { kind: "continue"; id: string; firstIteration: FirstIteration }
  /** Run a task again, without its results. */
  | { kind: "reuse"; id: string };

/** Whether the last task is to be looked for. */
export function wantsLastTask(
  options: BeginningOptions,
  { agentTask, neverReuse = false, offline = false }: BeginningFacts,
): boolean {
  const { taskId, reuseLastTaskId = isContinued(options), continueLastTask } = options;
  const given = agentTask ?? taskId ?? idOf(continueLastTask) ?? idOf(reuseLastTaskId);
  return given === undefined && !neverReuse && !offline && Boolean(reuseLastTaskId);
}

/** Decides how a program begins its task, by the rules of Python's `Task.init`. */
export function decideBeginning(options: BeginningOptions, facts: BeginningFacts): Beginning {
  const { taskId, reuseLastTaskId, continueLastTask } = options;
  const { agentTask, lastTask, iterationOffset, offline = false } = facts;
  const first: FirstIteration = typeof continueLastTask === "number" ? continueLastTask : "afterLast";
  if (agentTask !== undefined) {
    return { kind: "takeUp", id: agentTask, underAgent: true, firstIteration: first };
  }
  if (taskId !== undefined) {
    return { kind: "takeUp", id: taskId, underAgent: false, firstIteration: first };
  }
  const id = idOf(continueLastTask) ?? idOf(reuseLastTaskId) ?? (wantsLastTask(options, facts) ? lastTask : undefined);
  if (id === undefined || offline) {
    return { kind: "create" };
  }
  if (isContinued(options) || iterationOffset !== undefined) {
    return { kind: "continue", id, firstIteration: iterationOffset ?? first };
  }
  return { kind: "reuse", id };
}

/** The number that is added to the iterations of a task's reports; a task that is new, or new again, begins at 0. */
export function firstIteration(beginning: Beginning, lastIteration: number): number {
  switch (beginning.kind) {
    case "create":
    case "reuse":
      return 0;
    case "continue":
      return beginning.firstIteration === "afterLast" ? lastIteration + 1 : beginning.firstIteration;
    case "takeUp":
      // A task that has not run yet has 0 as its last iteration too.
      return beginning.firstIteration === "afterLast" ? lastIteration && lastIteration + 1 : beginning.firstIteration;
  }
}

/** A number continues a task, also 0. */
function isContinued({ continueLastTask }: BeginningOptions): boolean {
  return typeof continueLastTask === "number" || Boolean(continueLastTask);
}

/** The id that an option may be; an empty one is none. */
function idOf(option: boolean | string | number | undefined): string | undefined {
  return typeof option === "string" && option !== "" ? option : undefined;
}
