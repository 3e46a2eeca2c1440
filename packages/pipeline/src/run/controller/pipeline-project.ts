import type { Connection } from "@clearml-ts/client";
import { escapePattern, exactPattern } from "@clearml-ts/protocol";
import { createProject, type ProjectReference } from "@clearml-ts/tasks";

/** Opens the project of a pipeline: a hidden one below the project that the pipeline belongs to, which is made if need be. */
export async function openPipelineProject(
  connection: Connection,
  { project, name }: { project: string; name: string },
): Promise<ProjectReference> {
  const parent = `${project}/.pipelines`;
  const full = `${parent}/${name}`;
  const { projects } = await connection.services.projects.getAll({
    name: `${exactPattern(parent)}|${exactPattern(full)}`,
    search_hidden: true,
    only_fields: ["id", "name"],
  });
  const found = new Map(projects.map((known) => [known.name, known.id]));
  // The parent first: a server that makes it for the sake of the other does not hide it.
  if (!found.has(parent)) {
    await createProject(connection, parent, { systemTags: ["hidden"] });
  }
  const id = found.get(full) ?? (await createProject(connection, full, { systemTags: ["pipeline", "hidden"] }));
  return { id, name: full };
}

/** A run as far as the names and versions of the next ones depend on it. */
export interface EarlierRun {
  name: string;
  version: string | undefined;
}

/** Lists the runs of a pipeline, last updated first. */
export async function earlierRuns(
  connection: Connection,
  { name, projectId }: { name: string; projectId: string },
): Promise<EarlierRun[]> {
  const { tasks } = await connection.services.tasks.getAll({
    project: [projectId],
    name: `^${escapePattern(name)}( #[0-9]+)?$`,
    system_tags: ["pipeline"],
    search_hidden: true,
    order_by: ["-last_update"],
    only_fields: ["id", "name", "runtime.version"],
  });
  return tasks.map((task) => {
    const version = task.runtime?.["version"];
    return { name: task.name, version: typeof version === "string" ? version : undefined };
  });
}
