import { where } from "../../database/documents/collection.ts";
import type { Records } from "../../records/records.ts";
import type { TaskHead } from "../tasks/fields.ts";

/** The tasks that a pipeline started; none for a task that is not a controller. */
export function pipelineSteps(records: Records, task: TaskHead): TaskHead[] {
  return task.type === "controller" ? records.tasks.findHeads({ where: where("parent", task.id) }) : [];
}
