import { type JoinedTaskRecord, results, type TaskRecord, type TaskType } from "@clearml-ts/protocol";
import type { ApiVersion } from "../../api-version.ts";
import { where } from "../../database/collection.ts";
import { ApiFailure } from "../../errors.ts";
import { and } from "../../query/condition.ts";
import type { Document } from "../../query/document-path.ts";
import { projectionOf } from "../../query/projection.ts";
import { type Listing, requireIds, visible } from "../../stores/listing.ts";
import { downgradeTask, upgradeProjection } from "../../stores/task-compatibility.ts";
import { checkParameterPaths } from "../../stores/task-projection.ts";
import type { Call, Routes } from "../routes.ts";

type ListCall = Pick<Call<"tasks.get_all_ex">, "request" | "context" | "version">;

/** Endpoints that find tasks. */
export const taskLists: Routes<"tasks"> = {
  "tasks.get_by_id": {
    fields: { task: "string!" },
    handle: ({ request, context, version }) => {
      const { items } = context.listings.list("tasks", { id: [request.task] }, { only: projection(request) });
      const [task] = items;
      if (!task) throw new ApiFailure(results.invalidTaskId, { fields: { id: request.task } });
      return { task: downgradeTask(task, version) as unknown as TaskRecord };
    },
  },
  "tasks.get_by_id_ex": ({ request, context, version }) => {
    requireIds(request);
    return { tasks: list<JoinedTaskRecord>({ request, context, version }, true).items };
  },
  "tasks.get_all": ({ request, context, version }) => {
    const { items, scroll } = list<TaskRecord>({ request, context, version }, false);
    return { tasks: items, ...scroll };
  },
  "tasks.get_all_ex": ({ request, context, version }) => {
    const { items, scroll } = list<JoinedTaskRecord>({ request, context, version }, true);
    return { tasks: items, ...scroll };
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
};

function list<T>({ request, context, version }: ListCall, joined: boolean): Listing<T> {
  const only = projection(request);
  const { items, scroll } = context.listings.list("tasks", request, { joined, where: visible(request), only });
  return { items: items.map((task) => downgraded<T>(task, version)), scroll };
}

function downgraded<T>(task: Document, version: ApiVersion): T {
  return downgradeTask(task, version) as T;
}

function projection(request: object): string[] {
  const names = upgradeProjection(projectionOf(request as Document));
  checkParameterPaths(names);
  return names;
}
