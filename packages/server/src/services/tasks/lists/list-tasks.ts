import type { TaskListRequest, TaskRecord } from "@clearml-ts/protocol";
import { type Fields, uncheckedField } from "../../../fields/fields.ts";
import { listFields } from "../../../fields/list-fields.ts";
import type { Condition } from "../../../query/condition.ts";
import type { Document } from "../../../query/document-path.ts";
import { parseProjection, project, projectionOf } from "../../../query/projection/projection.ts";
import type { Listing } from "../../../records/listing.ts";
import type { ApiVersion } from "../../../routing/api-version.ts";
import type { Call } from "../../../routing/routes.ts";
import { downgradeTask, upgradeProjection } from "../content/compatibility.ts";
import { type StoredTask, taskFields } from "../fields.ts";

/** The fields of a list request for tasks. */
export const taskListFields = {
  ...listFields,
  user: "any",
  project: "any",
  include_subprojects: "boolean",
  type: "any",
  status: "any",
  parent: "any",
  comment: uncheckedField,
  report: uncheckedField,
  created: "any",
  started: "any",
  active_duration: "any",
  last_iteration: "any",
  status_changed: "any",
  last_update: "any",
  last_change: "any",
  "execution.queue": "any",
  "models.input.model": "any",
} as const satisfies Fields<TaskListRequest>;

/** The parts of a call that are needed to list tasks for it. */
export type TaskListCall = Pick<Call<"tasks.get_all_ex">, "request" | "context" | "version">;

/** Finds the tasks that a list request asks for, in the form that the version of the caller knows. */
export function listTasks<T>(
  { request, context, version }: TaskListCall,
  options: { readonly joined: boolean; readonly where: Condition },
): Listing<T> {
  const only = taskProjection(request);
  const { items, scroll } = context.listings.list("tasks", request, { ...options, only });
  return { items: items.map((task) => downgraded<T>(task, version)), scroll };
}

/** Reads what a request projects, under the names that tasks have now. */
function taskProjection(request: object): string[] {
  return upgradeProjection(projectionOf(request as Document));
}

/** A task with all that is sent of one, in the form that the version of the caller knows. */
export function shownTask(task: StoredTask, version: ApiVersion): TaskRecord {
  return downgraded<TaskRecord>(project({ ...task }, parseProjection([], taskFields)), version);
}

function downgraded<T>(task: Document, version: ApiVersion): T {
  return downgradeTask(task, version) as T;
}
