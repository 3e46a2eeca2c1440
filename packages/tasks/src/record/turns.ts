import type { Connection } from "@clearml-ts/client";

/** The last job in line for each task, by connection. */
const lines = new WeakMap<Connection, Map<string, Promise<unknown>>>();

/**
 * Runs a job when all earlier ones for the same task are done, however many objects stand for the task here.
 *
 * `tasks.edit` replaces whole maps, so reading, changing and writing one must not interleave.
 */
export async function inTurn<T>(connection: Connection, taskId: string, job: () => Promise<T>): Promise<T> {
  const line = lines.get(connection) ?? new Map<string, Promise<unknown>>();
  lines.set(connection, line);
  const turn = (line.get(taskId) ?? Promise.resolve()).then(job);
  const settled = turn.catch(() => {});
  line.set(taskId, settled);
  try {
    return await turn;
  } finally {
    if (line.get(taskId) === settled) {
      line.delete(taskId);
    }
  }
}
