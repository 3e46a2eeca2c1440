import type { Connection } from "@clearml-ts/client";
import { exactPattern, type JoinedTaskRecord, type RequestOf, type TaskStatus } from "@clearml-ts/protocol";
import { findProject } from "@clearml-ts/tasks";
import type { VersionConditions } from "../dataset-options.ts";
import { type DatasetName, datasetName, hiddenProjectName } from "./project.ts";
import { newestVersion } from "./version.ts";

/** Statuses of versions that do not change anymore. */
export const FINAL: readonly TaskStatus[] = ["completed", "published", "closed"];

/** One version of a dataset in a list. */
export interface DatasetSummary {
  id: string;
  project: string;
  name: string;
  version: string | undefined;
  status: TaskStatus;
  tags: readonly string[];
  created: Date | undefined;
  fileCount: number | undefined;
  /** Bytes, unpacked. */
  totalSize: number | undefined;
}

/** Which versions to list. */
export interface ListDatasetsOptions {
  /** Only datasets of this project. */
  project?: string;
  /** Look into the projects below it, too. @default true */
  recursiveProjectSearch?: boolean;
  /** Only versions of the dataset with exactly this name. */
  name?: string;
  /** Only versions with a name in which this regular expression in Python's dialect matches. */
  partialName?: string;
  /** Only the versions with these ids. */
  ids?: readonly string[];
  /** Only versions that have all of these tags. */
  tags?: readonly string[];
  /** List versions that are not finalized too. @default false */
  includeOpen?: boolean;
  /** List published versions only. @default false */
  onlyPublished?: boolean;
  /** List archived versions too. @default false */
  includeArchived?: boolean;
  /** Records asked for in one request, at most 500. @default 100 */
  pageSize?: number;
  signal?: AbortSignal;
}

/** Yields versions of datasets, last updated first, asking for the next page only when you get there. */
export async function* listDatasets(
  connection: Connection,
  options: ListDatasetsOptions,
): AsyncGenerator<DatasetSummary> {
  const { project, name, partialName, ids, tags = [], includeOpen = false, onlyPublished = false } = options;
  const { includeArchived = false, pageSize, signal } = options;
  const call = signal ? { signal } : {};
  const place = project === undefined ? undefined : await projectCondition(connection, { ...options, project }, call);
  if ((project !== undefined && !place) || ids?.length === 0) {
    return;
  }
  // In its project a dataset is found by the name of a project of its own, which may have been changed since.
  const pattern = partialName ?? (project === undefined && name !== undefined ? exactPattern(name) : undefined);
  const request: RequestOf<"tasks.get_all_ex"> = {
    ...place,
    ...(ids && { id: ids }),
    ...(pattern !== undefined && { name: pattern }),
    type: ["data_processing"],
    system_tags: ["__$all", "dataset", ...(includeArchived ? [] : ["__$not", "archived"])],
    ...(tags.length > 0 && { tags: ["__$all", ...tags] }),
    ...(onlyPublished ? { status: ["published"] } : !includeOpen && { status: FINAL }),
    only_fields: ["id", "name", "status", "tags", "created", "runtime", "project.name"],
    search_hidden: true,
    order_by: ["-last_update"],
  };
  yield* mapEach(connection.lists.tasks.getAllEx(request, { ...call, pageSize }), summary);
}

/** The version that meets some conditions: the one with this number, or the highest one. */
export async function findVersion(
  connection: Connection,
  lookup: Partial<DatasetName> & VersionConditions,
): Promise<DatasetSummary | undefined> {
  const { project, name, version, tags, onlyCompleted = true, onlyPublished = false, includeArchived = false } = lookup;
  const options = {
    ...(project !== undefined && { project }),
    ...(name !== undefined && { name }),
    ...(tags && { tags }),
    ...{ includeOpen: !onlyCompleted, onlyPublished, includeArchived },
  };
  const candidates: DatasetSummary[] = [];
  for await (const candidate of listDatasets(connection, options)) {
    if (version === undefined) {
      candidates.push(candidate);
    } else if (candidate.version === version) {
      return candidate;
    }
  }
  return newestVersion(candidates);
}

/** All versions of one dataset are in a project of their own; those of a project are in projects below a hidden one. */
async function projectCondition(
  connection: Connection,
  {
    project,
    name,
    recursiveProjectSearch = true,
  }: Pick<ListDatasetsOptions, "name" | "recursiveProjectSearch"> & { project: string },
  call: { signal?: AbortSignal },
): Promise<Pick<RequestOf<"tasks.get_all_ex">, "project" | "include_subprojects"> | undefined> {
  const around = recursiveProjectSearch ? project : `${project}/.datasets`;
  const found = await findProject(connection, name === undefined ? around : hiddenProjectName({ project, name }), call);
  return found && { project: [found.id], include_subprojects: name === undefined };
}

function summary({ id, project, status, tags = [], created, runtime = {} }: JoinedTaskRecord): DatasetSummary {
  return {
    id,
    ...datasetName(project?.name ?? ""),
    version: typeof runtime["version"] === "string" ? runtime["version"] : undefined,
    status,
    tags,
    created: created === undefined ? undefined : new Date(created),
    fileCount: countOf(runtime["ds_file_count"]),
    totalSize: countOf(runtime["ds_total_size"]),
  };
}

function countOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

async function* mapEach<T, R>(items: AsyncIterable<T>, change: (item: T) => R): AsyncGenerator<R> {
  for await (const item of items) {
    yield change(item);
  }
}
