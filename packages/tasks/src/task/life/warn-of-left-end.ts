import type { TaskRun } from "../task-run.ts";

/** Says that a task could not be given its last status, which waits on disk. */
export function warnOfLeftEnd({ connection, id }: Pick<TaskRun, "connection" | "id">, why: unknown): void {
  const reason = why instanceof Error ? why.message : String(why);
  connection.warn(
    `Task ${id} could not be brought to its end (${reason}). The rest is on disk: the next program that connects to the server delivers it, or "clearml-ts sync".`,
  );
}
