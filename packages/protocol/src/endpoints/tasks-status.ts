import type { TaskStatus } from "../records/task.ts";
import type { BatchRequest, ChangeReply, FileUrls, FreedSpace, NoFields, UpdatedReply } from "./change-reply.ts";

/** Moves a task to another status. */
export interface TaskStatusRequest {
  task: string;
  /** Whatever the present status is. @default false */
  force?: boolean;
  /** @default "" */
  status_reason?: string;
  /** @default "" */
  status_message?: string;
}

/** Options that say what is deleted together with a task's results. */
export interface TaskCleanupOptions {
  /** Answer with the addresses of the files. @default false */
  return_file_urls?: boolean;
  /** Delete models that the task made and did not publish. @default true */
  delete_output_models?: boolean;
  /** Delete the files on the file server too. @default true */
  delete_external_artifacts?: boolean;
}

/** The answer to deleting a task: what was deleted with it. */
export interface TaskDeleteReply {
  deleted: boolean;
  updated_children?: number;
  updated_models?: number;
  deleted_models?: number;
  urls?: FileUrls;
  freed?: FreedSpace;
}

/** Where a task is put in line. */
export interface EnqueueOptions {
  /** Id of the queue. @default the default queue */
  queue?: string;
  /** Name of the queue, which is made if need be; instead of `queue`. */
  queue_name?: string;
  /** Answer whether a worker listens to the queue. @default false */
  verify_watched_queue?: boolean;
}

/** How a task leaves a queue. */
export interface DequeueOptions {
  /** @default false */
  remove_from_all_queues?: boolean;
  /** @default the status before the task was queued */
  new_status?: TaskStatus;
}

/** Endpoints that move one task through its life. Reference: `clearml-server apiserver/services/tasks.py`. */
export interface TaskStatusEndpoints {
  /** Reports that a task has started. */
  "tasks.started": { request: TaskStatusRequest; reply: ChangeReply & { started: number } };
  /** Keeps a task in progress from being taken for dead. */
  "tasks.ping": { request: { task: string }; reply: NoFields };
  /** Asks a task to stop; a live worker does so by itself, otherwise it is stopped at once. */
  "tasks.stop": {
    request: TaskStatusRequest & {
      /** Stop the steps of a pipeline too. @default false */
      include_pipeline_steps?: boolean;
    };
    reply: ChangeReply;
  };
  /** Reports that a task has stopped. */
  "tasks.stopped": { request: TaskStatusRequest; reply: ChangeReply };
  /** Reports that a task has failed. */
  "tasks.failed": { request: TaskStatusRequest; reply: ChangeReply };
  /** Reports that a task has completed. */
  "tasks.completed": {
    request: TaskStatusRequest & {
      /** Publish it as well. @default false */
      publish?: boolean;
    };
    reply: ChangeReply & { published?: number };
  };
  /** Closes a stopped task. */
  "tasks.close": { request: TaskStatusRequest; reply: ChangeReply };
  /** Publishes a task, which cannot change any more then. */
  "tasks.publish": {
    request: TaskStatusRequest & {
      /** Publish its last output model as well. @default true */
      publish_model?: boolean;
    };
    reply: ChangeReply;
  };
  /** Puts a task in a queue. */
  "tasks.enqueue": {
    request: TaskStatusRequest &
      EnqueueOptions & {
        /** Note the queue on the task. @default true */
        update_execution_queue?: boolean;
      };
    reply: ChangeReply & { queued: number; queue_watched?: boolean };
  };
  /** Takes a task out of its queue. */
  "tasks.dequeue": { request: TaskStatusRequest & DequeueOptions; reply: ChangeReply & { dequeued: number } };
  /** Makes a task a draft again and deletes its results. */
  "tasks.reset": {
    request: TaskStatusRequest &
      TaskCleanupOptions & {
        /** Clear its code and execution as well. @default false */
        clear_all?: boolean;
      };
    reply: ChangeReply & {
      dequeued?: Record<string, unknown>;
      deleted_models?: number;
      urls?: FileUrls;
      freed?: FreedSpace;
    };
  };
  /** Deletes a draft or archived task. */
  "tasks.delete": {
    request: TaskStatusRequest &
      TaskCleanupOptions & {
        /** Keep a hidden copy. @default false */
        move_to_trash?: boolean;
        /** Delete the steps of a pipeline too. @default false */
        include_pipeline_steps?: boolean;
      };
    reply: TaskDeleteReply;
  };
  /** Archives tasks; `tasks.archive_many` says more about each. */
  "tasks.archive": {
    request: {
      tasks: readonly string[];
      status_reason?: string;
      status_message?: string;
      include_pipeline_steps?: boolean;
    };
    reply: { archived: number };
  };
  /** Gives tasks to everybody. */
  "tasks.make_public": { request: BatchRequest; reply: UpdatedReply };
  /** Takes tasks back from everybody. */
  "tasks.make_private": { request: BatchRequest; reply: UpdatedReply };
}
