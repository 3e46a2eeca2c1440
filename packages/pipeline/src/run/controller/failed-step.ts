import type { Task } from "@clearml-ts/tasks";

/** Runtime property of a controller that has failed, with the name of the step that is at fault. */
const FAILED = "pipeline_failed_step";

/** Records which step made a run fail; undefined where none did. Others may have failed too, without harm to the run. */
export async function recordFailedStep(task: Task, step: string | undefined): Promise<void> {
  await task.setRuntimeProperties({ [FAILED]: step ?? "" });
}

/** The name of the step that made a run fail; undefined where none did. */
export function failedStep({ record }: Task): string | undefined {
  const step = record.runtime?.[FAILED];
  return typeof step === "string" && step !== "" ? step : undefined;
}
