import type { Connection } from "@clearml-ts/client";
import type { JournalEnd } from "../journal/records.ts";
import { TaskState } from "../record/task-state.ts";
import { TaskLife } from "../task/life/task-life.ts";

/**
 * Gives a task its last status, unless somebody else has ended it meanwhile.
 *
 * @throws {@link TaskNotFoundError} when the task is gone.
 */
export async function setEnd(connection: Connection, taskId: string, end: JournalEnd): Promise<void> {
  const state = await TaskState.load(connection, taskId);
  if (state.record.status !== "in_progress") {
    return;
  }
  const life = new TaskLife(state);
  switch (end.status) {
    case "completed":
      return await life.complete({});
    case "stopped":
      return await life.stop(end.message === undefined ? {} : { message: end.message });
    case "failed":
      return await life.fail({ reason: end.reason, message: end.message, force: false });
  }
}
