import type { Task } from "@clearml-ts/tasks";

/** A server that takes requests and answers none is as good as gone. */
const PING_WITHIN_MS = 30_000;

/** A task's reports were waited for before it is closed; this is for the last lines only. */
const CLOSE_WITHIN_MS = 10_000;

/**
 * Ends a task, unless somebody has ended it from outside; returns the error of that, if there was one. Takes at most five minutes.
 */
export async function endTask(task: Task, end: () => Promise<void>): Promise<unknown> {
  const { services, session } = task.connection;
  try {
    await session.budget(`the record of how task ${task.id} ended`).runApart(async () => {
      // The calls below would wait minutes for a server that is gone, as whatever failed before them has done already.
      await services.debug.ping({}, { retries: 0, signal: AbortSignal.timeout(PING_WITHIN_MS) });
      await task.reload();
      if (task.status === "in_progress") {
        await end();
      }
    });
    return undefined;
  } catch (problem) {
    return problem;
  }
}

/** Stops the timers of a task that has ended, or whose end could not be recorded. Takes at most ten seconds. */
export async function closeTask(task: Task): Promise<void> {
  await task.close({ timeout: CLOSE_WITHIN_MS, keepStatus: true });
}
