import { exactPattern, type TaskListRequest, type TaskStatus, type TaskType, tagCondition } from "@clearml-ts/protocol";

/** Any condition or order that the server knows, by its own names; how much is returned is asked elsewhere. */
export type TaskFilter = Omit<TaskListRequest, "page" | "page_size" | "scroll_id" | "size" | "only_fields">;

/** The tasks to list. */
export interface ListTasksOptions {
  /** Name of the project, or several. */
  project?: string | readonly string[];
  /** Exact name of the task. */
  name?: string;
  /** Regular expression in Python's dialect that matches anywhere in the name, whatever `name` says. */
  namePattern?: string;
  /** One kind of work, or several. */
  type?: TaskType | readonly TaskType[];
  /** One of these. */
  status?: readonly TaskStatus[];
  /** All of these; `-tag` excludes. */
  tags?: readonly string[];
  /** One of these at least. */
  anyTags?: readonly string[];
  /** Id of the parent task. */
  parent?: string;
  /** List archived tasks too. @default false */
  includeArchived?: boolean;
  /** List tasks hidden from the page too, such as those of datasets and pipelines. @default false */
  includeHidden?: boolean;
  /** Further conditions and the order, as in the `task_filter` of the Python SDK; they win over the others. */
  filter?: TaskFilter;
  /** Records asked for in one request, at most 500. @default 100 */
  pageSize?: number;
  signal?: AbortSignal;
}

/** Writes the request that lists tasks of some projects. */
export function taskListRequest(options: ListTasksOptions, projectIds: readonly string[] | undefined): TaskListRequest {
  const { name, namePattern, type, status, tags = [], anyTags = [], parent, filter } = options;
  const { includeArchived = false, includeHidden = false } = options;
  const pattern = namePattern ?? (name === undefined ? undefined : exactPattern(name));
  const conditions = tagConditions(tags, anyTags);
  return {
    ...(projectIds !== undefined && { project: projectIds }),
    ...(pattern !== undefined && { name: pattern }),
    ...(type !== undefined && { type: typeof type === "string" ? [type] : type }),
    ...(status !== undefined && { status }),
    ...(conditions.length > 0 && { tags: conditions }),
    ...(parent !== undefined && { parent: [parent] }),
    ...(!includeArchived && { system_tags: ["-archived"] }),
    ...(includeHidden && { search_hidden: true }),
    order_by: ["-last_update"],
    ...filter,
  };
}

/** All tags of one list and one of the other: an operator works on the tags that follow it. */
function tagConditions(all: readonly string[], any: readonly string[]): string[] {
  const wanted = all.length > 0 ? tagCondition(all) : [];
  const oneOf = any.length > 0 ? ["__$or", ...any] : [];
  return wanted.length > 0 && oneOf.length > 0 ? ["__$and", ...wanted, ...oneOf] : [...wanted, ...oneOf];
}
