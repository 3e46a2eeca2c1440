import type { JoinedQueueRecord } from "@clearml-ts/protocol";
import { visible } from "../../records/listing.ts";
import type { Call } from "../../routing/routes.ts";

/** Queues with this tag belong to the Kubernetes glue; lists leave them out. */
export const HIDING_TAG = "k8s-glue";

/** Lists queues with the names of the tasks that wait in them, and the workers that serve them. */
export function listWithWorkers({ request, context }: Pick<Call<"queues.get_all_ex">, "request" | "context">) {
  const { items, scroll } = context.listings.list<JoinedQueueRecord>("queues", request, {
    joined: true,
    where: visible(request, HIDING_TAG),
    // Whatever the request wants to see: so does the official server.
    only: ["*", "entries.task.name", "entries.added"],
  });
  const workers = context.workers.list({ lastSeen: 0 });
  return {
    queues: items.map((queue) => ({
      ...cutEntries(queue, request.max_task_entries),
      // Newer than the server that we follow: the page of queues asks for it, and shows nothing without.
      ...(request.count_task_entries ? { entries_count: queue.entries?.length ?? 0 } : {}),
      workers: workers
        .filter(({ queues = [] }) => queues.some(({ id }) => id === queue.id))
        .map(({ id, ip, key, task }) => ({
          name: id,
          ...(ip === undefined ? {} : { ip }),
          ...(key === undefined ? {} : { key }),
          ...(task ? { task: { id: task.id, name: task.name ?? "" } } : {}),
        })),
    })),
    ...scroll,
  };
}

/** Cuts what waits in a queue to the number of tasks that a request wants. */
export function cutEntries<Q extends { entries?: unknown[] }>(queue: Q, limit: number | undefined): Q {
  return limit === undefined || !queue.entries ? queue : { ...queue, entries: queue.entries.slice(0, limit) };
}
