import type { RequestOf } from "@clearml-ts/protocol";
import { checkTaskName } from "../../check-name.ts";
import { findOrCreateProject } from "../../projects.ts";
import type { CloneTaskOptions } from "../task-options.ts";
import type { TaskView } from "../task-view.ts";

/**
 * Writes the request that copies a task.
 *
 * @throws {@link InvalidNameError} when the name, or that of a project to be made, is too short.
 */
export async function cloneRequest(
  { id, name: original, connection }: TaskView,
  { name = `Clone Of ${original}`, comment, tags, parent = id, project }: CloneTaskOptions,
): Promise<RequestOf<"tasks.clone">> {
  checkTaskName(name);
  const place = typeof project === "string" ? await findOrCreateProject(connection, project) : project;
  return {
    task: id,
    new_task_name: name,
    new_task_parent: parent,
    ...(comment !== undefined && { new_task_comment: comment }),
    ...(tags && { new_task_tags: [...new Set(tags)] }),
    ...(place && { new_task_project: place.id }),
  };
}
