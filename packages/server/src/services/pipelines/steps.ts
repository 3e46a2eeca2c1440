import { where } from "../../database/documents/collection.ts";
import type { Records } from "../../records/records.ts";
import type { StoredTask } from "../tasks/fields.ts";

/** The tasks that a pipeline started; none for a task that is not a controller. */
export function pipelineSteps(records: Records, task: StoredTask): StoredTask[] {
  return task.type === "controller" ? records.tasks.find({ where: where("parent", task.id) }) : [];
}
