import type { TaskState } from "../../record/task-state.ts";
import type { TaskOptions } from "../task-options.ts";
import { draftContent } from "./create-draft.ts";

/** Starts a task again, whatever its status is, with its results; the program and its tags are the new ones. */
export async function continueTask(task: TaskState, { script, tags = [] }: TaskOptions): Promise<void> {
  const { tasks } = task.connection.services;
  await task.move("continue", () => tasks.started({ task: task.id, force: true }));
  await task.edit((record) => ({ ...(script && { script }), ...withTags(record.tags, tags) }));
}

/**
 * Makes a task a draft again that holds what a new one would, and nothing else.
 *
 * @throws {@link TaskStateError} when its status does not allow to reset it.
 */
export async function refillTask(task: TaskState, options: TaskOptions): Promise<void> {
  const { connection, id } = task;
  const {
    name: _name,
    type: _type,
    project: _project,
    tags = [],
    ...content
  } = await draftContent(connection, options);
  await task.attempt("reset", () => connection.services.tasks.reset({ task: id }));
  await task.edit((record) => ({
    hyperparams: {},
    configuration: {},
    container: {},
    models: { input: [], output: [] },
    execution: { artifacts: [], model_labels: {} },
    output_dest: "",
    ...content,
    ...withTags(record.tags, tags),
  }));
}

function withTags(before: readonly string[] = [], added: readonly string[]): { tags?: readonly string[] } {
  return added.length > 0 ? { tags: [...new Set([...before, ...added])] } : {};
}
