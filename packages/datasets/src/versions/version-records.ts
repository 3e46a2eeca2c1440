import type { Connection } from "@clearml-ts/client";
import type { ArtifactRecord, TaskRecord, TaskStatus } from "@clearml-ts/protocol";
import { chunkIndex } from "../stored/chunk-name.ts";

/** Facts about a version that are known without its manifest. */
export interface VersionRecord {
  id: string;
  name: string;
  status: TaskStatus;
  version: string | undefined;
  lastUpdate: Date | undefined;
  /** Bytes, unpacked. */
  totalSize: number | undefined;
  /** Bytes of the zips of this version and its ancestors. */
  compressedSize: number | undefined;
  artifacts: ReadonlyMap<string, ArtifactRecord>;
}

const FIELDS = ["id", "name", "status", "last_update", "runtime", "execution.artifacts"];
const IDS_PER_REQUEST = 200;

/** Loads versions by id; those that were deleted are missing in the answer. */
export async function fetchVersions(
  connection: Connection,
  ids: Iterable<string>,
): Promise<Map<string, VersionRecord>> {
  const wanted = [...new Set(ids)];
  const found = new Map<string, VersionRecord>();
  for (let start = 0; start < wanted.length; start += IDS_PER_REQUEST) {
    const id = wanted.slice(start, start + IDS_PER_REQUEST);
    const request = { id, only_fields: FIELDS, search_hidden: true, order_by: ["id"] };
    for await (const task of connection.lists.tasks.getAll(request)) {
      found.set(task.id, versionRecord(task));
    }
  }
  return found;
}

/** How many zips a version stores. */
export function chunkCount(version: VersionRecord | undefined): number {
  return [...(version?.artifacts.keys() ?? [])].filter((name) => chunkIndex(name) !== undefined).length;
}

/** Reads the facts about a version from the record of the task that holds it. */
export function versionRecord(task: TaskRecord): VersionRecord {
  const { runtime = {} } = task;
  return {
    id: task.id,
    name: task.name,
    status: task.status,
    version: typeof runtime["version"] === "string" ? runtime["version"] : undefined,
    lastUpdate: task.last_update === undefined ? undefined : new Date(task.last_update),
    totalSize: numberOf(runtime["ds_total_size"]),
    compressedSize: numberOf(runtime["ds_total_size_compressed"]),
    artifacts: new Map((task.execution?.artifacts ?? []).map((artifact) => [artifact.key, artifact])),
  };
}

function numberOf(value: unknown): number | undefined {
  const number = Number(value ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}
