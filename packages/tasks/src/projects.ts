import type { Connection } from "@clearml-ts/client";
import { ApiError, exactPattern, type ProjectRecord, results } from "@clearml-ts/protocol";

/** Options of {@link findOrCreateProject}. */
export interface FindOrCreateProjectOptions {
  /** System tags of a project that is made here, such as `["hidden", "dataset"]`. */
  systemTags?: readonly string[];
  signal?: AbortSignal;
}

/** Finds the project with exactly this name (hidden ones too), or makes it. */
export async function findOrCreateProject(
  connection: Connection,
  name: string,
  { systemTags, signal }: FindOrCreateProjectOptions = {},
): Promise<ProjectRecord> {
  const found = await findProject(connection, name, { ...(signal && { signal }) });
  if (found) {
    return found;
  }
  const { projects } = connection.services;
  try {
    const { id } = await projects.create(
      { name, description: "", ...(systemTags && { system_tags: systemTags }) },
      { ...(signal && { signal }) },
    );
    return (await projects.getById({ project: id }, { ...(signal && { signal }) })).project;
  } catch (error) {
    // Somebody made it since we looked: names are unique, so theirs is the one we wanted.
    const taken = error instanceof ApiError && error.is(results.expectedUniqueData);
    const theirs = taken ? await findProject(connection, name, { ...(signal && { signal }) }) : undefined;
    if (theirs) {
      return theirs;
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
