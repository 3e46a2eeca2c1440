import type { TaskRecord, TaskType } from "@clearml-ts/protocol";

/** A task that a program began, as remembered on this machine. */
export interface RememberedTask {
  id: string;
  /** When it began, in seconds. */
  time: number;
  project: string;
  name: string;
  type: TaskType;
}

/** Whether a remembered task is recent, and still what it was: people may have renamed or moved it. */
export function isRelevant(
  remembered: RememberedTask,
  found: { record: TaskRecord; project: string },
  { now, window }: { now: number; window: number },
): boolean {
  const { record, project } = found;
  const isRecent = now - remembered.time <= window;
  return (
    isRecent && record.name === remembered.name && record.type === remembered.type && project === remembered.project
  );
}

/** Whether a task may be reset to run again: what somebody may still need stays, as in Python. */
export function isReusable({ status, models, execution, system_tags = [] }: TaskRecord): boolean {
  const isFrozen = status === "published" || status === "closed";
  const hasResults = (models?.output?.length ?? 0) > 0 || (execution?.artifacts?.length ?? 0) > 0;
  return !isFrozen && !hasResults && system_tags.includes("development") && !system_tags.includes("archived");
}
