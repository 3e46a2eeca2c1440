import type { Metadata, MetadataItem } from "../records/metadata.ts";
import type { JoinedQueueRecord, QueueEntry, QueueRecord } from "../records/queue.ts";
import type { ChangeReply, NoFields, UpdatedReply } from "./change-reply.ts";
import type { ListCondition, ListReply, ListRequest } from "./list-request.ts";

/** Conditions on queues. */
export interface QueueListRequest extends ListRequest {
  /** Return that many waiting tasks of each queue at most. */
  max_task_entries?: number;
  [item: `metadata.${string}`]: ListCondition;
}

/** Fields of a queue that a request can set. */
export interface QueueContent {
  display_name?: string;
  tags?: readonly string[];
  system_tags?: readonly string[];
  metadata?: Metadata;
}

/** A task in a queue. */
export interface QueuedTaskRequest {
  queue: string;
  task: string;
}

/** Places to move a task by, in a queue. */
export interface QueueMoveRequest extends QueuedTaskRequest {
  /** @default 1 */
  count?: number;
}

/** Place of a task in a queue, from 0 at the head. */
export interface QueuePositionReply {
  position: number;
}

/** Waiting in one queue over time. */
export interface QueueMetrics {
  /** Id of the queue, or `total`. */
  queue: string;
  /** Milliseconds since the epoch. */
  dates: number[];
  /** Seconds. */
  avg_waiting_times: number[];
  queue_lengths: number[];
}

/** Endpoints of the `queues` service. Reference: `clearml-server apiserver/services/queues.py`. */
export interface QueuesEndpoints {
  /** Reads one queue. */
  "queues.get_by_id": { request: { queue: string; max_task_entries?: number }; reply: { queue: QueueRecord } };
  /** Finds the default queue. */
  "queues.get_default": { request: NoFields; reply: { id: string; name: string } };
  /** Lists queues; references are ids. */
  "queues.get_all": { request: QueueListRequest; reply: ListReply & { queues: QueueRecord[] } };
  /** Lists queues with their workers and the names of waiting tasks. */
  "queues.get_all_ex": {
    request: QueueListRequest & {
      /** Answer how many tasks wait in each queue. @default false */
      count_task_entries?: boolean;
    };
    reply: ListReply & { queues: JoinedQueueRecord[] };
  };
  /** Makes a queue. */
  "queues.create": { request: QueueContent & { name: string }; reply: { id: string } };
  /** Renames or retags a queue. */
  "queues.update": { request: QueueContent & { queue: string; name?: string }; reply: ChangeReply };
  /** Deletes a queue. */
  "queues.delete": {
    request: {
      queue: string;
      /** Although tasks wait in it. @default false */
      force?: boolean;
    };
    reply: { deleted: number };
  };
  /** Appends a task to a queue without touching its status. */
  "queues.add_task": {
    request: QueuedTaskRequest & {
      /** Note the queue on the task. @default true */
      update_execution_queue?: boolean;
    };
    reply: { added: number };
  };
  /** Takes the first task out of a queue; `entry` is missing when nothing waits. */
  "queues.get_next_task": {
    request: {
      queue: string;
      /** Answer whose the task is. @default false */
      get_task_info?: boolean;
      /** Only if this task is the first. */
      task?: string;
    };
    reply: { entry?: QueueEntry; task_info?: { company: string; user: string } };
  };
  /** Tells which task is first, without taking it. */
  "queues.peek_task": { request: { queue: string }; reply: { task?: string | null } };
  /** Counts waiting tasks. */
  "queues.get_num_entries": { request: { queue: string }; reply: { num: number } };
  /** Takes a task out of a queue. */
  "queues.remove_task": {
    request: QueuedTaskRequest & {
      /** Give the task its former status back. @default false */
      update_task_status?: boolean;
    };
    reply: { removed: number };
  };
  /** Takes all tasks out of a queue. */
  "queues.clear_queue": { request: { queue: string }; reply: { removed_tasks: string[] } };
  /** Moves a task toward the head. */
  "queues.move_task_forward": { request: QueueMoveRequest; reply: QueuePositionReply };
  /** Moves a task toward the tail. */
  "queues.move_task_backward": { request: QueueMoveRequest; reply: QueuePositionReply };
  /** Moves a task to the head. */
  "queues.move_task_to_front": { request: QueuedTaskRequest; reply: QueuePositionReply };
  /** Moves a task to the tail. */
  "queues.move_task_to_back": { request: QueuedTaskRequest; reply: QueuePositionReply };
  /** Moves a task to the tail of another queue; asked by the web UI since its version 2.5. */
  "queues.move_task_to_queue": {
    request: QueuedTaskRequest & {
      /** Id of the other queue. */
      target_queue: string;
      /** Note the other queue on the task. @default true */
      update_execution_queue?: boolean;
    };
    reply: { moved: number };
  };
  /** Tells in which queue a task waits, if it does; asked by the web UI since its version 2.5. */
  "queues.get_by_task_id": {
    request: { task: string };
    reply: { id?: string; name?: string; display_name?: string };
  };
  /** Tells how long tasks waited, and how many. */
  "queues.get_queue_metrics": {
    request: {
      /** Seconds since the epoch. */
      from_date: number;
      /** Seconds since the epoch. */
      to_date: number;
      /** Seconds. */
      interval: number;
      /** @default all queues, summed up */
      queue_ids?: readonly string[];
      /** Measure now. @default false */
      refresh?: boolean;
    };
    reply: { queues: QueueMetrics[] };
  };
  /** Writes metadata items. */
  "queues.add_or_update_metadata": {
    request: {
      queue: string;
      metadata: readonly MetadataItem[];
      /** Remove all others. @default false */
      replace_metadata?: boolean;
    };
    reply: UpdatedReply;
  };
  /** Deletes metadata items by key. */
  "queues.delete_metadata": { request: { queue: string; keys: readonly string[] }; reply: UpdatedReply };
}
