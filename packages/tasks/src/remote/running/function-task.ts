import type { ParameterTree } from "../../parameters/parameter-text.ts";
import type { Task } from "../../task/task.ts";
import { storeProgram } from "../code/store-program.ts";
import { RemoteExecutionError } from "../errors.ts";
import { type RunningProgramOptions, runningProgram, setProgram } from "./running-program.ts";

/** Options of {@link Task.createFunctionTask}. */
export interface FunctionTaskOptions extends RunningProgramOptions {
  /**
   * Name of the function, by which the task that runs it knows which it is. It has to be given, because bundling may change the one in
   * the program.
   */
  functionName: string;
  /** Name of the task. @default the name of the present task and that of the function */
  taskName?: string;
}

/** Section of the arguments. */
const SECTION = "Function";

/** Parameter of the name of the function; people are not to change it. */
const MARKER = "__func_readonly__";

/** System tag of tasks that run one function. */
const TAG = "func";

/** Names of the functions that each task has made tasks of, or passed by. */
const used = new WeakMap<Task, Set<string>>();

/** The parts that a call of a function needs. */
export interface FunctionCall<Args extends ParameterTree> {
  run: (args: Args) => unknown;
  args: Args;
}

/**
 * Makes a draft whose run is that of one function, or runs the function where this program runs for such a draft: the answer is the
 * draft, "done" after the function, and undefined where the draft is that of another function.
 *
 * @throws {@link RemoteExecutionError} when the name is empty, or was used before.
 */
export async function functionTask<Args extends ParameterTree>(
  task: Task,
  { run, args }: FunctionCall<Args>,
  { functionName, taskName, ...how }: FunctionTaskOptions,
  { isTakenUp }: { isTakenUp: boolean },
): Promise<Task | "done" | undefined> {
  const names = used.get(task) ?? new Set<string>();
  used.set(task, names);
  if (functionName === "" || names.has(functionName)) {
    const problem =
      functionName === "" ? "a function has no name" : `there is a task for the function "${functionName}" already`;
    throw new RemoteExecutionError(task.id, `${problem}. Pass another functionName.`);
  }
  const marker = isTakenUp ? task.getParameter(`${SECTION}/${MARKER}`) : undefined;
  if (marker === undefined) {
    const program = await storeProgram(task.connection, task.project, await runningProgram(how));
    const draft = await task.clone({ name: taskName ?? `${task.name} <${functionName}>` });
    await setProgram(draft, program);
    await draft.setSystemTags([...draft.systemTags, TAG]);
    await draft.connect({ ...args, [MARKER]: functionName }, { name: SECTION });
    names.add(functionName);
    return draft;
  }
  names.add(functionName);
  if (marker !== functionName) {
    return undefined;
  }
  await run(await task.connect(args, { name: SECTION }));
  return "done";
}
