import type { WorkerQueue, WorkerRecord } from "@clearml-ts/protocol";
import type { Records } from "../../records/records.ts";
import { entriesOf } from "../queues/store.ts";

/** A worker as stored: queues by id only, everything else as it is sent. */
export interface StoredWorker extends Omit<WorkerRecord, "queue" | "queues"> {
  key: string;
  queue?: string;
  queues: string[];
  register_timeout: number;
  last_activity_time: string;
}

/** Adds to workers what is known about their queues and tasks. */
export function describeWorkers(records: Records, workers: readonly StoredWorker[]): WorkerRecord[] {
  const known = describeQueues(records, [...new Set(workers.flatMap(({ queues }) => queues))]);
  return workers.map((worker) => describeWorker(records, worker, known));
}

function describeWorker(
  records: Records,
  { queue, queues, ...worker }: StoredWorker,
  known: ReadonlyMap<string, WorkerQueue>,
): WorkerRecord {
  const task = worker.task && records.tasks.getHead(worker.task.id);
  return {
    ...worker,
    ...(worker.task
      ? {
          task: {
            ...worker.task,
            ...(task
              ? { running_time: (task.active_duration ?? 0) * 1000, last_iteration: task.last_iteration ?? 0 }
              : {}),
          },
        }
      : {}),
    // A queue that the worker does not listen to is not shown: clearml-server bll/workers, `WorkerConversionHelper`.
    ...(queue !== undefined && queues.includes(queue) ? { queue: known.get(queue) ?? { id: queue } } : {}),
    queues: queues.map((id) => known.get(id) ?? { id }),
  };
}

function describeQueues(records: Records, ids: readonly string[]): Map<string, WorkerQueue> {
  const queues = records.queues.getMany(ids);
  const heads = queues.flatMap((queue) => entriesOf(queue)[0]?.task ?? []);
  const names = new Map(records.tasks.getHeads(heads).map(({ id, name }) => [id, name]));
  return new Map(
    queues.map((queue) => {
      const head = entriesOf(queue)[0]?.task;
      const name = head === undefined ? undefined : names.get(head);
      return [
        queue.id,
        {
          id: queue.id,
          name: queue.name,
          ...(queue.display_name === undefined ? {} : { display_name: queue.display_name }),
          num_tasks: entriesOf(queue).length,
          ...(head === undefined ? {} : { next_task: { id: head, ...(name === undefined ? {} : { name }) } }),
        },
      ];
    }),
  );
}
