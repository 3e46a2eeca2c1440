import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pythonJson } from "@clearml-ts/protocol";
import type { Task } from "@clearml-ts/tasks";
import { type Changes, type Manifest, pendingFiles, totalSize, usedGraph } from "../manifest/manifest.ts";
import { fetchVersions } from "../versions/version-records.ts";
import { chunkIndex } from "./chunk-name.ts";
import { putArtifact } from "./put-artifact.ts";
import { STATE } from "./read-manifest.ts";
import { sizeText } from "./size-text.ts";
import { type StateFacts, stateText } from "./state-text.ts";
import { writeText } from "./write-text.ts";

const STATE_FILE = "state.json";

/** Facts that are stored of a version beside its manifest. */
export interface StateDetails extends StateFacts {
  changes: Changes;
  /** Ids of the versions it was made from. */
  parents: readonly string[];
}

/**
 * Stores the manifest of a version where readers look for it, and its counts where the page shows them; answers the bytes
 * of the state.
 */
export async function storeState(
  task: Task,
  manifest: Manifest,
  { changes, parents, chunkCounts }: StateDetails,
): Promise<number> {
  const { added, removed, modified, incoming, outgoing } = changes;
  const graph = pythonJson(usedGraph(task.id, manifest), { indent: 2, sortKeys: true });
  const preview = [
    "Dataset state",
    `Files added/modified: ${added + modified} - total size ${sizeText(incoming)}`,
    `Current dependency graph: ${graph}\n`,
  ].join("\n");
  const notes = { "files added": `${added}`, "files removed": `${removed}`, "files modified": `${modified}` };
  const folder = await mkdtemp(join(tmpdir(), "clearml-dataset-"));
  const path = join(folder, STATE_FILE);
  let size: number;
  try {
    const { hash, ...written } = await writeText(path, stateText(task.id, manifest, { chunkCounts }));
    const about = { name: STATE, fileName: STATE_FILE, type: "dict", contentType: "application/json" } as const;
    await putArtifact(task, { ...about, ...written, content: path, hash: async () => hash, preview, notes });
    size = written.size;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  // Only uploaded files have a compressed size.
  const isUploaded = pendingFiles(manifest).length === 0;
  await task.setRuntimeProperties({
    ds_file_count: manifest.files.size,
    ds_link_count: manifest.links.size,
    ds_total_size: totalSize(manifest),
    ds_change_add: added,
    ds_change_remove: removed,
    ds_change_modify: modified,
    ds_change_size: incoming - outgoing,
    ...(isUploaded && { ds_total_size_compressed: await compressedSize(task, parents) }),
  });
  return size;
}

/** Bytes of the zips of this version, and of those that its parents count for themselves and their ancestors. */
async function compressedSize(task: Task, parents: readonly string[]): Promise<number> {
  const records = await fetchVersions(task.connection, parents);
  const inherited = Array.from(records.values(), (record) => record.compressedSize ?? 0);
  const own = [...task.artifacts.values()].filter(({ name }) => chunkIndex(name) !== undefined);
  return [...inherited, ...own.map(({ size }) => size ?? 0)].reduce((sum, size) => sum + size, 0);
}
