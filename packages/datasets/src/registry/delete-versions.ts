import type { Connection } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";
import pMap from "p-map";
import { DatasetStateError } from "../errors.ts";
import { LINEAGE, parseLineage } from "../lineage/page-object.ts";
import { loadVersion } from "../versions/load-version.ts";

/** The things that are deleted with a version. */
export interface DeleteVersionOptions {
  /** Delete it although other versions come from it. */
  force: boolean;
  /** Delete the files that it stored. */
  deleteFiles: boolean;
  /** Delete the files of other stores that it links to. */
  deleteExternalFiles: boolean;
  signal?: AbortSignal | undefined;
}

const IDS_PER_REQUEST = 200;
const PARALLEL_FILES = 8;

/**
 * Deletes versions, the newest first.
 *
 * @throws {@link DatasetStateError} when other versions come from one of them, unless it is forced; nothing is deleted then.
 */
export async function deleteVersions(
  connection: Connection,
  ids: readonly string[],
  { force, deleteFiles, deleteExternalFiles, signal }: DeleteVersionOptions,
): Promise<void> {
  const call = signal ? { signal } : {};
  if (!force) {
    await refuseUsed(connection, ids, call);
  }
  for (const id of ids) {
    const links = deleteExternalFiles ? await ownLinks(connection, id) : [];
    const task = await Task.get({ id }, { connection });
    await task.delete({ deleteArtifactsAndModels: deleteFiles, ...call });
    await pMap(links, (link) => connection.storage.remove(link, call), { concurrency: PARALLEL_FILES });
  }
}

async function ownLinks(connection: Connection, id: string): Promise<string[]> {
  const { manifest } = await loadVersion(connection, { id });
  return [...manifest.links.values()].filter(({ storedIn }) => storedIn === id).map(({ link }) => link);
}

async function refuseUsed(
  connection: Connection,
  ids: readonly string[],
  call: { signal?: AbortSignal },
): Promise<void> {
  const gone = new Set(ids);
  for (const [user, parents] of await allParents(connection, call)) {
    const used = parents.find((parent) => gone.has(parent));
    if (used !== undefined && !gone.has(user)) {
      const { status } = await Task.get({ id: used }, { connection });
      const problem = `version ${user} comes from it, and would lose files. Pass force: true to delete it anyway.`;
      throw new DatasetStateError(used, { action: "delete", status, problem });
    }
  }
}

/** The parents of each version on the server, as each has stored them for the page. */
async function allParents(
  { services, lists }: Connection,
  call: { signal?: AbortSignal },
): Promise<Map<string, readonly string[]>> {
  const query = {
    type: ["data_processing" as const],
    system_tags: ["__$all", "dataset"],
    only_fields: ["id"],
    search_hidden: true,
    order_by: ["created"],
  };
  const versions: string[] = [];
  for await (const { id } of lists.tasks.getAll(query, call)) {
    versions.push(id);
  }
  const parents = new Map<string, readonly string[]>();
  for (let start = 0; start < versions.length; start += IDS_PER_REQUEST) {
    const tasks = versions.slice(start, start + IDS_PER_REQUEST);
    const { configurations } = await services.tasks.getConfigurations({ tasks, names: [LINEAGE] }, call);
    for (const { task, configuration } of configurations) {
      parents.set(
        task,
        configuration.flatMap(({ value }) => parseLineage(value)[task] ?? []),
      );
    }
  }
  return parents;
}
