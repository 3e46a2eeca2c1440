import type { CallOptions, Connection } from "@clearml-ts/client";
import type { TaskRecord } from "@clearml-ts/protocol";
import { findProject } from "../../projects.ts";
import { TaskNotFoundError } from "../../record/errors.ts";
import { type ListTasksOptions, taskListRequest } from "./task-query.ts";

/** The tasks to look for, and the fields of them to read. */
export interface QueryTasksOptions extends ListTasksOptions {
  /** Dotted paths, such as `script.repository`. @default none: only the ids */
  fields?: readonly string[];
}

/** A task of a query: its id, and a value for each field that was asked for, under its dotted path. */
export type QueriedTask = { id: string } & Record<string, unknown>;

/** Yields the records of tasks, last updated first, asking for the next page only when you get there. */
export async function* listTaskRecords(
  connection: Connection,
  options: ListTasksOptions & { onlyFields?: readonly string[] } = {},
): AsyncGenerator<TaskRecord> {
  const { pageSize = 100, onlyFields, signal } = options;
  const call = signal ? { signal } : {};
  const projects = await projectIds(connection, options.project, call);
  if (projects?.length === 0) {
    return;
  }
  const query = { ...taskListRequest(options, projects), ...(onlyFields && { only_fields: onlyFields }) };
  yield* connection.lists.tasks.getAll(query, { ...call, pageSize });
}

/** Yields the ids of tasks and some of their fields, asking for the next page only when you get there. */
export async function* queryTasks(
  connection: Connection,
  { fields = [], ...options }: QueryTasksOptions = {},
): AsyncGenerator<QueriedTask> {
  for await (const record of listTaskRecords(connection, { ...options, onlyFields: ["id", ...fields] })) {
    yield { ...Object.fromEntries(fields.map((field) => [field, valueAt(record, field)])), id: record.id };
  }
}

/**
 * Finds the task with this name in a project; of several, the one updated last.
 *
 * @throws {@link TaskNotFoundError} when there is none.
 */
export async function findTaskRecord(
  connection: Connection,
  { project, name, signal }: { project: string; name: string; signal?: AbortSignal },
): Promise<TaskRecord> {
  const options = { project, name, pageSize: 1, includeHidden: true, ...(signal && { signal }) };
  for await (const record of listTaskRecords(connection, options)) {
    return record;
  }
  throw new TaskNotFoundError(`name "${name}" in project "${project}"`);
}

/** The ids of projects that are there; undefined where none is named. */
async function projectIds(
  connection: Connection,
  names: string | readonly string[] | undefined,
  call: CallOptions,
): Promise<string[] | undefined> {
  if (names === undefined) {
    return undefined;
  }
  const wanted = typeof names === "string" ? [names] : names;
  const signal = call.signal ? { signal: call.signal } : {};
  const found = await Promise.all(wanted.map((name) => findProject(connection, name, signal)));
  return found.flatMap((project) => (project ? [project.id] : []));
}

/** A part of a record by its path. */
function valueAt(record: unknown, path: string): unknown {
  let value: unknown = record;
  for (const key of path.split(".")) {
    value =
      typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  }
  return value;
}
