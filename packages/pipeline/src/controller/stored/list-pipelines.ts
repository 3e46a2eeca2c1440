import type { Connection } from "@clearml-ts/client";
import { escapePattern, type TaskStatus } from "@clearml-ts/protocol";
import { Task } from "@clearml-ts/tasks";

/** The runs of pipelines to list. */
export interface ListPipelinesOptions {
  /** Name of the project that they belong to. @default all projects */
  project?: string;
  /** Name of the pipeline. @default all pipelines */
  name?: string;
  /** One of these. @default any */
  status?: readonly TaskStatus[];
  /** All of these; `-tag` excludes. */
  tags?: readonly string[];
  /** Records asked for in one request, at most 500. @default 100 */
  pageSize?: number;
  signal?: AbortSignal;
}

/** Yields the controllers of pipelines of either language, last updated first, asking for the next page only when you get there. */
export async function* listPipelineTasks(
  { project, name, ...options }: ListPipelinesOptions,
  connection: Connection,
): AsyncGenerator<Task> {
  const query = { ...options, type: "controller", includeHidden: true } as const;
  if (project === undefined && name === undefined) {
    yield* Task.list({ ...query, filter: { system_tags: ["pipeline", "-archived"] } }, { connection });
    return;
  }
  const places: string[] = [];
  for await (const { id } of pipelineProjects(connection, project, name)) {
    places.push(id);
  }
  // A query without a project would find the pipelines of all.
  if (places.length > 0) {
    yield* Task.list({ ...query, filter: { project: places, system_tags: ["pipeline", "-archived"] } }, { connection });
  }
}

/** The hidden projects of pipelines, each below the project that its pipeline belongs to. */
function pipelineProjects(connection: Connection, project: string | undefined, name: string | undefined) {
  const [above, last] = [project, name].map((part) => (part === undefined ? ".+" : escapePattern(part)));
  return connection.lists.projects.getAll({
    name: `^${above}/\\.pipelines/${last}$`,
    search_hidden: true,
    only_fields: ["id"],
  });
}
