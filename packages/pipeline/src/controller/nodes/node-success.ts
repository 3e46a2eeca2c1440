import type { TaskStatus } from "@clearml-ts/protocol";
import { FINAL_STATUSES } from "@clearml-ts/tasks";
import type { PipelineNode } from "./pipeline-node.ts";

/** The ends that count as a failure. */
export interface SuccessOptions {
  /** Look at the steps as well as at the pipeline. @default true */
  failOnStepFail?: boolean;
  /** The ends that count as a failure: only that of failed ones, only that of aborted ones, or both. @default "all" */
  failCondition?: "all" | "failed" | "aborted";
}

/** Tells whether the task of a pipeline is over. */
export function isOver(status: TaskStatus): boolean {
  return FINAL_STATUSES.includes(status);
}

/** Decides whether a pipeline has gone well; one that is not over has not. */
export function isSuccess(
  status: TaskStatus,
  nodes: readonly Pick<PipelineNode, "status">[],
  { failOnStepFail = true, failCondition = "all" }: SuccessOptions,
): boolean {
  const ends = new Set<string>(["completed", "published"]);
  const steps = new Set<string>(["completed", "cached"]);
  if (failCondition === "failed") {
    ends.add("stopped");
    steps.add("aborted");
  }
  if (failCondition === "aborted") {
    ends.add("failed");
    steps.add("failed");
  }
  return ends.has(status) && (!failOnStepFail || nodes.every((node) => steps.has(node.status)));
}
