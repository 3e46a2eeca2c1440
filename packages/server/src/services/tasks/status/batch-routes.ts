import { textsField } from "../../../fields/fields.ts";
import { answerFreedSpaces } from "../../../routing/freed-space.ts";
import type { Routes } from "../../../routing/routes.ts";
import { runBatch, write } from "../../../routing/write.ts";
import { countsOf, urlsOf } from "./routes.ts";
import { TASK_STATUSES } from "./transitions.ts";

const words = { ids: textsField, status_reason: "string", status_message: "string" } as const;

const cleanupFields = {
  return_file_urls: "boolean",
  delete_output_models: "boolean",
  delete_external_artifacts: "boolean",
} as const;

interface Words {
  readonly status_reason?: string;
  readonly status_message?: string;
}

function wordsOf({ status_reason, status_message }: Words) {
  return { reason: status_reason, message: status_message };
}

/** Endpoints that do something to many tasks, each on its own. */
export const taskBatches = {
  "tasks.stop_many": {
    fields: { ...words, force: "boolean", include_pipeline_steps: "boolean" },
    handle: write(({ request, context, caller }) =>
      runBatch(context, request.ids, (task) =>
        context.lifecycle.stop(caller, {
          task,
          force: request.force,
          includeSteps: request.include_pipeline_steps,
          ...wordsOf(request),
        }),
      ),
    ),
  },
  "tasks.publish_many": {
    fields: { ...words, force: "boolean", publish_model: "boolean" },
    handle: write(({ request, context, caller }) =>
      runBatch(context, request.ids, (task) =>
        context.lifecycle.publish(caller, {
          task,
          force: request.force,
          publishModel: request.publish_model,
          ...wordsOf(request),
        }),
      ),
    ),
  },
  "tasks.enqueue_many": {
    fields: {
      ...words,
      queue: "string",
      queue_name: "string",
      validate_tasks: "boolean",
      verify_watched_queue: "boolean",
    },
    handle: write(({ request, context, caller }) => {
      let watched = false;
      const reply = runBatch(context, request.ids, (task) => {
        const { queue, ...change } = context.queueing.enqueue(caller, {
          task,
          queue: request.queue,
          queueName: request.queue_name,
          checkReferences: request.validate_tasks,
          ...wordsOf(request),
        });
        watched = context.workers.watches(queue);
        return { queued: true, ...change };
      });
      return {
        ...reply,
        ...(request.verify_watched_queue && reply.succeeded.length > 0 ? { queue_watched: watched } : {}),
      };
    }),
  },
  "tasks.dequeue_many": {
    fields: { ...words, remove_from_all_queues: "boolean", new_status: { type: "string", enum: TASK_STATUSES } },
    handle: write(({ request, context, caller }) =>
      runBatch(context, request.ids, (task) => ({
        dequeued: true,
        ...context.queueing.dequeue(caller, task, {
          fromAll: request.remove_from_all_queues,
          newStatus: request.new_status,
          ...wordsOf(request),
        }),
      })),
    ),
  },
  "tasks.reset_many": {
    fields: { ...words, ...cleanupFields, force: "boolean", clear_all: "boolean" },
    handle: answerFreedSpaces(({ request, context, caller }) =>
      runBatch(context, request.ids, (task) => {
        const { dequeued, cleanup, ...change } = context.cleanup.reset(caller, {
          task,
          force: request.force,
          clearAll: request.clear_all,
          deleteOutputModels: request.delete_output_models,
          deleteFiles: request.delete_external_artifacts,
        });
        return {
          ...change,
          dequeued: dequeued > 0,
          deleted_models: cleanup.deletedModels,
          ...urlsOf(cleanup, request),
          freed: cleanup.freed,
        };
      }),
    ),
  },
  "tasks.delete_many": {
    fields: {
      ...words,
      ...cleanupFields,
      force: "boolean",
      move_to_trash: "boolean",
      include_pipeline_steps: "boolean",
    },
    handle: answerFreedSpaces(({ request, context, caller }) =>
      runBatch(context, request.ids, (task) => {
        const cleanup = context.cleanup.delete(caller, {
          task,
          force: request.force,
          deleteOutputModels: request.delete_output_models,
          deleteFiles: request.delete_external_artifacts,
          includeSteps: request.include_pipeline_steps,
        });
        return { deleted: true, ...countsOf(cleanup), ...urlsOf(cleanup, request), freed: cleanup.freed };
      }),
    ),
  },
  "tasks.archive_many": {
    fields: { ...words, include_pipeline_steps: "boolean" },
    handle: write(({ request, context, caller }) =>
      runBatch(context, request.ids, (task) => {
        context.cleanup.archive(caller, task, { ...wordsOf(request), includeSteps: request.include_pipeline_steps });
        return { archived: true };
      }),
    ),
  },
  "tasks.unarchive_many": {
    fields: { ...words, include_pipeline_steps: "boolean" },
    handle: write(({ request, context, caller }) =>
      runBatch(context, request.ids, (task) => {
        context.cleanup.unarchive(caller, task, { ...wordsOf(request), includeSteps: request.include_pipeline_steps });
        return { unarchived: true };
      }),
    ),
  },
} satisfies Partial<Routes<"tasks">>;
