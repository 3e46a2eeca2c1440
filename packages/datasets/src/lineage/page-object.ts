import type { Connection } from "@clearml-ts/client";
import type { VersionRecord } from "../versions/version-records.ts";
import type { LineageGraph } from "./graph.ts";

/** Name of the configuration object that the page draws the versions of a dataset from. */
export const LINEAGE = "Dataset Struct";

/** The whole lineage of a version as the page reads it; parents are keys of the same object. */
export function lineageText(
  versions: readonly string[],
  graph: LineageGraph,
  records: ReadonlyMap<string, VersionRecord>,
): string {
  const keys = new Map([...versions].reverse().map((id, index) => [id, String(index)]));
  const nodes = Array.from(keys, ([id, key]) => {
    const record = records.get(id);
    const node = {
      job_id: id,
      status: record?.status ?? "unknown",
      last_update: record?.lastUpdate ? Math.floor(record.lastUpdate.getTime() / 1000) : null,
      parents: (graph[id] ?? []).map((parent) => keys.get(parent) ?? ""),
      job_size: record?.totalSize ?? null,
      name: record?.name ?? "",
      version: record?.version ?? null,
    };
    return [key, node] as const;
  });
  return JSON.stringify(Object.fromEntries(nodes), null, 2);
}

/** Reads parents by version from the object of another version; a text that is not such an object gives no parents. */
export function parseLineage(text: string): LineageGraph {
  try {
    const nodes = JSON.parse(text) as Record<string, { job_id: string; parents: string[] }>;
    const entries = Object.values(nodes).map(({ job_id, parents }) => {
      return [job_id, parents.flatMap((key) => nodes[key]?.job_id ?? [])];
    });
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}

/**
 * Completes the graph of a version, which names only versions that still store a file of it, from the lineages that its
 * parents stored.
 */
export async function fullGraph(connection: Connection, id: string, graph: LineageGraph): Promise<LineageGraph> {
  const parents = graph[id] ?? [];
  if (parents.length === 0) {
    return graph;
  }
  const { configurations } = await connection.services.tasks.getConfigurations({ tasks: parents, names: [LINEAGE] });
  const known = configurations.flatMap(({ configuration }) => configuration.map(({ value }) => parseLineage(value)));
  return Object.assign({ ...graph }, ...known, { [id]: parents });
}
