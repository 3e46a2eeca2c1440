import type { Connection } from "@clearml-ts/client";
import type { Task } from "@clearml-ts/tasks";
import { type Changes, type Manifest, usedGraph } from "../manifest/manifest.ts";
import { CONTENT, contentText } from "../stored/content-text.ts";
import { chunkCount, fetchVersions, type VersionRecord } from "../versions/version-records.ts";
import { type LineageGraph, versionsInOrder } from "./graph.ts";
import { fullGraph, LINEAGE, lineageText } from "./page-object.ts";
import { type LineageNode, lineageFigure, lineageTable } from "./plots.ts";

/** All that a version comes from. */
export interface Lineage {
  /** Ids, each after its parents; the version itself is the last. */
  versions: readonly string[];
  graph: LineageGraph;
  records: ReadonlyMap<string, VersionRecord>;
}

/** Loads the records of a version and of all versions that it comes from. */
export async function loadLineage(connection: Connection, id: string, graph: LineageGraph): Promise<Lineage> {
  const full = await fullGraph(connection, id, graph);
  const versions = versionsInOrder(full, id);
  return { versions, graph: full, records: await fetchVersions(connection, versions) };
}

/** Writes the lineage of a version where the page draws it from. */
export async function storeLineage(task: Task, { versions, graph, records }: Lineage): Promise<void> {
  await task.setConfigurationObject(LINEAGE, {
    type: "json",
    description: "Structure of the dataset",
    value: lineageText(versions, graph, records),
  });
}

/** Lists the files of a version where the page compares versions. */
export async function storeContent(task: Task, manifest: Manifest): Promise<void> {
  await task.setConfigurationObject(CONTENT, {
    type: "CSV",
    description: "Dataset content preview",
    value: contentText(manifest),
  });
}

/** Shows where the files of a version come from, as a plot and as a table. */
export function reportLineage(
  task: Task,
  { versions, graph, records }: Lineage,
  { manifest, changes }: { manifest: Manifest; changes: Changes },
): void {
  const sizes = new Map<string, number>();
  for (const { storedIn, size = 0 } of [...manifest.files.values(), ...manifest.links.values()]) {
    sizes.set(storedIn, (sizes.get(storedIn) ?? 0) + size);
  }
  const nodes = versions.map((id): LineageNode => {
    const record = records.get(id);
    const counts = id === task.id ? changes : storedChanges(record);
    return { id, name: record?.name ?? "", size: sizes.get(id) ?? 0, ...counts };
  });
  task.logger.reportPlotly("__Dataset Genealogy", "", lineageFigure(nodes, graph));
  task.logger.reportTable("__Dataset Summary", "Details", {
    table: lineageTable(nodes),
    layout: { title: "Files by parent dataset id" },
  });
}

/** How many zips each version stores of those that a manifest takes files from. */
export function chunkCounts(id: string, manifest: Manifest, { records }: Lineage): Record<string, number> {
  const used = Object.keys(usedGraph(id, manifest));
  return Object.fromEntries(used.map((version) => [version, chunkCount(records.get(version))]));
}

/** A version says how it differs from its parents beside its state. */
function storedChanges(record: VersionRecord | undefined): Pick<Changes, "removed" | "modified" | "added"> {
  const notes = Object.fromEntries(record?.artifacts.get("state")?.display_data ?? []) as Record<string, string>;
  const count = (kind: string) => Number.parseInt(notes[`files ${kind}`] ?? "0", 10) || 0;
  return { removed: count("removed"), modified: count("modified"), added: count("added") };
}
