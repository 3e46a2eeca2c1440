import type { TaskType } from "@clearml-ts/protocol";

/** The page of a task: that of the run where it is a pipeline's controller. */
export function taskAddress({
  id,
  type,
  system_tags = [],
}: {
  id: string;
  type: TaskType;
  system_tags?: string[];
}): string {
  return type === "controller" && system_tags.includes("pipeline") ? `/pipelines/${id}` : `/tasks/${id}`;
}
