import type { Connection } from "@clearml-ts/client";
import { readPythonDate } from "../time/python-date.ts";
import type { ExecutedJob } from "./executed-job.ts";
import type { FunctionCalls } from "./function-calls.ts";

/** Ids in one call; the server answers no more tasks at a time. */
const PAGE = 500;

/** Notes of what was started when it was over, where that is the case. */
export async function noteFinished(
  connection: Connection,
  jobs: readonly ExecutedJob[],
  { calls, now }: { calls: FunctionCalls; now: Date },
): Promise<void> {
  const open = jobs.filter(({ finished }) => finished === undefined);
  const ids = open.flatMap(({ taskId }) => taskId ?? []);
  const ends = new Map<string, Date | undefined>(ids.map((id) => [id, now]));
  for (let first = 0; first < ids.length; first += PAGE) {
    const { tasks } = await connection.services.tasks.getAll({
      id: ids.slice(first, first + PAGE),
      search_hidden: true,
      only_fields: ["id", "status", "completed"],
    });
    for (const { id, status, completed } of tasks) {
      const isOpen = status === "queued" || status === "in_progress";
      ends.set(id, isOpen ? undefined : (readPythonDate(completed) ?? now));
    }
  }
  for (const job of open) {
    const hasReturned = job.callNumber !== undefined && !calls.isRunning(job.callNumber);
    job.finished = job.taskId === undefined ? (hasReturned ? now : undefined) : ends.get(job.taskId);
  }
}
