import { type FileUrls, results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../../errors.ts";
import { textsField } from "../../../fields/fields.ts";
import { answerFreedSpace } from "../../../routing/freed-space.ts";
import type { Routes } from "../../../routing/routes.ts";
import { write } from "../../../routing/write.ts";
import type { Cleanup } from "../deletion/results.ts";
import { TASK_STATUSES } from "./transitions.ts";

const statusFields = {
  task: "string!",
  force: "boolean",
  status_reason: "string",
  status_message: "string",
} as const;

interface StatusRequest {
  readonly task: string;
  readonly force?: boolean;
  readonly status_reason?: string;
  readonly status_message?: string;
}

/** Endpoints that move one task through its life. */
export const taskStatus = {
  "tasks.started": {
    fields: statusFields,
    handle: write(({ request, context, caller }) => {
      if (!context.records.tasks.has(request.task)) {
        throw new ApiFailure(results.invalidId, { fields: { task: request.task } });
      }
      const change = context.lifecycle.start(caller, moveOf(request));
      return { ...change, started: change.updated };
    }),
  },
  "tasks.stopped": {
    fields: statusFields,
    handle: write(({ request, context, caller }) => context.lifecycle.end(caller, moveOf(request), "stopped")),
  },
  "tasks.failed": {
    fields: statusFields,
    handle: write(({ request, context, caller }) => context.lifecycle.end(caller, moveOf(request), "failed")),
  },
  "tasks.completed": {
    fields: { ...statusFields, publish: "boolean" },
    handle: write(({ request, context, caller }) => {
      const change = context.lifecycle.end(caller, moveOf(request), "completed");
      if (!request.publish) {
        return { ...change, published: 0 };
      }
      const published = context.lifecycle.publish(caller, { task: request.task });
      return {
        updated: published.updated,
        fields: { ...change.fields, ...published.fields },
        published: published.updated,
      };
    }),
  },
  "tasks.close": {
    fields: statusFields,
    handle: write(({ request, context, caller }) => context.lifecycle.close(caller, moveOf(request))),
  },
  "tasks.publish": {
    fields: { ...statusFields, publish_model: "boolean" },
    handle: write(({ request, context, caller }) =>
      context.lifecycle.publish(caller, { ...moveOf(request), publishModel: request.publish_model }),
    ),
  },
  "tasks.stop": {
    fields: { ...statusFields, include_pipeline_steps: "boolean" },
    handle: write(({ request, context, caller }) =>
      context.lifecycle.stop(caller, { ...moveOf(request), includeSteps: request.include_pipeline_steps }),
    ),
  },
  "tasks.ping": {
    fields: { task: "string!" },
    handle: write(({ request, context, caller }) => {
      context.tasks.ping(request.task, caller);
      return {};
    }),
  },
  "tasks.enqueue": {
    fields: {
      ...statusFields,
      queue: "string",
      queue_name: "string",
      verify_watched_queue: "boolean",
      update_execution_queue: "boolean",
    },
    handle: write(({ request, context, caller }) => {
      const { queue, ...change } = context.queueing.enqueue(caller, {
        ...moveOf(request),
        queue: request.queue,
        queueName: request.queue_name,
        noteQueue: request.update_execution_queue,
      });
      const watched = request.verify_watched_queue ? { queue_watched: context.workers.watches(queue) } : {};
      return { ...change, queued: 1, ...watched };
    }),
  },
  "tasks.dequeue": {
    fields: { ...statusFields, remove_from_all_queues: "boolean", new_status: { type: "string", enum: TASK_STATUSES } },
    handle: write(({ request, context, caller }) => ({
      dequeued: 1,
      ...context.queueing.dequeue(caller, request.task, {
        reason: request.status_reason,
        message: request.status_message,
        fromAll: request.remove_from_all_queues,
        newStatus: request.new_status,
      }),
    })),
  },
  "tasks.reset": {
    fields: {
      ...statusFields,
      clear_all: "boolean",
      return_file_urls: "boolean",
      delete_output_models: "boolean",
      delete_external_artifacts: "boolean",
    },
    handle: answerFreedSpace(({ request, context, caller }) => {
      const { dequeued, cleanup, ...change } = context.cleanup.reset(caller, {
        ...moveOf(request),
        clearAll: request.clear_all,
        deleteOutputModels: request.delete_output_models,
        deleteFiles: request.delete_external_artifacts,
      });
      return {
        ...change,
        dequeued: dequeued > 0 ? { removed: dequeued } : {},
        deleted_models: cleanup.deletedModels,
        ...urlsOf(cleanup, request),
        freed: cleanup.freed,
      };
    }),
  },
  "tasks.delete": {
    fields: {
      ...statusFields,
      move_to_trash: "boolean",
      return_file_urls: "boolean",
      delete_output_models: "boolean",
      delete_external_artifacts: "boolean",
      include_pipeline_steps: "boolean",
    },
    handle: answerFreedSpace(({ request, context, caller }) => {
      const cleanup = context.cleanup.delete(caller, {
        ...moveOf(request),
        deleteOutputModels: request.delete_output_models,
        deleteFiles: request.delete_external_artifacts,
        includeSteps: request.include_pipeline_steps,
      });
      return { deleted: true, ...countsOf(cleanup), ...urlsOf(cleanup, request), freed: cleanup.freed };
    }),
  },
  "tasks.archive": {
    fields: {
      tasks: textsField,
      status_reason: "string",
      status_message: "string",
      include_pipeline_steps: "boolean",
    },
    handle: write(({ request, context, caller }) => {
      const tasks = new Set(request.tasks);
      for (const task of tasks) {
        context.cleanup.archive(caller, task, {
          reason: request.status_reason,
          message: request.status_message,
          includeSteps: request.include_pipeline_steps,
        });
      }
      return { archived: tasks.size };
    }),
  },
} satisfies Partial<Routes<"tasks">>;

/** Reads from a call how a task is to be moved. */
export function moveOf({ task, force, status_reason, status_message }: StatusRequest) {
  return { task, force, reason: status_reason, message: status_message };
}

/** How much went away with a task, as answers say it. */
export function countsOf({ updatedChildren, updatedModels, deletedModels }: Cleanup) {
  return { updated_children: updatedChildren, updated_models: updatedModels, deleted_models: deletedModels };
}

/** The addresses of what went away, where the request wants them. */
export function urlsOf(
  { urls }: Cleanup,
  { return_file_urls }: { readonly return_file_urls?: boolean },
): { urls?: FileUrls } {
  return return_file_urls ? { urls } : {};
}
