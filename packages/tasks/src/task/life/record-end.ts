import { type CallOptions, ConnectionError } from "@clearml-ts/client";
import { StorageError, StorageTimeoutError } from "@clearml-ts/storage";
import { ReportTimeoutError } from "../../delivery/errors.ts";
import { keepEnd } from "../../recovery/running-task.ts";
import type { Task } from "../task.ts";

/** A server that has just been waited for in vain is waited for no longer than this. */
const PING_WITHIN_MS = 30_000;

/**
 * Records how a task ended after an error. After an error of a server that cannot be reached, one attempt shows whether it is
 * back: half a minute at most in place of the minutes of another call. Returns the problem when the end could not be
 * recorded; the task is closed then, and sends nothing more. If it runs in this program, its end waits on disk.
 */
export async function recordEnd(task: Task, error: unknown, end: () => Promise<void>): Promise<unknown> {
  const { services, session } = task.connection;
  try {
    await session.budget(`the record of how task ${task.id} ended`).runApart(async () => {
      await services.tasks.ping({ task: task.id }, isUnreachable(error) ? oneAttempt() : {});
      await end();
    });
    return undefined;
  } catch (problem) {
    keepEnd(task, { kind: "threw", error });
    await task.close({ signal: AbortSignal.abort(), keepStatus: true });
    return problem;
  }
}

/** The options of a call that only asks whether the server is back. */
function oneAttempt(): CallOptions {
  return { retries: 0, signal: AbortSignal.timeout(PING_WITHIN_MS) };
}

/** Whether an error comes from a server that could not be reached. */
function isUnreachable(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    error instanceof ReportTimeoutError ||
    error instanceof StorageTimeoutError ||
    (error instanceof StorageError && error.transient) ||
    (error instanceof Error && isUnreachable(error.cause))
  );
}
