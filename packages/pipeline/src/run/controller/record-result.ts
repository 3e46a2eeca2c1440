import type { Task } from "@clearml-ts/tasks";
import { messageOf } from "../../message-of.ts";
import { storeOutputs } from "../../steps/stored-outputs.ts";
import { copyValue } from "../../values/copy-value.ts";
import { isPlainObject } from "../../values/plain-object.ts";
import type { Value, ValueObject } from "../../values/value.ts";

/** Results are stored like the outputs of a step; one that cannot be is for the caller only. */
export async function recordResult(task: Task, result: unknown): Promise<void> {
  if (result === undefined) {
    return;
  }
  let value: Value;
  try {
    value = copyValue(result, "The result of the pipeline");
  } catch (error) {
    task.logger.reportText(`The result is not stored with the run: ${messageOf(error)}`, { level: "warning" });
    return;
  }
  await storeOutputs(task, isPlainObject(value) ? (value as ValueObject) : { result: value });
}
