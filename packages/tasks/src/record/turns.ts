import type { Connection } from "@clearml-ts/client";

/** The last job in line for each subject, by connection. */
const lines = new WeakMap<Connection, Map<string, Promise<unknown>>>();

/**
 * Runs a job when all earlier ones for the same subject, such as the id of a task, are done, however many objects stand
 * for it here.
 *
 * `tasks.edit` replaces whole maps, so reading, changing and writing one must not interleave.
 */
export async function inTurn<T>(connection: Connection, subject: string, job: () => Promise<T>): Promise<T> {
  const line = lines.get(connection) ?? new Map<string, Promise<unknown>>();
  lines.set(connection, line);
  const turn = (line.get(subject) ?? Promise.resolve()).then(job);
  const settled = turn.catch(() => {});
  line.set(subject, settled);
  try {
    return await turn;
  } finally {
    if (line.get(subject) === settled) {
      line.delete(subject);
    }
  }
}
