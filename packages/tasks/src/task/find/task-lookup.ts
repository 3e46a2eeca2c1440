import { type Connection, listAll } from "@clearml-ts/client";
import {
  exactPattern,
  type RequestOf,
  type TaskRecord,
  type TaskStatus,
  type TaskType,
  tagCondition,
} from "@clearml-ts/protocol";
import { TaskNotFoundError } from "../../errors.ts";
import { findProject } from "../../projects.ts";

/** The tasks to list. */
export interface ListTasksOptions {
  /** Name of the project. */
  project?: string;
  /** Exact name of the task. */
  name?: string;
  type?: TaskType;
  /** One of these. */
  status?: readonly TaskStatus[];
  /** All of these; `-tag` excludes. */
  tags?: readonly string[];
  /** Id of the parent task. */
  parent?: string;
  /** List archived tasks too. @default false */
  includeArchived?: boolean;
  /** List tasks hidden from the page too, such as those of datasets and pipelines. @default false */
  includeHidden?: boolean;
  /** Records asked for in one request, at most 500. @default 100 */
  pageSize?: number;
  signal?: AbortSignal;
}

/** Yields the records of tasks, last updated first, asking for the next page only when you get there. */
export async function* listTaskRecords(
  connection: Connection,
  options: ListTasksOptions = {},
): AsyncGenerator<TaskRecord> {
  const { pageSize = 100, signal } = options;
  const call = signal ? { signal } : {};
  const project = options.project === undefined ? undefined : await findProject(connection, options.project, call);
  if (options.project !== undefined && !project) {
    return;
  }
  const query = listQuery(options, project?.id);
  yield* listAll(async (page) => (await connection.services.tasks.getAll({ ...query, ...page }, call)).tasks, {
    pageSize,
  });
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

function listQuery(options: ListTasksOptions, projectId: string | undefined): RequestOf<"tasks.get_all"> {
  const { name, type, status, tags, parent, includeArchived = false, includeHidden = false } = options;
  return {
    ...(projectId !== undefined && { project: [projectId] }),
    ...(name !== undefined && { name: exactPattern(name) }),
    ...(type !== undefined && { type: [type] }),
    ...(status !== undefined && { status }),
    ...(tags !== undefined && { tags: tagCondition(tags) }),
    ...(parent !== undefined && { parent: [parent] }),
    ...(!includeArchived && { system_tags: ["-archived"] }),
    ...(includeHidden && { search_hidden: true }),
    order_by: ["-last_update"],
  };
}
