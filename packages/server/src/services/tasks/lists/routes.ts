import { type JoinedTaskRecord, results, type TaskRecord, type TaskType } from "@clearml-ts/protocol";
import { where } from "../../../database/documents/collection.ts";
import { ApiFailure } from "../../../errors.ts";
import { uncheckedField } from "../../../fields/fields.ts";
import { and } from "../../../query/condition.ts";
import { visible } from "../../../records/listing.ts";
import type { Routes } from "../../../routing/routes.ts";
import { downgradeTask } from "../content/compatibility.ts";
import { listTasks, taskListFields } from "./list-tasks.ts";

/** Endpoints that find tasks. */
export const taskLists = {
  "tasks.get_by_id": {
    fields: { task: "string!" },
    handle: ({ request, context, version }) => {
      const { items } = context.listings.list("tasks", { id: [request.task] });
      const [task] = items;
      if (!task) {
        throw new ApiFailure(results.invalidTaskId, { fields: { id: request.task } });
      }
      return { task: downgradeTask(task, version) as unknown as TaskRecord };
    },
  },
  "tasks.get_by_id_ex": {
    fields: { ...taskListFields, id: { ...uncheckedField, type: "any!" } },
    requires: ["id"],
    handle: (call) => ({
      tasks: listTasks<JoinedTaskRecord>(call, { joined: true, where: visible(call.request) }).items,
    }),
  },
  "tasks.get_all": {
    fields: taskListFields,
    hold: { table: "tasks", isEmpty: ({ tasks }) => tasks.length === 0 },
    handle: (call) => {
      const { items, scroll } = listTasks<TaskRecord>(call, { joined: false, where: visible(call.request) });
      return { tasks: items, ...scroll };
    },
  },
  "tasks.get_all_ex": {
    fields: taskListFields,
    handle: (call) => {
      const { items, scroll } = listTasks<JoinedTaskRecord>(call, { joined: true, where: visible(call.request) });
      return { tasks: items, ...scroll };
    },
  },
  "tasks.get_types": {
    fields: { projects: "string[]" },
    handle: ({ request: { projects = [] }, context }) => ({
      types: context.records.tasks.distinct(
        ["type"],
        projects.length > 0 ? where("project", ...context.listings.withDescendants(projects)) : and(),
      ) as TaskType[],
    }),
  },
} satisfies Partial<Routes<"tasks">>;
