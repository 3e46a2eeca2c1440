import type { TaskState } from "../record/task-state.ts";
import { inTurn } from "../record/turns.ts";
import { findItem, type ParameterNotes, parameterItems, withItems } from "./hyperparams.ts";
import { type ParameterValue, parameterText, parameterType } from "./parameter-text.ts";
import { checkRuntime, plainTree } from "./plain-parameters.ts";

/** The section of the properties that people may change on the page. */
export const PROPERTIES = "properties";

/** How parameters are set. */
export interface EditParametersOptions extends ParameterNotes {
  /** Drop the parameters that are not named. @default false */
  replace?: boolean;
  /** Runtime properties to set in the same call. @default none */
  runtime?: Readonly<Record<string, string | number | boolean>>;
}

/** Sets parameters of a task by full name, one change at a time for each task. */
export async function editParameters(
  task: TaskState,
  values: ReadonlyMap<string, ParameterValue>,
  { replace = false, runtime, ...notes }: EditParametersOptions = {},
): Promise<void> {
  const { connection, id } = task;
  if (runtime !== undefined) {
    checkRuntime(runtime);
    await task.edit(({ hyperparams: stored = {}, runtime: before }) => ({
      hyperparams: withItems(replace ? {} : stored, parameterItems(stored, values, notes)),
      runtime: { ...before, ...runtime },
    }));
    return;
  }
  await inTurn(connection, id, async () => {
    const { hyperparams: stored = {} } = await task.reload();
    const hyperparams = parameterItems(stored, values, notes);
    const replace_hyperparams = replace ? "all" : "none";
    await task.attempt(
      "set parameters of",
      () => connection.services.tasks.editHyperParams({ task: id, hyperparams, replace_hyperparams, force: true }),
      () => ({ hyperparams: withItems(replace ? {} : stored, hyperparams) }),
    );
  });
}

/**
 * Deletes parameters by full name, and answers how many of them there were.
 *
 * @throws {@link TaskStateError} when the task is over, unless they are properties that people may change.
 */
export async function deleteParameters(task: TaskState, names: readonly string[]): Promise<number> {
  const { connection, id } = task;
  return await inTurn(connection, id, async () => {
    const { hyperparams: stored = {} } = await task.reload();
    const hyperparams = names.map((name) => findItem(stored, name)).filter((place) => place !== undefined);
    if (hyperparams.length > 0) {
      // Properties may go in any status, which only calls without force are allowed to say.
      const force = hyperparams.some(({ section }) => section !== PROPERTIES);
      await task.attempt("delete parameters of", () =>
        connection.services.tasks.deleteHyperParams({ task: id, hyperparams, ...(force && { force }) }),
      );
    }
    return hyperparams.length;
  });
}

/** Sets the properties that people may change on the page; servers take them in any status. */
export async function editUserProperties(
  task: TaskState,
  properties: Readonly<Record<string, ParameterValue>>,
): Promise<void> {
  const values = Object.entries(plainTree(properties, "User properties"));
  const hyperparams = values.map(([name, value = null]) => {
    const type = parameterType(value);
    return { section: PROPERTIES, name, value: parameterText(value), ...(type && { type }), description: "" };
  });
  await task.connection.services.tasks.editHyperParams({ task: task.id, hyperparams, replace_hyperparams: "none" });
  await task.reload();
}
