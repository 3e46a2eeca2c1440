import { isPlainObject } from "@clearml-ts/protocol";
import { editParameters } from "../parameters/edit-parameters.ts";
import type { ParameterNotes } from "../parameters/hyperparams.ts";
import type { TaskOrigin } from "../record/task-origin.ts";
import type { TaskState } from "../record/task-state.ts";
import type { TaskConnectOptions } from "./connect-options.ts";
import { parameterOrigin } from "./remote-overrides.ts";
import { settleParameters } from "./settle-parameters.ts";

/**
 * Connects the parameters of a program: stores those that count, and returns those to work with. An instance of a class
 * is returned itself, with the values of the task in its properties; of other objects, a copy.
 *
 * @throws {@link InvalidValueError} when a value has no stored form.
 * @throws {@link ServerValueError} when a value of the task does not fit the declared one.
 */
export async function connectParameters<T extends object>(
  task: TaskState,
  params: T,
  options: TaskConnectOptions = {},
): Promise<T> {
  const { section, origin } = await parameterOrigin(task, options);
  const values = await settleOnTask(task, params, { section, origin });
  if (!origin.serverWins) {
    return params;
  }
  if (params instanceof Map) {
    return new Map(Object.entries(values)) as unknown as T;
  }
  return isPlainObject(params) ? (values as T) : Object.assign(params, values);
}

/** Where parameters are settled, and their help texts by full name. */
interface SettleOptions extends Pick<ParameterNotes, "descriptions"> {
  section: string;
  origin: TaskOrigin;
}

/** Settles parameters, and stores those that are to be stored. */
export async function settleOnTask(
  task: TaskState,
  params: object,
  { section, origin, descriptions = {} }: SettleOptions,
): Promise<Record<string, unknown>> {
  const { hyperparams: stored = {} } = task.record;
  const { values, toStore } = settleParameters(params, { stored, section, origin });
  if (toStore.size > 0) {
    await editParameters(task, toStore, { descriptions });
  }
  return values;
}
