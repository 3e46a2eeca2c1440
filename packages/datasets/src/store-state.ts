import { pythonJson } from "@clearml-ts/protocol";
import type { Task } from "@clearml-ts/tasks";
import { datasetState } from "./dataset-state.ts";
import { type Changes, type Manifest, totalSize, usedGraph } from "./manifest.ts";
import { STATE } from "./read-manifest.ts";
import { sizeText } from "./size-text.ts";

/** What is written down of a version, beside its manifest. */
export interface StateDetails {
  changes: Changes;
  /** Bytes of the zips of this version and its ancestors; undefined until the first upload. */
  compressedSize?: number | undefined;
  /** Zips by version, once the version is final. */
  chunkCounts?: Record<string, number>;
}

/** Writes down what a version consists of, where readers look for it and where the page counts. */
export async function storeState(
  task: Task,
  manifest: Manifest,
  { changes, compressedSize, chunkCounts }: StateDetails,
): Promise<void> {
  const { added, removed, modified, incoming, outgoing } = changes;
  const graph = pythonJson(usedGraph(task.id, manifest), { indent: 2, sortKeys: true });
  await task.uploadArtifact(
    STATE,
    { json: datasetState(task.id, manifest, chunkCounts) },
    {
      metadata: { "files added": added, "files removed": removed, "files modified": modified },
      preview: [
        "Dataset state",
        `Files added/modified: ${added + modified} - total size ${sizeText(incoming)}`,
        `Current dependency graph: ${graph}\n`,
      ].join("\n"),
    },
  );
  await task.setRuntimeProperties({
    ds_file_count: manifest.files.size,
    ds_link_count: manifest.links.size,
    ds_total_size: totalSize(manifest),
    ds_change_add: added,
    ds_change_remove: removed,
    ds_change_modify: modified,
    ds_change_size: incoming - outgoing,
    ...(compressedSize !== undefined && { ds_total_size_compressed: compressedSize }),
  });
}
