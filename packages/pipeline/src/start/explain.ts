import { type ConnectionOptions, Task } from "@clearml-ts/tasks";
import { readDecisions } from "../page/cache-decisions.ts";
import { readNodes, reportOf } from "../remote/runs/node-report.ts";
import type { CacheDecision, StepStatus } from "../steps/step-report.ts";

/** Why a step of a run ran, or did not. */
export interface StepExplanation {
  /** Name of the step. */
  step: string;
  status: StepStatus;
  /** Id of the task that has its outputs, or that ran it; undefined where it never began. */
  taskId: string | undefined;
  /** Decision of the cache, with the inputs, parts of the code and images that had changed; undefined for a step that never got so far. */
  cache: CacheDecision | undefined;
}

/**
 * Says for each step of a run, given by the id of its controller's task, whether its outputs were taken from an earlier task, and what
 * had changed where they were not.
 *
 * @throws {@link TaskNotFoundError} when there is no such task.
 */
export async function explain(controllerId: string, where: ConnectionOptions = {}): Promise<StepExplanation[]> {
  const task = await Task.get({ id: controllerId }, where);
  const decisions = readDecisions(task.record.configuration);
  return Object.entries(readNodes(task.getConfigurationObject("Pipeline")?.value)).map(([step, node]) => {
    const { status, taskId, cache } = reportOf(step, node, decisions);
    return { step, status, taskId, cache };
  });
}
