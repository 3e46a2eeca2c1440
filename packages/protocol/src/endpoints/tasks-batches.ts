import type { BatchReply } from "../envelope.ts";
import type { BatchRequest, ChangedItem, FileUrls, FreedSpace } from "./change-reply.ts";
import type { DequeueOptions, EnqueueOptions, TaskCleanupOptions, TaskDeleteReply } from "./tasks-status.ts";

/** Does something to several tasks, each on its own. */
export interface TaskBatchRequest extends BatchRequest {
  /** @default "" */
  status_reason?: string;
  /** @default "" */
  status_message?: string;
}

/** Endpoints that move many tasks through their lives. Reference: `clearml-server apiserver/services/tasks.py`. */
export interface TaskBatchEndpoints {
  /** Asks tasks to stop. */
  "tasks.stop_many": {
    request: TaskBatchRequest & { force?: boolean; include_pipeline_steps?: boolean };
    reply: BatchReply<ChangedItem>;
  };
  /** Puts tasks in a queue. */
  "tasks.enqueue_many": {
    request: TaskBatchRequest &
      EnqueueOptions & {
        /** Check what the tasks refer to first. @default false */
        validate_tasks?: boolean;
      };
    reply: BatchReply<ChangedItem & { queued: boolean }> & { queue_watched?: boolean };
  };
  /** Takes tasks out of their queues. */
  "tasks.dequeue_many": {
    request: TaskBatchRequest & DequeueOptions;
    reply: BatchReply<ChangedItem & { dequeued: boolean }>;
  };
  /** Makes tasks drafts again and deletes their results. */
  "tasks.reset_many": {
    request: TaskBatchRequest & TaskCleanupOptions & { force?: boolean; clear_all?: boolean };
    reply: BatchReply<
      ChangedItem & { dequeued: boolean; deleted_models?: number; urls?: FileUrls; freed?: FreedSpace }
    >;
  };
  /** Puts tasks away; running ones are stopped. */
  "tasks.archive_many": {
    request: TaskBatchRequest & { include_pipeline_steps?: boolean };
    reply: BatchReply<{ id: string; archived: boolean }>;
  };
  /** Takes tasks out of the archive. */
  "tasks.unarchive_many": {
    request: TaskBatchRequest & { include_pipeline_steps?: boolean };
    reply: BatchReply<{ id: string; unarchived: boolean }>;
  };
  /** Deletes draft or archived tasks. */
  "tasks.delete_many": {
    request: TaskBatchRequest &
      TaskCleanupOptions & { force?: boolean; move_to_trash?: boolean; include_pipeline_steps?: boolean };
    reply: BatchReply<TaskDeleteReply & { id: string }>;
  };
  /** Publishes tasks. */
  "tasks.publish_many": {
    request: TaskBatchRequest & { force?: boolean; publish_model?: boolean };
    reply: BatchReply<ChangedItem>;
  };
}
