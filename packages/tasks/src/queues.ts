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
