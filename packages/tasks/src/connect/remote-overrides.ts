import { editParameters } from "../parameters/edit-parameters.ts";
import { storedItem } from "../parameters/hyperparams.ts";
import type { TaskOrigin } from "../record/task-origin.ts";
import type { TaskState } from "../record/task-state.ts";
import type { TaskConnectOptions } from "./connect-options.ts";
import { fitParameter } from "./fit-value.ts";

/** The help text that the Python SDK gives these parameters. */
const DESCRIPTION =
  "If True, ignore UI/backend overrides when running remotely. Set it to False if you would like the overrides to be applied";

/** How the names of these parameters begin, in each section. */
export const IGNORE_OVERRIDES = "_ignore_remote_overrides_";

/** The section of connected parameters, and whose values count in it. */
export async function parameterOrigin(
  task: TaskState,
  { name: section = "General", ignoreRemoteOverrides = false }: TaskConnectOptions,
): Promise<{ section: string; origin: TaskOrigin }> {
  return { section, origin: await originBy(task, `${section}/${IGNORE_OVERRIDES}`, ignoreRemoteOverrides) };
}

/**
 * Decides whether the values of a task may replace connected ones, by a parameter of the task where there is one. A
 * program that made its task stores its wish there, under the name that the Python SDK uses.
 */
export async function originBy(task: TaskState, parameter: string, ignore: boolean): Promise<TaskOrigin> {
  const { origin } = task;
  if (!origin.serverWins) {
    if (ignore) {
      await editParameters(task, new Map([[parameter, true]]), { descriptions: { [parameter]: DESCRIPTION } });
    }
    return origin;
  }
  const { hyperparams = {} } = await task.reload();
  const item = storedItem(hyperparams, parameter);
  const isIgnored = item === undefined ? ignore : fitParameter(ignore, item, parameter) === true;
  return isIgnored ? { ...origin, serverWins: false } : origin;
}
