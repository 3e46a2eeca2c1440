import { Task } from "@clearml-ts/tasks";
import { OutsidePipelineRunError } from "../errors.ts";

/**
 * The task of the pipeline that the running code belongs to: as its function, or as one of its steps.
 *
 * @throws {@link OutsidePipelineRunError} when it belongs to none.
 */
export async function taskOfPipeline(): Promise<Task> {
  const task = Task.current();
  const parent = task && !isController(task) && task.parent ? await Task.get({ id: task.parent }, task) : task;
  if (!parent || !isController(parent)) {
    throw new OutsidePipelineRunError(task?.id);
  }
  return parent;
}

function isController({ type, systemTags }: Task): boolean {
  return type === "controller" && systemTags.includes("pipeline");
}
