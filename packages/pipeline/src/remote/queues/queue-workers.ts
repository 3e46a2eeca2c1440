import type { Connection } from "@clearml-ts/client";
import { findQueueId } from "@clearml-ts/tasks";

/**
 * Checks that tasks can be put in queues, and warns of those that no worker listens to.
 *
 * @throws {@link QueueNotFoundError} when one of the queues does not exist.
 */
export async function checkQueues(connection: Connection, names: readonly string[]): Promise<void> {
  const queues: { name: string; id: string }[] = [];
  for (const name of new Set(names)) {
    queues.push({ name, id: await findQueueId(connection, name) });
  }
  const { workers } = await connection.services.workers.getAll({});
  const watched = new Set(workers.flatMap((worker) => worker.queues ?? []).map(({ id }) => id));
  for (const { name, id } of queues) {
    if (!watched.has(id)) {
      connection.warn(
        `No worker listens to queue "${name}", so its tasks wait until one does. ` +
          `Start one: clearml-ts agent --queue "${name}", or clearml-agent daemon --queue "${name}"`,
      );
    }
  }
}
