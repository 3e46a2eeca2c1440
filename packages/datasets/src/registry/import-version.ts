import type { Connection } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";
import { InvalidDatasetError } from "../errors.ts";
import type { LineageGraph } from "../lineage/graph.ts";
import type { OpenManifest } from "../manifest/manifest.ts";
import { readManifest } from "../stored/read-manifest.ts";
import { datasetName, ensureProject } from "../versions/project.ts";
import { chooseVersion, storeVersion } from "../versions/version-number.ts";
import { versionRecord } from "../versions/version-records.ts";

/** Ids of versions that no server has given begin with this. */
const OFFLINE = "offline-";

/**
 * Brings a version that was begun without a server to one, where it is open: its files wait to be uploaded.
 *
 * @throws {@link InvalidDatasetError} when the session is not that of a dataset.
 */
export async function importVersion(
  connection: Connection,
  session: string,
  call: { signal?: AbortSignal },
): Promise<{ task: Task; manifest: OpenManifest }> {
  const task = await Task.importOfflineSession(session, call, { connection });
  if (!task.systemTags.includes("dataset")) {
    throw new InvalidDatasetError(
      `${session} is the session of a task, ${task.id} now, and not of a dataset: Task.importOfflineSession() brings it here.`,
    );
  }
  const dataset = datasetName(task.project.name);
  await ensureProject(connection, dataset);
  await task.start({ force: true });
  if (versionRecord(task.record).version === undefined) {
    // Python gives a version its number at the server.
    await storeVersion(task, await chooseVersion(connection, dataset));
  }
  await task.setRuntimeProperties({ orig_dataset_id: task.id });
  const manifest = await readManifest(connection, versionRecord(task.record), { isFinal: false });
  return { task, manifest: withId(manifest, task.id) };
}

/** The manifest with an id of the server in place of the one that the version had without it. */
function withId({ files, links, graph }: OpenManifest, id: string): OpenManifest {
  const known = (version: string) => (version.startsWith(OFFLINE) ? id : version);
  return {
    files: new Map(Array.from(files, ([path, file]) => [path, { ...file, storedIn: known(file.storedIn) }])),
    links: new Map(Array.from(links, ([path, link]) => [path, { ...link, storedIn: known(link.storedIn) }])),
    graph: graphWith(graph, known),
  };
}

function graphWith(graph: LineageGraph, known: (version: string) => string): LineageGraph {
  return Object.fromEntries(Object.entries(graph).map(([version, parents]) => [known(version), parents.map(known)]));
}
