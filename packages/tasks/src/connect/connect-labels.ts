import { checkLabels, type LabelEnumeration } from "../parameters/labels.ts";
import { whoseValue } from "../record/task-origin.ts";
import type { TaskState } from "../record/task-state.ts";
import { originBy } from "./remote-overrides.ts";

/**
 * Connects the names of classes and their numbers, and returns those that count.
 *
 * @throws {@link InvalidValueError} when one of them is not a whole number.
 */
export async function connectLabels(
  task: TaskState,
  labels: LabelEnumeration,
  ignoreRemoteOverrides: boolean,
): Promise<LabelEnumeration> {
  const parameter = "General/_ignore_remote_overrides_label_enumeration_";
  const origin = await originBy(task, parameter, ignoreRemoteOverrides);
  const { model_labels: stored = {} } = task.record.execution ?? {};
  if (whoseValue(origin, Object.keys(stored).length > 0 ? stored : undefined) === "task") {
    return stored;
  }
  checkLabels(labels);
  await task.edit(() => ({ execution: { model_labels: labels } }));
  return labels;
}
