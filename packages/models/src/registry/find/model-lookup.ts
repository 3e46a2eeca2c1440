import type { Connection } from "@clearml-ts/client";
import { exactPattern, type ModelRecord, type RequestOf, tagCondition } from "@clearml-ts/protocol";
import { findProject, type ParameterValue, parameterText } from "@clearml-ts/tasks";

/** Conditions of a list of models. */
export interface ListModelsOptions {
  /** Name of the project. */
  project?: string;
  /** Exact name of the model. */
  name?: string;
  /** All of these; `-tag` excludes. */
  tags?: readonly string[];
  framework?: string;
  /** Id of the task that made them. */
  task?: string;
  /** @default false */
  onlyPublished?: boolean;
  /** List archived models too. @default false */
  includeArchived?: boolean;
  /** Values that metadata items must have. */
  metadata?: Readonly<Record<string, ParameterValue>>;
  /** Records asked for in one request, at most 500. @default 100 */
  pageSize?: number;
  signal?: AbortSignal;
}

/** Yields the records of models, newest first, asking for the next page only when you get there. */
export async function* listModelRecords(
  connection: Connection,
  options: ListModelsOptions = {},
): AsyncGenerator<ModelRecord> {
  const { pageSize = 100, signal } = options;
  const call = signal ? { signal } : {};
  const project = options.project === undefined ? undefined : await findProject(connection, options.project, call);
  if (options.project !== undefined && !project) {
    return;
  }
  const query = listQuery(options, project?.id);
  yield* connection.lists.models.getAll(query, { ...call, pageSize });
}

function listQuery(options: ListModelsOptions, projectId: string | undefined): RequestOf<"models.get_all"> {
  const { name, tags = [], framework, task, onlyPublished = false, includeArchived = false, metadata = {} } = options;
  const values = Object.entries(metadata).map(([key, value]) => [
    `metadata.${escapeKey(key)}.value`,
    // Without an operator before it, a text that begins with "-" excludes.
    ["__$any", parameterText(value)],
  ]);
  return {
    ...(projectId !== undefined && { project: [projectId] }),
    ...(name !== undefined && { name: exactPattern(name) }),
    ...(tags.length > 0 && { tags: tagCondition(tags) }),
    ...(framework !== undefined && { framework: [framework] }),
    ...(task !== undefined && { task: [task] }),
    ...(onlyPublished && { ready: true }),
    ...(!includeArchived && { system_tags: ["-archived"] }),
    ...Object.fromEntries(values),
    order_by: ["-created"],
  };
}

/** Writes a metadata key as one part of a path, the way the server's own page does. */
function escapeKey(key: string): string {
  return key
    .replaceAll("%", "%%")
    .replaceAll("__", "%_%_")
    .replace(/^_/, "%_")
    .replaceAll(".", "%2E")
    .replaceAll("$", "%24");
}
