import { isPlainObject } from "@clearml-ts/protocol";
import type { Task } from "@clearml-ts/tasks";
import { messageOf } from "../../message-of.ts";
import { hasOutputs, loadOutputs, storeOutputs } from "../../steps/stored-outputs.ts";
import type { ObjectLoader } from "../../values/object-loader.ts";
import { ownCopy } from "../../values/replace-values.ts";
import { storeValue } from "../../values/store-value.ts";
import type { StoredValue } from "../../values/stored-value.ts";
import type { Controller } from "./controller.ts";

/** Name of a result that has no names for its values. */
const WRAPPED = "result";
/** Runtime property of a controller whose result is one value rather than several by names. */
const FORM = "pipeline_result";

/** Results are stored like the outputs of a step; one that cannot be is for the caller only. */
export async function recordResult({ task, leftArtifacts: left }: Controller, result: unknown): Promise<void> {
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
  if (isPlainObject(stored.value)) {
    await storeOutputs(task, stored, { left });
  } else {
    const wrapped = storeValue({ [WRAPPED]: stored.value }, "The result of the pipeline");
    await storeOutputs(task, wrapped, { left, runtime: { [FORM]: WRAPPED } });
  }
}

/** Reads what {@link recordResult} stored; undefined where nothing was. */
export async function loadResult(task: Task, objects: ObjectLoader): Promise<unknown> {
  if (!hasOutputs(task)) {
    return undefined;
  }
  const { values } = await loadOutputs(task, objects);
  return ownCopy(task.record.runtime?.[FORM] === WRAPPED ? values[WRAPPED] : values);
}
