import type { Connection } from "@clearml-ts/client";
import { exactPattern } from "@clearml-ts/protocol";
import { QueueNotFoundError } from "./errors.ts";

/**
 * Finds a queue by its name or, failing that, by its id.
 *
 * @throws {@link QueueNotFoundError} when there is neither.
 */
export async function findQueueId(connection: Connection, queue: string): Promise<string> {
  const { queues } = connection.services;
  const byName = await queues.getAll({ name: exactPattern(queue), only_fields: ["id"] });
  const found = byName.queues[0] ?? (await queues.getAll({ id: [queue], only_fields: ["id"] })).queues[0];
  if (!found) {
    throw new QueueNotFoundError(queue);
  }
  return found.id;
}

/** The name of a queue; undefined when it is gone. */
export async function findQueueName(connection: Connection, id: string): Promise<string | undefined> {
  const { queues } = await connection.services.queues.getAll({ id: [id], only_fields: ["name"] });
  return queues[0]?.name;
}

/**
 * Counts the tasks that wait in a queue, given by name or id.
 *
 * @throws {@link QueueNotFoundError} when there is neither.
 */
export async function countEnqueuedTasks(connection: Connection, queue: string): Promise<number> {
  const { num } = await connection.services.queues.getNumEntries({ queue: await findQueueId(connection, queue) });
  return num;
}
