import type { Connection } from "@clearml-ts/client";
import {
  ApiError,
  exactPattern,
  type ProjectListRequest,
  type ProjectRecord,
  results,
  tagCondition,
} from "@clearml-ts/protocol";
import { checkProjectName } from "./check-name.ts";

/** The projects to list. */
export interface ListProjectsOptions {
  /** Regular expression in Python's dialect that matches anywhere in the full name. */
  namePattern?: string;
  /** All of these; `-tag` excludes. */
  tags?: readonly string[];
  /** List projects hidden from the page too, such as those of datasets and pipelines. @default false */
  includeHidden?: boolean;
  /** Further conditions and the order; they win over the others. */
  filter?: Omit<ProjectListRequest, "page" | "page_size" | "scroll_id" | "size">;
  /** Records asked for in one request, at most 500. @default 100 */
  pageSize?: number;
  signal?: AbortSignal;
}

/** Yields projects, last updated first, asking for the next page only when you get there. */
export async function* listProjects(
  connection: Connection,
  { namePattern, tags = [], includeHidden = false, filter, pageSize, signal }: ListProjectsOptions = {},
): AsyncGenerator<ProjectRecord> {
  const query: ProjectListRequest = {
    ...(namePattern !== undefined && { name: namePattern }),
    ...(tags.length > 0 && { tags: tagCondition(tags) }),
    ...(includeHidden && { search_hidden: true }),
    order_by: ["-last_update"],
    ...filter,
  };
  yield* connection.lists.projects.getAll(query, { pageSize, signal });
}

/** Reads a project by its id; undefined when there is none. */
export async function fetchProject(connection: Connection, id: string): Promise<ProjectRecord | undefined> {
  try {
    return id === "" ? undefined : (await connection.services.projects.getById({ project: id })).project;
  } catch (error) {
    if (error instanceof ApiError && error.is(results.invalidProjectId)) {
      return undefined;
    }
    throw error;
  }
}

/** Options of {@link findOrCreateProject}. */
export interface FindOrCreateProjectOptions {
  /** System tags of a project that is made here, such as `["hidden", "dataset"]`. */
  systemTags?: readonly string[];
  signal?: AbortSignal;
}

/**
 * Finds the project with exactly this name (hidden ones too), or makes it.
 *
 * @throws {@link InvalidNameError} when it is not there, and the last part of the name is too short.
 */
export async function findOrCreateProject(
  connection: Connection,
  name: string,
  { systemTags, signal }: FindOrCreateProjectOptions = {},
): Promise<ProjectRecord> {
  const found = await findProject(connection, name, { ...(signal && { signal }) });
  if (found) {
    return found;
  }
  const project = await createProject(connection, name, {
    ...(systemTags && { systemTags }),
    ...(signal && { signal }),
  });
  return (await connection.services.projects.getById({ project }, { ...(signal && { signal }) })).project;
}

/**
 * Makes a project that was not there when it was looked for, and returns its id; where somebody has made it since, the id of theirs.
 *
 * @throws {@link InvalidNameError} when the first or the last part of the name is too short.
 */
export async function createProject(
  connection: Connection,
  name: string,
  { systemTags, signal }: FindOrCreateProjectOptions = {},
): Promise<string> {
  checkProjectName(name);
  const content = { name, description: "", ...(systemTags && { system_tags: systemTags }) };
  try {
    return (await connection.services.projects.create(content, { ...(signal && { signal }) })).id;
  } catch (error) {
    // Names are unique, so theirs is the one we wanted.
    const taken = error instanceof ApiError && error.is(results.expectedUniqueData);
    const theirs = taken ? await findProject(connection, name, { ...(signal && { signal }) }) : undefined;
    if (theirs) {
      return theirs.id;
    }
    throw error;
  }
}

/** Finds the project with exactly this name, hidden ones too. */
export async function findProject(
  connection: Connection,
  name: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<ProjectRecord | undefined> {
  const { projects } = await connection.services.projects.getAll(
    { name: exactPattern(name), search_hidden: true },
    { ...(signal && { signal }) },
  );
  return projects[0];
}
