import { isPlainObject } from "@clearml-ts/protocol";
import type { Task } from "@clearml-ts/tasks";
import { messageOf } from "../../message-of.ts";
import { storeOutputs } from "../../steps/stored-outputs.ts";
import { storeValue } from "../../values/store-value.ts";
import type { StoredValue } from "../../values/stored-value.ts";

/** Results are stored like the outputs of a step; one that cannot be is for the caller only. */
export async function recordResult(task: Task, result: unknown): Promise<void> {
  if (result === undefined) {
    return;
  }
  let stored: StoredValue;
  try {
    stored = storeValue(result, "The result of the pipeline");
  } catch (error) {
    task.logger.reportText(`The result is not stored with the run: ${messageOf(error)}`, { level: "warning" });
    return;
  }
  await storeOutputs(
    task,
    isPlainObject(stored.value) ? stored : storeValue({ result: stored.value }, "The result of the pipeline"),
  );
}
