import type { TaskStatus } from "@clearml-ts/protocol";
import type { Task } from "@clearml-ts/tasks";
import { ResumeError } from "../../errors.ts";
import { isRunName } from "./run-name.ts";
import { isPerhapsOwned, ownerOfRun } from "./run-owner.ts";

/** Statuses of a run that has nothing left to do, or is about to begin. */
const PROBLEMS: Readonly<Partial<Record<TaskStatus, string>>> = {
  created: "has not begun; put it in a queue",
  queued: "waits in a queue, and begins or goes on from there",
  completed: "has completed; run the pipeline again",
  published: "is published; run the pipeline again",
  publishing: "is published; run the pipeline again",
  closed: "has completed; run the pipeline again",
};

/** How strictly a run is looked at before it is resumed. */
export interface CheckResumableOptions {
  /** Go on although another process seems to be working on the run. */
  takeOver: boolean;
  now: Date;
}

/**
 * Checks that a task is a run of a pipeline that was cut short.
 *
 * @throws {@link ResumeError} when it is not.
 */
export function checkResumable(pipeline: { name: string }, task: Task, options: CheckResumableOptions): void {
  const { id, name, type } = task;
  if (type !== "controller" || !isRunName(name, pipeline.name)) {
    throw new ResumeError(id, `is "${name}" of type ${type}, and not a run of pipeline "${pipeline.name}"`);
  }
  checkCutShort(task, options);
}

/**
 * Checks that a run of any pipeline was cut short.
 *
 * @throws {@link ResumeError} when it has nothing left to do, or somebody still works on it.
 */
export function checkCutShort(task: Task, { takeOver, now }: CheckResumableOptions): void {
  const { id, type, status } = task;
  if (type !== "controller") {
    throw new ResumeError(id, `is of type ${type}, and not a run of a pipeline`);
  }
  const problem = PROBLEMS[status];
  if (problem !== undefined) {
    throw new ResumeError(id, problem);
  }
  if (status === "in_progress" && !takeOver && isPerhapsOwned(ownerOfRun(task, now))) {
    throw new ResumeError(id, "seems to be running. Stop it, or set `takeOver` where its process is gone for good");
  }
}
