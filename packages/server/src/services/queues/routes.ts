import { type QueueRecord, results } from "@clearml-ts/protocol";
import { where } from "../../database/documents/collection.ts";
import { ApiFailure } from "../../errors.ts";
import { textsField } from "../../fields/fields.ts";
import { listFields } from "../../fields/list-fields.ts";
import { metadataField, metadataItemsField, periodFields } from "../../fields/record-fields.ts";
import { visible } from "../../records/listing.ts";
import { withStoredKeys } from "../../records/stored-keys.ts";
import { cleanTags } from "../../records/tags.ts";
import type { Call, Routes } from "../../routing/routes.ts";
import { write } from "../../routing/write.ts";
import { checkName } from "../tasks/content/checks.ts";
import { cutEntries, HIDING_TAG, listWithWorkers } from "./list-queues.ts";
import { entriesOf } from "./store.ts";

const entry = { queue: "string!", task: "string!" } as const;
const content = {
  tags: "string[]",
  system_tags: "string[]",
  metadata: metadataField,
  display_name: "string",
} as const;

const queueListFields = { ...listFields, max_task_entries: "integer" } as const;

/** The answers of the `queues` service. */
export const queueRoutes: Routes<"queues"> = {
  "queues.get_by_id": {
    fields: { queue: "string!", max_task_entries: "integer" },
    handle: ({ request, context }) => ({
      queue: cutEntries(context.queues.get(request.queue), request.max_task_entries),
    }),
  },
  "queues.get_default": ({ context }) => {
    const { id, name } = context.queues.getDefault();
    return { id, name };
  },
  "queues.get_all": {
    fields: queueListFields,
    handle: ({ request, context }) => {
      const { items, scroll } = context.listings.list<QueueRecord>("queues", request, {
        where: visible(request, HIDING_TAG),
      });
      return { queues: items.map((queue) => cutEntries(queue, request.max_task_entries)), ...scroll };
    },
  },
  "queues.get_all_ex": {
    fields: { ...queueListFields, count_task_entries: "boolean" },
    handle: (call) => listWithWorkers(call),
  },
  "queues.create": {
    fields: { name: "string!", ...content },
    handle: write(({ request: { name, ...given }, context }) => ({
      id: context.queues.create(name, contentOf(given)).id,
    })),
  },
  "queues.update": {
    fields: { queue: "string!", name: "string", ...content },
    handle: write(({ request: { queue, name, ...given }, context }) => {
      const patch = { ...(name === undefined ? {} : { name: checkName(name) }), ...contentOf(given) };
      const { id } = context.queues.get(queue);
      return Object.keys(patch).length === 0 ? { updated: 0, fields: {} } : context.queues.update(id, patch);
    }),
  },
  "queues.delete": {
    fields: { queue: "string!", force: "boolean" },
    handle: write(({ request: { queue: id, force }, context, caller }) => {
      const queue = context.queues.get(id);
      if (entriesOf(queue).length > 0) {
        if (!force) {
          throw new ApiFailure(results.queueNotEmpty, { detail: "use force=true to delete", fields: { id } });
        }
        context.queueing.release(caller, id, context.queues.clear(id), { reason: `Queue ${id} was deleted` });
      }
      context.queues.delete(id);
      return { deleted: 1 };
    }),
  },
  "queues.add_task": {
    fields: { ...entry, update_execution_queue: "boolean" },
    handle: write(({ request: { queue, task: id, update_execution_queue = true }, context, caller }) => {
      context.queues.get(queue);
      const task = context.tasks.getForWriting(id);
      context.queues.push(queue, id);
      if (update_execution_queue) {
        context.tasks.patch(task, { "execution.queue": queue, ...context.records.change(caller) });
      }
      return { added: 1 };
    }),
  },
  "queues.get_next_task": {
    fields: { queue: "string!", get_task_info: "boolean", task: "string" },
    hold: { table: "queues", isEmpty: ({ entry }) => entry === undefined },
    handle: write(({ request, context, caller }) => {
      const entry = context.queues.pop(request.queue, request.task);
      if (!entry) {
        return {};
      }
      const task = context.records.tasks.getHead(entry.task);
      if (task?.status === "stopped") {
        context.tasks.changeStatus(task, caller, { to: "queued", force: true, reason: "Queue was not empty" });
      }
      const info = task ? { task_info: { company: task.company ?? "", user: task.user ?? "" } } : {};
      return { entry, ...(request.get_task_info ? info : {}) };
    }),
  },
  "queues.peek_task": {
    fields: { queue: "string!" },
    handle: ({ request, context }) => {
      const head = entriesOf(context.queues.get(request.queue))[0];
      return head ? { task: head.task } : {};
    },
  },
  "queues.get_num_entries": {
    fields: { queue: "string!" },
    handle: ({ request, context }) => ({ num: entriesOf(context.queues.get(request.queue)).length }),
  },
  "queues.remove_task": {
    fields: { ...entry, update_task_status: "boolean" },
    handle: write(({ request: { queue, task, update_task_status }, context, caller }) => {
      if (!context.queues.remove(queue, task)) {
        throw new ApiFailure(results.invalidQueueOrTaskNotQueued, { fields: { queue, task } });
      }
      if (update_task_status) {
        context.queueing.release(caller, queue, [task]);
      }
      return { removed: 1 };
    }),
  },
  "queues.clear_queue": {
    fields: { queue: "string!" },
    handle: write(({ request: { queue }, context, caller }) => {
      const removed = context.queues.clear(queue);
      context.queueing.release(caller, queue, removed);
      return { removed_tasks: removed };
    }),
  },
  "queues.move_task_forward": {
    fields: { ...entry, count: "integer" },
    handle: write(({ request: { queue, task, count = 1 }, context }) => ({
      position: context.queues.move(queue, task, -count),
    })),
  },
  "queues.move_task_backward": {
    fields: { ...entry, count: "integer" },
    handle: write(({ request: { queue, task, count = 1 }, context }) => ({
      position: context.queues.move(queue, task, count),
    })),
  },
  "queues.move_task_to_front": {
    fields: entry,
    handle: write(({ request: { queue, task }, context }) => ({
      position: context.queues.move(queue, task, -Infinity),
    })),
  },
  "queues.move_task_to_back": {
    fields: entry,
    handle: write(({ request: { queue, task }, context }) => ({
      position: context.queues.move(queue, task, Infinity),
    })),
  },
  "queues.move_task_to_queue": {
    fields: { ...entry, target_queue: "string!", update_execution_queue: "boolean" },
    handle: write(({ request: { queue, task, target_queue, update_execution_queue = true }, context, caller }) => {
      if (!context.queues.remove(queue, task)) {
        throw new ApiFailure(results.invalidQueueOrTaskNotQueued, { fields: { queue, task } });
      }
      context.queues.push(target_queue, task);
      if (update_execution_queue) {
        const moved = context.tasks.getForWriting(task);
        context.tasks.patch(moved, { "execution.queue": target_queue, ...context.records.change(caller) });
      }
      return { moved: 1 };
    }),
  },
  "queues.get_by_task_id": {
    fields: { task: "string!" },
    handle: ({ request: { task }, context }) => {
      const queue = context.records.queues.findOne(where("entries.task", task));
      return queue ? (context.queues.references([queue.id]).get(queue.id) ?? {}) : {};
    },
  },
  "queues.get_queue_metrics": {
    fields: {
      ...periodFields,
      queue_ids: "string[]",
      refresh: "boolean",
    },
    handle: write(({ request, context }) => {
      const { queue_ids = [], refresh } = request;
      const wanted = queue_ids.length > 0 ? where("id", ...queue_ids) : visible({}, HIDING_TAG);
      const queues = context.records.queues.find({ where: wanted });
      if (queues.length === 0) {
        return { queues: [] };
      }
      if (refresh) {
        for (const queue of queues) {
          context.queueMeasurements.add(queue);
        }
      }
      return {
        queues: context.queueMeasurements.metrics(
          request,
          queues.map(({ id }) => id),
        ),
      };
    }),
  },
  "queues.add_or_update_metadata": {
    fields: { queue: "string!", metadata: metadataItemsField, replace_metadata: "boolean" },
    handle: write(({ request: { queue, metadata, replace_metadata = false }, context }) => {
      context.queues.setMetadata(queue, metadata, replace_metadata);
      return { updated: 1 };
    }),
  },
  "queues.delete_metadata": {
    fields: { queue: "string!", keys: textsField },
    handle: write(({ request: { queue, keys }, context }) => {
      context.queues.deleteMetadata(queue, keys);
      return { updated: 1 };
    }),
  },
};

type QueueContent = Pick<Call<"queues.create">["request"], "tags" | "system_tags" | "metadata" | "display_name">;

function contentOf({ tags, system_tags, metadata, display_name }: QueueContent) {
  return {
    ...(tags ? { tags: cleanTags(tags) } : {}),
    ...(system_tags ? { system_tags: cleanTags(system_tags) } : {}),
    ...(metadata ? { metadata: withStoredKeys(metadata) } : {}),
    ...(display_name === undefined ? {} : { display_name }),
  };
}
