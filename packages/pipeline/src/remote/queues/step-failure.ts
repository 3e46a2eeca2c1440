import type { Task, WatchEnd } from "@clearml-ts/tasks";
import { StepTaskError } from "../../errors.ts";

/** Runtime property with the reason of a failure that the worker will record without it. */
export const FAILURE = "pipeline_failure";

/** Reads from the task of a step why it has no outputs. */
export async function failureOf(task: Task, step: string, end: WatchEnd): Promise<StepTaskError> {
  const webUrl = task.connection.pageUrl(`projects/${task.project.id}/experiments/${task.id}/output/log`);
  const about = { step, taskId: task.id, webUrl };
  if (end.kind === "lost") {
    return new StepTaskError({ ...about, status: "aborted", reason: end.why });
  }
  const { status_message, status_reason } = (await task.reload()).record;
  if (end.status !== "failed") {
    return new StepTaskError({ ...about, status: "aborted", reason: status_message || status_reason || "was stopped" });
  }
  return new StepTaskError({ ...about, status: "failed", reason: reasonOf(task) });
}

/** The reason why a task has failed, as its program noted it or as its record has it. */
export function reasonOf({ record: { runtime, status_message, status_reason } }: Task): string {
  const noted = runtime?.[FAILURE];
  return (typeof noted === "string" && noted) || status_message || status_reason || "without a reason";
}
