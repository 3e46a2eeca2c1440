import type { Task } from "@clearml-ts/tasks";
import { isJsonObject, toJson } from "./json.ts";
import { messageOf } from "./message-of.ts";
import { storeOutputs } from "./outputs.ts";

/** Results are stored like the outputs of a step; one that is not JSON is for the caller only. */
export async function recordResult(task: Task, result: unknown): Promise<void> {
  if (result === undefined) {
    return;
  }
  let json: ReturnType<typeof toJson>;
  try {
    json = toJson(result, "The result of the pipeline");
  } catch (error) {
    task.logger.reportText(`The result is not stored with the run: ${messageOf(error)}`, { level: "warning" });
    return;
  }
  await storeOutputs(task, isJsonObject(json) ? json : { result: json });
}
